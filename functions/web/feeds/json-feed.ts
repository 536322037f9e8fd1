import type { Site } from '../deps.ts';
import { entryWords, tagOf, xmlText } from './entry-words.ts';
import type { Feed, FeedEntry } from './feed.ts';

/** The feed as JSON Feed 1.1 (jsonfeed.org). Upvotes and reason also stand apart, under `_daily_papers`. */
export function writeJsonFeed(feed: Feed, { name, webUrl }: Site): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: xmlText(feed.title),
    description: xmlText(feed.description),
    home_page_url: `${webUrl}${feed.page}`,
    feed_url: `${webUrl}${feed.path}.json${feed.query}`,
    language: 'en',
    authors: [{ name: xmlText(name), url: webUrl }],
    _daily_papers: { id: tagOf(`feed/${feed.name}`, webUrl), updated: feed.updated },
    items: feed.entries.map(entry => itemOf(entry, webUrl)),
  });
}

function itemOf(entry: FeedEntry, webUrl: string) {
  const words = entryWords(entry, webUrl);
  const { upvotes, comments, day } = entry.listed.entry;
  return {
    id: words.id,
    url: words.url,
    title: words.title,
    content_html: words.content,
    ...(words.summary !== '' && { summary: words.summary }),
    date_published: words.published,
    date_modified: words.updated,
    ...(words.authors.length > 0 && { authors: words.authors.map(name => ({ name })) }),
    tags: [...words.categories, ...words.keywords],
    _daily_papers: {
      reason: xmlText(entry.reason),
      day,
      upvotes,
      comments,
      related: words.related,
    },
  };
}

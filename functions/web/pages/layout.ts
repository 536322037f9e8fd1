import { assets } from '../assets/assets.ts';
import type { Site } from '../deps.ts';
import { type Html, html } from './html.ts';

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** `archive` pages are for everyone and may be found by search engines; `private` ones are one reader's. */
  readonly kind: 'archive' | 'private';
  /** By which feed readers find feeds; the endings are added. @default those of everybody, on pages for everyone */
  readonly feeds?: readonly { readonly title: string; readonly path: string }[];
}

/** The frame of every page. */
export function layout(site: Site, page: Page): Html {
  const { title, main, kind, feeds = kind === 'archive' ? publicFeeds(site) : [] } = page;
  const fullTitle = title === site.name ? title : `${title} · ${site.name}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${kind === 'private' ? html`<meta name="robots" content="noindex">` : ''}
<title>${fullTitle}</title>
<link rel="icon" href="${assets.icon.url}" type="image/svg+xml">
${feeds.map(
  ({
    title: name,
    path,
  }) => html`<link rel="alternate" type="application/atom+xml" title="${name}" href="${path}.atom">
<link rel="alternate" type="application/feed+json" title="${name}" href="${path}.json">`,
)}
<link rel="stylesheet" href="${assets.style.url}">
<script src="${assets.zone.url}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead">
<a class="name" href="/">${site.name}</a>
<nav aria-label="Site"><a href="/">Newest</a><a href="/feeds">Feeds</a><a href="/#sign-up">Subscribe</a></nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer class="colophon">
<p>Trending research papers, as people on <a href="https://huggingface.co/papers" rel="noreferrer">Hugging Face Daily Papers</a> vote for them. No tracking, no advertising; one link in every mail ends it.</p>
${site.postalAddress === '' ? '' : html`<p class="quiet">${site.postalAddress}</p>`}
</footer>
</body>
</html>
`;
}

function publicFeeds(site: Site) {
  return [
    { title: site.name, path: '/feeds/today' },
    { title: `${site.name}: the week`, path: '/feeds/week' },
  ];
}

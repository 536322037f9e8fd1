/** One element of the listing API's answer in the shape of 2026. */
export function apiEntry(fields: {
  readonly id: string;
  readonly day: string;
  readonly title?: string;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly submitter?: string;
}) {
  const title = fields.title ?? `Paper ${fields.id}`;
  const submitter = fields.submitter ?? 'bosample';
  return {
    paper: {
      id: fields.id,
      authors: [{ _id: '6a0000000000000000000001', name: 'Ada Example', hidden: false }],
      publishedAt: `${fields.day}T00:00:00.000Z`,
      submittedOnDailyAt: `${fields.day}T00:00:00.000Z`,
      title,
      summary: `About ${title}.`,
      upvotes: fields.upvotes ?? 1,
    },
    title,
    summary: `About ${title}.`,
    numComments: fields.comments ?? 0,
    submittedBy: { name: submitter, fullname: submitter },
  };
}

/** An arXiv RSS feed of a date, in the shape that arXiv serves. */
export function arxivFeed(
  date: string,
  items: readonly {
    readonly id: string;
    readonly title?: string;
    readonly categories?: string[];
    readonly kind?: string;
  }[],
): string {
  const pubDate = new Date(`${date}T00:00:00Z`).toUTCString().replace('GMT', '-0400');
  const itemXml = items.map(
    ({ id, title = `Paper ${id}`, categories = ['cs.CL', 'cs.LG'], kind = 'new' }) => `
<item><title>${title}</title><link>https://arxiv.org/abs/${id}</link>
<description>arXiv:${id}v1 Announce Type: ${kind} 
Abstract: About ${title}.</description>
<guid isPermaLink="false">oai:arXiv.org:${id}v1</guid>${categories.map(category => `<category>${category}</category>`).join('')}
<pubDate>${pubDate}</pubDate><arxiv:announce_type>${kind}</arxiv:announce_type><dc:creator>Ada Example, Bo Sample (Example Lab, Berlin)</dc:creator></item>`,
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
<channel><title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link><description>updates</description>
<atom:link href="http://rss.arxiv.org/rss/cs.CL" rel="self" type="application/rss+xml"/>
<pubDate>${pubDate}</pubDate><skipDays><day>Saturday</day><day>Sunday</day></skipDays>${itemXml.join('')}
</channel></rss>
`;
}

import { spawnSync } from 'node:child_process';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { hasPython } from './python-email.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: name => ['entry', 'link', 'author', 'category'].includes(name),
  parseTagValue: false,
  parseAttributeValue: false,
});

const instant = z.iso.datetime({ offset: true });
const uri = z.string().regex(/^(https?:\/\/|tag:)[\x21-\x7e]+$/);
const link = z.strictObject({
  '@rel': z.enum(['self', 'alternate', 'related']),
  '@href': uri,
  '@type': z.string().optional(),
  '@title': z.string().optional(),
});
const plain = z.strictObject({ '@type': z.literal('text'), '#text': z.string().min(1) });
const person = z.strictObject({ name: z.string().min(1) });

/** Atom as RFC 4287 has it, as far as our feeds go, and nothing else. */
const atomSchema = z.strictObject({
  '?xml': z.unknown(),
  feed: z.strictObject({
    '@xmlns': z.literal('http://www.w3.org/2005/Atom'),
    '@xml:lang': z.literal('en'),
    id: uri,
    title: plain,
    subtitle: plain,
    link: z.array(link),
    updated: instant,
    author: z.array(person).length(1),
    entry: z
      .array(
        z.strictObject({
          id: uri,
          title: plain,
          link: z.array(link),
          published: instant,
          updated: instant,
          author: z.array(person).optional(),
          category: z
            .array(z.strictObject({ '@term': z.string().min(1), '@scheme': uri.optional() }))
            .optional(),
          summary: plain.optional(),
          content: z.strictObject({ '@type': z.literal('html'), '#text': z.string().min(1) }),
        }),
      )
      .default([]),
  }),
});

/** What a feed reader makes of it; throws when it is no Atom of ours. It forgives more than `expectWellFormed`. */
export function readAtom(text: string) {
  // XML 1.0, section 2.2: what may not stand in a document, not even escaped.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || !text.isWellFormed())
    throw new Error('there are characters in it that XML does not have');
  // The parser leaves references by number alone, unless it may take every one of HTML's for XML's, too.
  return atomSchema.parse(parser.parse(text.replaceAll('&#39;', '&apos;'))).feed;
}

/** JSON Feed 1.1 (jsonfeed.org/version/1.1), as far as our feeds go, and nothing else but extensions of ours. */
const jsonFeedSchema = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  description: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  language: z.literal('en'),
  authors: z.array(z.strictObject({ name: z.string().min(1), url: z.url() })),
  _daily_papers: z.strictObject({ id: uri, updated: instant }),
  items: z.array(
    z.strictObject({
      id: uri,
      url: z.url(),
      title: z.string().min(1),
      content_html: z.string().min(1),
      summary: z.string().min(1).optional(),
      date_published: instant,
      date_modified: instant,
      authors: z.array(person).min(1).optional(),
      tags: z.array(z.string().min(1)),
      _daily_papers: z.strictObject({
        reason: z.string().min(1),
        day: z.iso.date(),
        upvotes: z.int(),
        comments: z.int(),
        related: z.array(z.strictObject({ label: z.string(), url: z.url() })),
      }),
    }),
  ),
});

const checker = `
import json, sys, xml.dom.minidom
for text in json.load(sys.stdin):
    xml.dom.minidom.parseString(text.encode())
`;

/** Holds documents to XML by a parser that forgives nothing, where this machine has Python. */
export function expectWellFormed(documents: readonly string[]): void {
  if (!hasPython()) return;
  const run = spawnSync('python3', ['-c', checker], { input: JSON.stringify(documents), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`not well-formed: ${run.stderr}`);
}

export function readJsonFeed(text: string) {
  return jsonFeedSchema.parse(JSON.parse(text));
}

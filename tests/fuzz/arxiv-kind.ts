import fc from 'fast-check';
import { arxivFeed } from '../support/upstream-factories.ts';
import { hostileText } from './hostile.ts';
import { defineKind } from './kind.ts';
import { changeText, textChanges } from './mutate-json.ts';
import { openUpstream, type UpstreamInput } from './upstream-world.ts';

const day = '2026-01-06';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const orHostile = (usual: string) =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: hostileText.map(escaped) },
  );

const items = fc.array(
  fc.record({
    id: fc.oneof(
      fc.integer({ min: 10_000, max: 10_040 }).map(number => `2601.${number}`),
      orHostile('math/0309136'),
    ),
    title: orHostile('A Title'),
    categories: fc.array(orHostile('cs.CL'), { maxLength: 3 }),
    kind: orHostile('new'),
  }),
  { maxLength: 3 },
);

/** A document type with entities that grow tenfold, level by level, or that name what is elsewhere. */
const entities = fc.oneof(
  fc.integer({ min: 2, max: 30 }).map(levels => {
    const lines = Array.from(
      { length: levels },
      (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
    );
    return { declared: `<!DOCTYPE lolz [<!ENTITY l0 "lol">${lines.join('')}]>`, used: `&l${levels};` };
  }),
  fc.constantFrom(
    { declared: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', used: '&e;' },
    { declared: '<!doctype x [<!entity e SYSTEM "http://169.254.169.254/">]>', used: '&e;' },
    { declared: '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>', used: '' },
    { declared: '', used: '&undefined;&#x110000;&#0;&#xD800;&#99999999999;' },
  ),
);

/** XML that is broken in the ways that XML breaks. */
const inserts = fc.constantFrom(
  '<a>'.repeat(2_000),
  '</item></channel></rss>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<__proto__><polluted>1</polluted></__proto__>',
  '<constructor><prototype>1</prototype></constructor>',
  '<hasOwnProperty>1</hasOwnProperty><toString>2</toString>',
  '<title a="1" a="2" =">x</title>',
  '<pubDate>never</pubDate>',
  '<item/>',
  '&',
  '<',
);

const rarely = <T>(arbitrary: fc.Arbitrary<T>, oneIn: number) =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const documents = fc
  .record({
    items,
    date: fc.oneof(
      { weight: 6, arbitrary: fc.constant(day) },
      { weight: 1, arbitrary: fc.constant('2026-01-07') },
    ),
    entity: rarely(entities, 12),
    insert: rarely(fc.tuple(inserts, fc.double({ min: 0, max: 1, noNaN: true })), 6),
    breaks: textChanges,
  })
  .map(({ items: announced, date, entity, insert, breaks }) => {
    const feed = arxivFeed(date, announced);
    const withEntity =
      entity === undefined
        ? feed
        : feed.replace('<rss', `${entity.declared}<rss`).replace('updates on', `${entity.used} updates on`);
    const inserted =
      insert === undefined ? [] : [{ do: 'insert' as const, part: insert[1], text: insert[0] }];
    return changeText(withEntity, [...inserted, ...breaks]);
  });

/** The same characters in the wrong encoding, and bytes that are none. */
const encoded = documents.chain(text =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(text) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<BufferEncoding>('utf16le', 'latin1', 'base64', 'hex')
        .map(encoding => new Uint8Array(Buffer.from(text, encoding))),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }))
        .map(([at, bytes]) => withBytes(text, at, bytes)),
    },
  ),
);

function withBytes(text: string, at: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Buffer.from(text));
  for (const [index, byte] of bytes.entries()) whole[(at + index) % whole.length] = byte;
  return whole;
}

const answers = fc
  .record({
    body: encoded,
    status: fc.oneof({ weight: 20, arbitrary: fc.constant(200) }, { weight: 1, arbitrary: fc.constant(400) }),
    etag: fc.constantFrom('"1"', 'W/"2"', ''),
  })
  .map(
    ({ body, status, etag }): UpstreamInput => ({
      day,
      huggingFace: { status: 200, body: '[]' },
      arxiv: { status, body, headers: { etag } },
    }),
  );

export const arxivKind = defineKind({ name: 'arxiv-feed', inputs: answers, open: openUpstream });

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAtom } from '../../functions/web/feeds/atom.ts';
import { xmlText } from '../../functions/web/feeds/entry-words.ts';
import type { Feed } from '../../functions/web/feeds/feed.ts';
import { writeJsonFeed } from '../../functions/web/feeds/json-feed.ts';
import { expectWellFormed, readAtom, readJsonFeed } from '../support/feed-reading.ts';
import { dayListing } from '../support/paper-factories.ts';

const site = {
  name: 'Daily Papers',
  webUrl: 'https://papers.example.org',
  postalAddress: '',
  settleMinute: 485,
};
/** Any UTF-16, broken pairs, controls and noncharacters included, and what markup is made of more often than by chance. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('<', '&', ']]>', '&amp;', '"', "'", '$', '\ud800', '\uffff', '\u0001', ' ', 'x'))
    .map(parts => parts.join('')),
);

function feedOf(title: string, abstract: string, name: string, reason: string): Feed {
  const { papers } = dayListing('2026-08-18', [
    { id: '2608.00001', title, abstract, authors: [name], keywords: [name], projectUrl: abstract },
  ]);
  return {
    name: 'today',
    title,
    description: abstract,
    path: '/feeds/search',
    query: `?${new URLSearchParams({ q: name.toWellFormed() }).toString()}`,
    page: '/',
    updated: '2026-08-18T08:00:00.000Z',
    entries: papers.map(listed => ({ listed, entered: '2026-08-18T08:00:00.000Z', reason })),
  };
}

describe('feeds', () => {
  it('say whatever a source wrote, less what XML has no place for, and nothing else', () => {
    const written: string[] = [];
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (title, abstract, name, reason) => {
        const feed = feedOf(`T${title}`, `A${abstract}`, `N${name}`, `R${reason}`);

        const atom = writeAtom(feed, site);
        const [entry] = readAtom(atom).entry;
        written.push(atom);
        const [item] = readJsonFeed(writeJsonFeed(feed, site)).items;

        // A reader of XML may take spaces off the ends of what it reads; ours does.
        expect(entry?.title['#text']).toBe(xmlText(`T${title}`));
        expect(item?.title).toBe(xmlText(`T${title}`));
        expect(entry?.author).toEqual([{ name: xmlText(`N${name}`) }]);
        expect(item?._daily_papers.reason).toBe(xmlText(`R${reason}`));
        expect(entry?.content['#text']).toBe(item?.content_html);
      }),
    );
    expectWellFormed(written);
  });
});

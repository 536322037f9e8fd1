import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DigestPaper } from '../../shared/digests/digest.ts';
import type { Fact } from '../../shared/digests/fact.ts';
import type { Selection } from '../../shared/digests/selection.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import {
  dueFactsOf,
  dueOn,
  listingsOf,
  type Situation,
  situation,
  snapshotsOf,
} from '../support/digest-arbitraries.ts';
import { selectionOf } from '../support/digest-factories.ts';

function select(given: Situation): Selection {
  return selectionOf(listingsOf(given.days), dueFactsOf(given));
}

function papersOf(given: Situation): readonly DigestPaper[] {
  const selection = select(given);
  return selection.kind === 'digest' ? selection.digest.papers : [];
}

function has(text: string, word: string): boolean {
  return text.toLowerCase().split(/\W+/).includes(word);
}

/** Looked up in the facts that the digest was made from, by other means than the digest's own. */
function isTrue(fact: Fact, { listed: { paper, entry }, day }: DigestPaper, given: Situation): boolean {
  const include = given.rules.include;
  const listedOn = given.days.find(each => each.day === day);
  switch (fact.kind) {
    case 'phrase': {
      const texts = { title: [paper.title], keywords: paper.keywords, abstract: [paper.abstract] };
      return include.phrases.includes(fact.term) && texts[fact.where].some(text => has(text, fact.term));
    }
    case 'author':
      return paper.authors.includes(fact.name) && include.authors.includes(fact.name);
    case 'organization':
      return paper.organization?.fullName === fact.name && include.organizations.includes(fact.name);
    case 'category':
      return paper.categories.includes(fact.name) && include.categories.includes(fact.name);
    case 'submitter':
      return false;
    case 'place': {
      const better = listedOn?.papers.filter(({ upvotes = 0 }) => upvotes > entry.upvotes).length ?? -1;
      const notWorse = listedOn?.papers.filter(({ upvotes = 0 }) => upvotes >= entry.upvotes).length ?? -1;
      return fact.rank > better && fact.rank <= notWorse && fact.of === listedOn?.papers.length;
    }
    case 'rise': {
      const polledOn = addDays(dueOn, -fact.days);
      const stood = given.days
        .map(each => snapshotsOf([each]).get(each.day) ?? [])
        .flatMap(list => list.filter(snapshot => snapshot.polledOn === polledOn))
        .map(({ upvotes }) => upvotes[paper.id]);
      return fact.to === entry.upvotes && stood.includes(fact.from) && fact.to - fact.from >= 25;
    }
    case 'sent-before':
      return given.sent.includes(paper.id);
    case 'late':
      return entry.late && fact.day === day && given.covered.includes(day);
  }
}

test('every paper has a reason, and every reason is true of it', () => {
  fc.assert(
    fc.property(situation, given => {
      for (const paper of papersOf(given)) {
        expect(paper.facts.length).toBeGreaterThan(0);
        for (const fact of paper.facts)
          expect({ fact, true: isTrue(fact, paper, given) }).toEqual({ fact, true: true });
      }
    }),
    { numRuns: 500 },
  );
});

test('an excluded word or person wins in every section, except over a followed author', () => {
  fc.assert(
    fc.property(situation, given => {
      const { include, exclude } = given.rules;
      for (const { listed } of papersOf(given)) {
        const { title, abstract, keywords, authors } = listed.paper;
        if (authors.some(name => include.authors.includes(name))) continue;
        const text = [title, abstract, ...keywords].join(' ');
        expect(exclude.phrases.filter(word => has(text, word))).toEqual([]);
        expect(authors.filter(name => exclude.authors.includes(name))).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

test('whoever sends only matches, or asks for upvotes, gets nothing else', () => {
  fc.assert(
    fc.property(situation, given => {
      const { include, minUpvotes, fillUp } = given.rules;
      const wishes = Object.values(include).flat().length > 0;
      for (const { listed, section } of papersOf(given)) {
        const { paper, entry } = listed;
        const followed =
          paper.authors.some(name => include.authors.includes(name)) ||
          include.organizations.some(name => name === paper.organization?.fullName);
        const text = [paper.title, paper.abstract, ...paper.keywords].join(' ');
        const onTopic =
          include.phrases.some(word => has(text, word)) ||
          include.categories.some(category => paper.categories.includes(category));
        if (!followed) expect(entry.upvotes).toBeGreaterThanOrEqual(minUpvotes);
        if (wishes && !fillUp) expect(followed || onTopic).toBe(true);
        if (section === 'following') expect(followed).toBe(true);
        if (section === 'topics') expect(onTopic).toBe(true);
        if (section === 'trending') expect(followed || onTopic).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

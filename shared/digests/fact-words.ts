import { assertNever } from '../platform/never.ts';
import { counted } from './counted.ts';
import { dayName } from './day-names.ts';
import type { Fact, TermFact } from './fact.ts';
import { plainLine } from './plain-line.ts';
import { shorten } from './shorten.ts';

/** A reason in plain words: `“diffusion” in the title · listed in cs.CL`. `nameDays` where several days meet. */
export function reasonWords(facts: readonly Fact[], nameDays: boolean): string {
  return facts.map(fact => factWords(fact, nameDays)).join(' · ');
}

export function factWords(fact: Fact, nameDays = false): string {
  switch (fact.kind) {
    case 'phrase':
    case 'category':
      return foundWords(fact);
    case 'author':
      return `${foundWords(fact)}, whom you follow`;
    case 'organization':
      return `${foundWords(fact)}, which you follow`;
    case 'submitter':
      return `${foundWords(fact)}, whom you asked for`;
    case 'place':
      return placeWords(fact) + (nameDays ? ` on ${dayName(fact.day)}` : '');
    case 'rise':
      return `${counted(fact.from)} → ${counted(fact.to)} upvotes ${spanOfDays(fact.days)}`;
    case 'sent-before':
      return 'you were sent it before';
    case 'late':
      return `late for ${dayName(fact.day)}`;
    default:
      return assertNever(fact);
  }
}

/** What a term found, whether the reader asked for it or leaves it out: `submitted by Ada Example`. */
export function foundWords(fact: TermFact): string {
  switch (fact.kind) {
    case 'phrase':
      return `“${fact.term}” in the ${fact.where}`;
    case 'author':
      return `by ${nameWords(fact.name)}`;
    case 'organization':
      return `from ${nameWords(fact.name)}`;
    case 'submitter':
      return `submitted by ${nameWords(fact.name)}`;
    case 'category':
      return `listed in ${fact.name}`;
    default:
      return assertNever(fact);
  }
}

function placeWords({ rank, of }: Fact & { readonly kind: 'place' }): string {
  return of === 1 ? 'the only paper listed' : `#${counted(rank)} of ${counted(of)} by upvotes`;
}

const numberWords = [
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

function spanOfDays(days: number): string {
  if (days < 1) return 'today';
  if (days === 1) return 'in a day';
  return `in ${numberWords[days - 2] ?? days} days`;
}

/** Characters; a source's name must not fill the mail. */
const longestName = 80;

function nameWords(name: string): string {
  return shorten(plainLine(name), longestName);
}

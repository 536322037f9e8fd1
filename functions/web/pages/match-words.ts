import { counted } from '../../../shared/digests/counted.ts';
import type { TermMatch } from '../../../shared/matching/match.ts';
import { assertNever } from '../../../shared/platform/never.ts';

const places = { title: 'title', keywords: 'keywords', abstract: 'abstract' } as const;

/** What a term found in a paper, in words: `“diffusion” in the title`. */
export function matchWords({ kind, term, where = 'abstract', name = term }: TermMatch): string {
  switch (kind) {
    case 'phrases':
      return `“${term}” in the ${places[where]}`;
    case 'authors':
      return `by ${name}`;
    case 'organizations':
      return `from ${name}`;
    case 'categories':
      return `in ${name}`;
    case 'submitters':
      return `suggested by ${name}`;
    default:
      return assertNever(kind);
  }
}

/** `#3 of 34 by upvotes` */
export function placeWords(rank: number, of: number): string {
  return `#${counted(rank)} of ${counted(of)} by upvotes`;
}

import type { TermMatch } from '../../../shared/matching/match.ts';
import { assertNever } from '../../../shared/platform/never.ts';

/** Where an excluded term stands in a paper, in words: `“diffusion” in the title`. */
export function matchWords({ kind, term, where = 'abstract', name = term }: TermMatch): string {
  switch (kind) {
    case 'phrases':
      return `“${term}” in the ${where}`;
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

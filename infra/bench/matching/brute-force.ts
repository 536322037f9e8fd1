import { fieldsOf } from '../../../shared/matching/paper-index.ts';
import { isMeant, phrasePatterns } from '../../../shared/matching/phrase.ts';
import type { Spelling } from '../../../shared/matching/spelling.ts';
import { compounds, type Token, tokens } from '../../../shared/matching/stem-text.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import type { Profile } from './profiles.ts';

/** Every phrase against every word of every paper, whose texts were taken apart once. */
export function bruteForceMatcher(papers: readonly Paper[]): (profile: Profile) => string[] {
  const read = papers.map(paper => ({
    id: paper.id,
    fields: fieldsOf(paper).map(({ text }) => {
      const words = tokens(text);
      return [...words, ...compounds(text, words)];
    }),
  }));
  return profile => {
    const patterns = profile.flatMap(phrase => phrasePatterns(phrase));
    return read
      .filter(({ fields }) =>
        fields.some(field => patterns.some(pattern => field.some(first => stands(pattern, 0, first, field)))),
      )
      .map(({ id }) => id);
  };
}

function stands(pattern: readonly Spelling[], place: number, at: Token, field: readonly Token[]): boolean {
  const wanted = pattern[place];
  if (wanted?.stem !== at.stem || !isMeant(wanted, at)) return false;
  if (place === pattern.length - 1) return true;
  return field.some(next => next.position === at.next && stands(pattern, place + 1, next, field));
}

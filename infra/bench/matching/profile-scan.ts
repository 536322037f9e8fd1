import { fieldsOf } from '../../../shared/matching/paper-index.ts';
import { phrasePatterns } from '../../../shared/matching/phrase.ts';
import type { Spelling } from '../../../shared/matching/spelling.ts';
import { compounds, type Token, tokens } from '../../../shared/matching/stem-text.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import type { Profile } from './profiles.ts';

/**
 * What one would write first: the texts in one normal form, and one regular expression a profile. Each word is its
 * stem, `^word` after what is written in capitals, `{finetun}` after the first of two words that a hyphen joins.
 */
export function profileScanner(papers: readonly Paper[]): (profile: Profile) => string[] {
  const normal = papers.map(paper => ({ id: paper.id, text: fieldsOf(paper).map(normalText).join('\n') }));
  return profile => {
    const patterns = profile
      .flatMap(phrase => phrasePatterns(phrase))
      .map(words => words.map(oneWord).join(''));
    const wanted = new RegExp(`(?<= )(?:${patterns.join('|')})`);
    return normal.filter(({ text }) => wanted.test(text)).map(({ id }) => id);
  };
}

function normalText({ text }: { readonly text: string }): string {
  const words = tokens(text);
  const joined = new Map(compounds(text, words).map(compound => [compound.start, compound]));
  return words.reduce((written, word, place) => {
    const gap = place > 0 && word.position !== words[place - 1]?.next ? '. ' : '';
    const compound = joined.get(word.start);
    return `${written}${gap}${marked(word)}${compound === undefined ? '' : `{${marked(compound)}}`} `;
  }, ' ');
}

function marked({ stem, word, capitals }: Token): string {
  return capitals ? `${stem}^${word}` : stem;
}

function oneWord({ stem, word, acronym }: Spelling): string {
  const [key, itself, singular] = [stem, word, word.replace(/s$/, '')].map(text =>
    text.replace(/[^\p{L}\p{N}]/gu, '\\$&'),
  );
  const written = acronym ? `${key}\\^${itself}` : `${key}(?:\\^(?:${itself}|${singular}))?`;
  return `(?:${written}(?:\\{[^}]*\\})? |[^ \\n{]+\\{${written}\\} [^ \\n]+ )`;
}

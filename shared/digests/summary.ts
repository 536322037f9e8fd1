import type { Paper } from '../papers/paper.ts';
import { plainLine } from './plain-line.ts';
import { shorten } from './shorten.ts';

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** ICU ends a sentence after these when a capital or a bracket follows; a reader does not. */
const abbreviationAtEnd =
  /(?:\b(?:e\.g|i\.e|al|cf|vs|resp|approx|etc|Figs?|Eqs?|Secs?|Tabs?|Refs?|Nos?|Dr|Prof|St|w\.r\.t|a\.k\.a)|(?:^|[\s(])\p{Lu})\.\s*$/u;

/**
 * What a paper is about, in at most `limit` characters: the source's own summary, or else the abstract's first
 * sentences. Whole sentences as long as they say enough; otherwise cut between words, with an ellipsis.
 * Empty when a source gave neither.
 */
export function shortSummary(paper: Pick<Paper, 'summary' | 'abstract'>, limit = 300): string {
  const summary = plainLine(paper.summary ?? '');
  const text = summary === '' ? plainLine(paper.abstract) : summary;
  if (text.length <= limit) return text;
  const whole = wholeSentences(text, limit);
  return whole.length >= limit / 2 ? whole : shorten(text, limit);
}

/** The longest run of sentences from the start that fits; empty if the first alone does not. */
function wholeSentences(text: string, limit: number): string {
  let fitting = '';
  let sentence = '';
  for (const { segment } of sentences.segment(text.slice(0, limit + 1))) {
    sentence += segment;
    if (abbreviationAtEnd.test(sentence)) continue;
    if (!/[.!?…]["'”’)\]]*\s*$/u.test(sentence)) break;
    const longer = fitting + sentence;
    if (longer.trimEnd().length > limit) break;
    fitting = longer;
    sentence = '';
  }
  return fitting.trimEnd();
}

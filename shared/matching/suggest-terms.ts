import type { Rules } from '../subscribers/rules.ts';
import { type Candidate, candidatesOf } from './candidate-terms.ts';
import { verdictOf } from './match.ts';
import { matchRules } from './match-rules.ts';
import { type PaperIndex } from './paper-index.ts';
import { phrasePatterns } from './phrase.ts';

/** A phrase that stands in the papers a reader gets far more often than in others. */
export interface SuggestedTerm {
  /** As most papers print it. */
  readonly term: string;
  /** How many of the indexed papers it matches. */
  readonly papers: number;
}

/** With fewer papers in common, anything may be a coincidence. */
const leastInCommon = 3;
/** Times as often among the reader's papers as among all. */
const leastLift = 2;
/** Of the log-likelihood ratio: a chance of one in a thousand (chi-squared, one degree of freedom). */
const leastSurprise = 10.83;

/**
 * Phrases to add to a reader's rules, the most telling first: those that stand in the papers the rules find clearly
 * more often than chance would have it (Dunning's log-likelihood ratio), match others as well, and neither hold a
 * phrase of the rules nor are part of one. Only counting in the stored papers; nobody is asked.
 */
export function suggestTerms(rules: Rules, index: PaperIndex, most: number): SuggestedTerm[] {
  const matched = matchedPapers(rules, index);
  const ruled = [...rules.include.phrases, ...rules.exclude.phrases].flatMap(phrase =>
    phrasePatterns(phrase).map(words => words.map(({ stem }) => stem)),
  );
  const chosen: { stems: readonly string[]; suggested: SuggestedTerm }[] = [];
  for (const { term, stems, papers } of bySurprise(candidatesOf(index), matched, index.papers.length)) {
    if (chosen.length >= most) break;
    if ([...ruled, ...chosen.map(other => other.stems)].some(other => overlap(stems, other))) continue;
    if (papers.every(paper => matched.has(paper))) continue;
    chosen.push({ stems, suggested: { term, papers: papers.length } });
  }
  return chosen.map(({ suggested }) => suggested);
}

function matchedPapers(rules: Rules, index: PaperIndex): Set<number> {
  const matches = matchRules(rules, index);
  return new Set(
    index.papers.flatMap(({ id }, number) => {
      const verdict = verdictOf(matches.get(id));
      return verdict === 'followed' || verdict === 'on-topic' ? [number] : [];
    }),
  );
}

function bySurprise(
  candidates: readonly Candidate[],
  matched: ReadonlySet<number>,
  papers: number,
): Candidate[] {
  return candidates
    .map(candidate => {
      const common = candidate.papers.filter(paper => matched.has(paper)).length;
      return {
        candidate,
        common,
        surprise: surpriseOf(common, candidate.papers.length, matched.size, papers),
      };
    })
    .filter(
      ({ candidate, common, surprise }) =>
        common >= leastInCommon &&
        surprise >= leastSurprise &&
        common * papers >= leastLift * matched.size * candidate.papers.length,
    )
    .sort((a, b) => b.surprise - a.surprise || (a.candidate.term < b.candidate.term ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/**
 * Dunning's log-likelihood ratio (1993) of the table of papers: with the term or without, of the reader or not.
 * Distributed as chi-squared where the two have nothing to do with each other.
 */
function surpriseOf(common: number, withTerm: number, ofReader: number, papers: number): number {
  const cell = (observed: number, row: number, column: number) =>
    observed === 0 ? 0 : observed * Math.log((observed * papers) / (row * column));
  const [without, others] = [papers - withTerm, papers - ofReader];
  return (
    2 *
    (cell(common, withTerm, ofReader) +
      cell(withTerm - common, withTerm, others) +
      cell(ofReader - common, without, ofReader) +
      cell(without - (ofReader - common), without, others))
  );
}

/** Whether one holds the other, or they interlock as "large language" and "language model" do. */
function overlap(stems: readonly string[], others: readonly string[]): boolean {
  const [text, other] = [` ${stems.join(' ')} `, ` ${others.join(' ')} `];
  if (text.includes(other) || other.includes(text)) return true;
  return stems.at(-1) === others[0] || others.at(-1) === stems[0];
}

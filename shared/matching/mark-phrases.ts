import { isMeant, phrasePatterns } from './phrase.ts';
import type { Spelling } from './spelling.ts';
import { compounds, type Token, tokens } from './stem-text.ts';

/** A piece of a text, marked or not. */
export interface MarkedPiece {
  readonly text: string;
  readonly marked: boolean;
}

/**
 * The text in pieces that add up to it, those marked in which one of the phrases stands, by the rules by which papers
 * match. Phrases that overlap or touch in one word are marked as one piece.
 */
export function markPhrases(text: string, phrases: readonly string[]): readonly MarkedPiece[] {
  const words = tokens(text);
  const standing = [...words, ...compounds(text, words)];
  const ranges = phrases
    .flatMap(phrase => phrasePatterns(phrase))
    .flatMap(pattern => standing.flatMap(first => rangesFrom(first, pattern, standing)))
    .sort((a, b) => a.start - b.start);
  const pieces: MarkedPiece[] = [];
  let end = 0;
  for (const range of merged(ranges)) {
    if (range.start > end) pieces.push({ text: text.slice(end, range.start), marked: false });
    pieces.push({ text: text.slice(range.start, range.end), marked: true });
    end = range.end;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), marked: false });
  return pieces;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangesFrom(first: Token, pattern: readonly Spelling[], standing: readonly Token[]): Range[] {
  const [wanted, ...rest] = pattern;
  if (wanted === undefined || first.stem !== wanted.stem || !isMeant(wanted, first)) return [];
  if (rest.length === 0) return [{ start: first.start, end: first.end }];
  return standing
    .filter(({ position }) => position === first.next)
    .flatMap(second => rangesFrom(second, rest, standing))
    .map(({ end }) => ({ start: first.start, end }));
}

function merged(ranges: readonly Range[]): Range[] {
  const apart: Range[] = [];
  for (const range of ranges) {
    const last = apart.at(-1);
    if (last === undefined || range.start >= last.end) apart.push(range);
    else apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return apart;
}

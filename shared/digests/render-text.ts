import type { DigestWords, SectionWords } from './digest-words.ts';
import type { FooterWords } from './footer-words.ts';
import { type Link, type PaperWords, unmarked } from './paper-words.ts';
import { wrapped } from './wrap-text.ts';

/**
 * The text part of a digest: says what the HTML says but for the marks, which would be in the way of TeX, in lines of
 * at most 78 characters, each URL on its own line.
 */
export function renderText(words: DigestWords): string {
  const blocks = [
    [words.senderName, ...wrapped(words.heading), ...wrapped(words.facts)],
    ...words.sections.flatMap(section),
    [`${words.onTheWeb.label}:`, ...words.onTheWeb.days.map(linkLine)],
    ...footerBlocks(words),
  ];
  return textOf(blocks);
}

export function footerBlocks({ why, choices, postalAddress }: FooterWords): readonly (readonly string[])[] {
  return [
    // The customary mark of a signature: readers show what follows in grey and leave it out of replies.
    ['-- ', ...wrapped(why)],
    [...choices.map(linkLine), ...wrapped(postalAddress)],
  ];
}

/** Blocks of lines with an empty line between. */
export function textOf(blocks: readonly (readonly string[])[]): string {
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function section({ heading, papers }: SectionWords): readonly (readonly string[])[] {
  return [[heading.toUpperCase(), '-'.repeat(heading.length)], ...papers.flatMap(paper)];
}

function paper(words: PaperWords): readonly (readonly string[])[] {
  const number = `${String(words.number)}. `;
  const indent = { first: ' '.repeat(number.length) };
  const by = [words.authors, words.organization].filter(text => text !== '').join(' · ');
  return [
    [...wrapped(unmarked(words.title), { first: number, rest: indent.first }), ...wrapped(by, indent)],
    wrapped(unmarked(words.summary), indent),
    [
      ...wrapped(words.reason, indent),
      ...wrapped(words.votes, indent),
      ...[...words.links, ...words.answers].map(link => indent.first + linkLine(link)),
    ],
  ].filter(lines => lines.length > 0);
}

export function linkLine({ label, url }: Link): string {
  return `${label}: ${url}`;
}

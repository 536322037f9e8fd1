import type { DigestWords, SectionWords } from './digest-words.ts';
import type { Link, PaperWords } from './paper-words.ts';
import { wrapped } from './wrap-text.ts';

/** The text part of a digest: says what the HTML says, in lines of at most 78 characters, each URL on its own line. */
export function renderText(words: DigestWords): string {
  const blocks = [
    [words.senderName, ...wrapped(words.heading), ...wrapped(words.facts)],
    ...words.sections.flatMap(section),
    [`${words.onTheWeb.label}:`, ...words.onTheWeb.days.map(linkLine)],
    // The customary mark of a signature: readers show what follows in grey and leave it out of replies.
    ['-- ', ...wrapped(words.why)],
    [...words.choices.map(linkLine), ...wrapped(words.postalAddress)],
  ];
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
    [...wrapped(words.title, { first: number, rest: indent.first }), ...wrapped(by, indent)],
    wrapped(words.summary, indent),
    [
      ...wrapped(`${words.votes} · ${words.reason}`, indent),
      ...words.links.map(link => indent.first + linkLine(link)),
    ],
  ].filter(lines => lines.length > 0);
}

function linkLine({ label, url }: Link): string {
  return `${label}: ${url}`;
}

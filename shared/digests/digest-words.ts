import { counted } from './counted.ts';
import { dayName, shortDayName, spanName } from './day-names.ts';
import type { Digest, DigestPaper, RenderContext } from './digest.ts';
import { type FooterWords, footerWords } from './footer-words.ts';
import { dayPage } from './links.ts';
import { type Link, type PaperWords, paperWords } from './paper-words.ts';
import { plainLine } from './plain-line.ts';
import { sectionHeading, sectionsOf } from './section-words.ts';
import { shorten } from './shorten.ts';

/** How much of each paper a mail has room for. */
export interface Room {
  /** Characters of each summary. */
  readonly summary: number;
  /** Whether each paper has links to say that one wants more or less of its kind. */
  readonly answers: boolean;
}

/** All that a digest says, in plain words, so that its HTML and its text say the same. */
export interface DigestWords extends FooterWords {
  readonly subject: string;
  /** What a mailbox shows after the subject. */
  readonly preheader: string;
  readonly senderName: string;
  readonly heading: string;
  readonly facts: string;
  readonly sections: readonly SectionWords[];
  readonly onTheWeb: DaysOnTheWeb;
}

export interface SectionWords {
  readonly heading: string;
  readonly papers: readonly PaperWords[];
}

export interface DaysOnTheWeb {
  readonly label: string;
  readonly days: readonly Link[];
}

/** Characters of the first title in the subject, and of the next two in the preheader. */
const titleInSubject = 80;
const titleInPreheader = 60;

/** As many links to days as a catch-up after a long pause may carry: the newest. */
const mostDayLinks = 14;

/** Puts a digest into words: once for its papers, and then for a mail of the first so many of them. */
export function wordsOf(digest: Digest, context: RenderContext, room: Room): (papers: number) => DigestWords {
  const sections = sectionWords(digest, context, room);
  const footer = footerWords(context, { quiet: false });
  return papers => {
    const shown = digest.papers.slice(0, papers);
    return {
      ...openingWords(digest, shown, context.preferences.maxPapers),
      senderName: plainLine(context.senderName),
      sections: firstOf(sections, papers),
      onTheWeb: onTheWeb(digest, shown, context.webUrl),
      ...footer,
    };
  };
}

function firstOf(sections: readonly SectionWords[], papers: number): readonly SectionWords[] {
  return sections
    .map(section => ({ ...section, papers: section.papers.filter(({ number }) => number <= papers) }))
    .filter(section => section.papers.length > 0);
}

function openingWords(digest: Digest, shown: readonly DigestPaper[], maxPapers: number) {
  const [first, ...others] = shown.map(({ listed }) => plainLine(listed.paper.title));
  const span = spanOf(digest, shown);
  return {
    subject: `${subjectStart(digest, shown)} for ${span}: ${shorten(first ?? '', titleInSubject)}`,
    preheader: others
      .slice(0, 2)
      .map(title => shorten(title, titleInPreheader))
      .join(' · '),
    heading: `${span.charAt(0).toUpperCase()}${span.slice(1)}`,
    facts: factsLine(digest, shown, maxPapers),
  };
}

function subjectStart({ catchUp }: Digest, shown: readonly DigestPaper[]): string {
  const only = (['late', 'rising'] as const).find(kind => shown.every(({ section }) => section === kind));
  const papers = counted(shown.length, only === undefined ? 'paper' : `${only} paper`);
  return catchUp ? `Catch-up: ${papers}` : papers;
}

/** The days as a heading names them: those with papers; where none of them has any, those that the papers are of. */
function spanOf(digest: Digest, shown: readonly DigestPaper[]): string {
  if (shown.every(({ section }) => isOfEarlierDay(section))) return spanName(daysOf(shown));
  if (digest.weekly && digest.days.length === 7) return `the week of ${spanName(digest.days)}`;
  return spanName(digest.daysWithPapers);
}

function isOfEarlierDay(section: DigestPaper['section']): boolean {
  return section === 'late' || section === 'rising';
}

function factsLine(digest: Digest, shown: readonly DigestPaper[], maxPapers: number): string {
  const count = (kind: DigestPaper['section']) => shown.filter(({ section }) => section === kind).length;
  const onTime = count('following') + count('topics') + count('trending');
  const facts: string[] = [];
  const missing = missingWords(digest, shown, { onTime, maxPapers });
  if (digest.catchUp) facts.push('A catch-up on the days that you had no mail for, each paper once.');
  if (onTime > 0)
    facts.push(onTimeFact(digest, { onTime, byUpvotes: count('trending') === onTime, missing }));
  const plus = [
    count('rising') > 0 ? `${counted(count('rising'))} that rose since` : '',
    count('late') > 0 ? counted(count('late'), 'late arrival') : '',
  ].filter(text => text !== '');
  if (plus.length > 0) facts.push(`${onTime > 0 ? 'Plus ' : ''}${plus.join(' and ')}.`);
  if (onTime === 0 && missing.length > 0)
    facts.push(`Of the ${counted(digest.listed, 'paper')} listed: ${missing.join(', ')}.`);
  return facts.join(' ');
}

/** Why papers that the days list are not among those shown: with these, the numbers add up to all that are listed. */
function missingWords(
  { listed, alreadySent, heldBack, overLimit, daysWithPapers }: Digest,
  shown: readonly DigestPaper[],
  { onTime, maxPapers }: { readonly onTime: number; readonly maxPapers: number },
): readonly string[] {
  const risen = shown.filter(
    ({ section, day }) => section === 'rising' && daysWithPapers.includes(day),
  ).length;
  const rest = Math.max(0, listed - onTime - risen - alreadySent - heldBack);
  const beyond = Math.min(rest, overLimit);
  const words: readonly (readonly [number, string])[] = [
    [alreadySent, 'you were sent before'],
    [heldBack, 'left out by your rules'],
    [beyond, `beyond your ${counted(maxPapers)}`],
    [rest - beyond, 'too many for one mail'],
  ];
  return words.flatMap(([number, why]) => (number > 0 ? [`${counted(number)} ${why}`] : []));
}

/** `All 34 papers listed, most upvoted first.` The order is told where it is simply that. */
function onTimeFact(
  { listed }: Digest,
  {
    onTime,
    byUpvotes,
    missing,
  }: { readonly onTime: number; readonly byUpvotes: boolean; readonly missing: readonly string[] },
): string {
  const papers = counted(listed, 'paper');
  const which =
    onTime === listed
      ? `${listed > 1 ? 'All ' : ''}${papers} listed`
      : `${counted(onTime)} of the ${papers} listed`;
  const order = byUpvotes && onTime > 1 ? ', most upvoted first' : '';
  return `${which}${order}${missing.length === 0 ? '' : `; ${missing.join(', ')}`}.`;
}

function sectionWords(digest: Digest, context: RenderContext, room: Room): readonly SectionWords[] {
  const several = digest.daysWithPapers.length > 1;
  return sectionsOf(digest.papers).map(({ kind, papers }) => ({
    heading: sectionHeading(kind, papers, digest),
    papers: papers.map(({ paper, number }) =>
      paperWords(paper, { ...room, number, nameDays: several && kind !== 'late' }, context),
    ),
  }));
}

function onTheWeb(digest: Digest, shown: readonly DigestPaper[], webUrl: string): DaysOnTheWeb {
  const days = [...new Set([...digest.daysWithPapers, ...daysOf(shown)])].toSorted();
  const more = digest.overLimit + digest.heldBack + digest.papers.length - shown.length;
  return {
    label: more > 0 ? `${counted(more)} more on the web` : 'On the web',
    days: dayLinks(days, webUrl),
  };
}

/** The newest of some days, by name where there is one, short where there are several. */
export function dayLinks(days: readonly string[], webUrl: string): readonly Link[] {
  const name = days.length > 1 ? shortDayName : dayName;
  return days.slice(-mostDayLinks).map(day => ({ label: name(day), url: dayPage(day, webUrl) }));
}

function daysOf(papers: readonly DigestPaper[]): readonly string[] {
  return [...new Set(papers.map(paper => paper.day))].toSorted();
}

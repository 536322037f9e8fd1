import { describePreferences } from '../subscribers/describe-preferences.ts';
import type { Preferences } from '../subscribers/subscriber.ts';
import { counted } from './counted.ts';
import { dayName, shortDayName, spanName } from './day-names.ts';
import type { Digest, DigestPaper, RenderContext } from './digest.ts';
import { dayPage } from './links.ts';
import { type Link, type PaperWords, paperWords } from './paper-words.ts';
import { plainLine } from './plain-line.ts';
import { shorten } from './shorten.ts';

/** How much of a digest a mail has room for. */
export interface Room {
  /** The first so many papers. */
  readonly papers: number;
  /** Characters of each summary. */
  readonly summary: number;
}

/** All that a digest says, in plain words, so that its HTML and its text say the same. */
export interface DigestWords {
  readonly subject: string;
  /** What a mailbox shows after the subject. */
  readonly preheader: string;
  readonly senderName: string;
  readonly heading: string;
  readonly facts: string;
  readonly sections: readonly SectionWords[];
  readonly onTheWeb: { readonly label: string; readonly days: readonly Link[] };
  readonly why: string;
  readonly choices: readonly Link[];
  readonly postalAddress: string;
}

export interface SectionWords {
  readonly heading: string;
  readonly papers: readonly PaperWords[];
}

/** Characters of the first title in the subject, and of the next two in the preheader. */
const titleInSubject = 80;
const titleInPreheader = 60;

/** As many links to days as a catch-up after a long pause may carry: the newest. */
const mostDayLinks = 14;

export function wordsOf(digest: Digest, context: RenderContext, room: Room): DigestWords {
  const shown = digest.papers.slice(0, room.papers);
  return {
    ...openingWords(digest, shown),
    senderName: plainLine(context.senderName),
    sections: sectionsOf(shown, context, room),
    onTheWeb: onTheWeb(digest, shown, context.webUrl),
    why: whyThisMail(context.preferences, context.webUrl),
    choices: [
      { label: 'Preferences', url: context.urls.preferences },
      { label: 'Pause', url: context.urls.pause },
      { label: 'Unsubscribe', url: context.urls.unsubscribe },
    ],
    postalAddress: plainLine(context.postalAddress),
  };
}

function openingWords(digest: Digest, shown: readonly DigestPaper[]) {
  const [first, ...others] = shown.map(({ listed }) => plainLine(listed.paper.title));
  const onlyLate = shown.every(({ late }) => late);
  const what = onlyLate ? counted(shown.length, 'late paper') : counted(shown.length, 'paper');
  const span = spanOf(digest, shown);
  return {
    subject: `${what} for ${span}: ${shorten(first ?? '', titleInSubject)}`,
    preheader: others
      .slice(0, 2)
      .map(title => shorten(title, titleInPreheader))
      .join(' · '),
    heading: `${span.charAt(0).toUpperCase()}${span.slice(1)}`,
    facts: factsOf(digest, shown),
  };
}

/** The days as a heading names them: those with papers; the days that the papers came late for if all of them did. */
function spanOf(digest: Digest, shown: readonly DigestPaper[]): string {
  if (shown.every(({ late }) => late)) return spanName(daysOf(shown));
  if (digest.weekly && digest.days.length === 7) return `the week of ${spanName(digest.days)}`;
  return spanName(digest.daysWithPapers);
}

function factsOf(digest: Digest, shown: readonly DigestPaper[]): string {
  const late = shown.filter(paper => paper.late).length;
  const onTime = shown.length - late;
  const facts: string[] = [];
  if (onTime > 0) {
    const all = onTime === digest.listed;
    const papers = counted(digest.listed, 'paper');
    const which = all
      ? `${digest.listed > 1 ? 'All ' : ''}${papers} listed`
      : `${counted(onTime)} of ${papers} listed`;
    facts.push(onTime > 1 ? `${which}, most upvoted first.` : `${which}.`);
  }
  if (late > 0) facts.push(`${onTime > 0 ? 'Plus ' : ''}${counted(late, 'late arrival')}.`);
  if (digest.alreadySent > 0) facts.push(`Left out: ${counted(digest.alreadySent)} you were sent before.`);
  return facts.join(' ');
}

function sectionsOf(
  shown: readonly DigestPaper[],
  context: RenderContext,
  room: Room,
): readonly SectionWords[] {
  const papers = shown.map((paper, index) => ({
    late: paper.late,
    words: paperWords(paper, index + 1, context.webUrl, room.summary),
  }));
  const section = (heading: string, late: boolean): SectionWords => ({
    heading,
    papers: papers.filter(paper => paper.late === late).map(paper => paper.words),
  });
  return [section('Trending', false), section('Late arrivals', true)].filter(
    ({ papers }) => papers.length > 0,
  );
}

function onTheWeb(digest: Digest, shown: readonly DigestPaper[], webUrl: string): DigestWords['onTheWeb'] {
  const days = [...new Set([...digest.daysWithPapers, ...daysOf(shown)])].toSorted();
  const more = digest.overLimit + digest.papers.length - shown.length;
  const name = days.length > 1 ? shortDayName : dayName;
  return {
    label: more > 0 ? `${counted(more)} more on the web` : 'On the web',
    days: days.slice(-mostDayLinks).map(day => ({ label: name(day), url: dayPage(day, webUrl) })),
  };
}

function daysOf(papers: readonly DigestPaper[]): readonly string[] {
  return [...new Set(papers.map(paper => paper.day))].toSorted();
}

function whyThisMail(preferences: Preferences, webUrl: string): string {
  return `You get this because you signed up at ${new URL(webUrl).host}. Your choice: ${describePreferences(preferences)}`;
}

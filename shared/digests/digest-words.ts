import { describePreferences } from '../subscribers/describe-preferences.ts';
import type { Preferences } from '../subscribers/subscriber.ts';
import { authorLine } from './authors.ts';
import { counted } from './counted.ts';
import { dayName, shortDayName, spanName } from './day-names.ts';
import type { Digest, DigestPaper, RenderContext } from './digest.ts';
import { dayPage, type PaperLinks, paperLinks } from './links.ts';
import { plainLine } from './plain-line.ts';
import { shorten } from './shorten.ts';
import { shortSummary } from './summary.ts';

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

export interface PaperWords {
  /** 1-based place in the mail. */
  readonly number: number;
  readonly title: string;
  readonly authors: string;
  readonly organization: string;
  readonly summary: string;
  readonly links: readonly Link[];
  readonly votes: string;
  readonly reason: string;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/**
 * Characters of the first title in the subject and of the next two in the preheader; and of names and titles in the
 * mail, far above any seen, so that one absurd entry cannot crowd out the rest.
 */
const titleInSubject = 80;
const titleInPreheader = 60;
const longestTitle = 300;
const longestName = 120;

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
  const span = spanOf(digest);
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

/** The days as a heading names them: those with papers, or the days that the late papers belong to. */
function spanOf(digest: Digest): string {
  if (digest.daysWithPapers.length === 0) return spanName(daysOf(digest.papers));
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

function paperWords(chosen: DigestPaper, number: number, webUrl: string, summaryLimit: number): PaperWords {
  const { paper, entry } = chosen.listed;
  return {
    number,
    title: shorten(plainLine(paper.title), longestTitle),
    authors: authorLine(paper),
    organization: shorten(plainLine(paper.organization?.fullName ?? ''), longestName),
    summary: shortSummary(paper, summaryLimit),
    links: labelled(paperLinks(chosen.listed, webUrl), paper.codeStars),
    votes: `${counted(entry.upvotes, 'upvote')} · ${counted(entry.comments, 'comment')}`,
    reason: chosen.reason,
  };
}

function labelled(links: PaperLinks, stars: number | undefined): readonly Link[] {
  return [
    { label: 'Paper', url: links.paper },
    { label: 'arXiv', url: links.arxiv },
    { label: stars === undefined || stars === 0 ? 'Code' : `Code ★ ${counted(stars)}`, url: links.code },
    { label: 'Project', url: links.project },
  ].flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }]));
}

function onTheWeb(digest: Digest, shown: readonly DigestPaper[], webUrl: string): DigestWords['onTheWeb'] {
  const days = digest.daysWithPapers.length > 0 ? digest.daysWithPapers : daysOf(digest.papers);
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

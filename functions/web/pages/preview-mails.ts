import { counted } from '../../../shared/digests/counted.ts';
import { spanName } from '../../../shared/digests/day-names.ts';
import type { DigestPaper, SectionKind } from '../../../shared/digests/digest.ts';
import { factOf } from '../../../shared/digests/fact.ts';
import { foundWords, reasonWords } from '../../../shared/digests/fact-words.ts';
import { markPhrases } from '../../../shared/matching/mark-phrases.ts';
import type { ListedPaper } from '../../../shared/papers/paper.ts';
import type { ExcludedPaper, Preview, PreviewMail } from '../preview-rules.ts';
import { dayTime } from './dates.ts';
import { dayNotice } from './day-notice.ts';
import { type Html, html } from './html.ts';

/** Every mail of a preview, folded away but for the newest that has papers. */
export function previewMails({ mails, weekly }: Preview): Html {
  if (mails.length === 0) return html``;
  const newest = mails.find(({ papers }) => papers.length > 0);
  return html`<h3>${weekly ? 'Week by week' : 'Day by day'}</h3>
<p class="quiet">Each as a mail made when its list was complete, with the papers and the upvotes of that moment.</p>
${mails.map(mail => previewMail(mail, mail === newest))}`;
}

function previewMail(mail: PreviewMail, open: boolean): Html {
  const { papers, excluded } = mail;
  if (papers.length + excluded.length === 0)
    return html`<p class="day">${mailName(mail)}: <span class="quiet">${whyNothing(mail)}</span></p>`;
  return html`<details class="day"${open ? html` open` : ''}>
<summary>${mailName(mail)}: ${papers.length === 0 ? 'nothing' : counted(papers.length, 'paper')}</summary>
${papers.length === 0 ? html`<p class="quiet">${whyNothing(mail)}</p>` : sections(mail)}
${excluded.length === 0 ? '' : html`<h4>Left out by you</h4><ul class="hits">${excluded.map(excludedPaper)}</ul>`}
${leftOver(mail)}
</details>`;
}

function mailName({ days }: PreviewMail): Html {
  const [day, ...others] = days;
  return day !== undefined && others.length === 0 ? dayTime(day) : html`${spanName(days)}`;
}

function whyNothing({ days, empty, listed, tooFewUpvotes, excluded }: PreviewMail): string {
  if (listed === 0) {
    const [day = ''] = days;
    return dayNotice(day, { day, status: 'settled', empty: empty ?? 'nothing-listed', entryCount: 0 }) ?? '';
  }
  if (excluded.length > 0) return 'No mail: nothing else matches.';
  const few = tooFewUpvotes === 0 ? '' : ` (${counted(tooFewUpvotes)} with too few upvotes)`;
  return `No mail: none of ${counted(listed, 'paper')} is one that you want and have not had${few}.`;
}

const headings: Record<SectionKind, string> = {
  following: 'You follow',
  topics: 'For your topics',
  trending: 'Trending',
  rising: 'Rising',
  late: 'Late',
};

function sections({ papers, days }: PreviewMail): Html {
  const bySection = Map.groupBy(papers, ({ section }) => section);
  return html`${[...bySection].map(
    ([section, ofSection]) =>
      html`<h4>${headings[section]}</h4><ul class="hits">${ofSection.map(paper => chosenPaper(paper, days.length > 1))}</ul>`,
  )}`;
}

function leftOver({ overLimit, tooFewUpvotes }: PreviewMail): Html {
  const words = [
    ...(overLimit === 0
      ? []
      : [`${counted(overLimit, 'more paper')} would match, over your number of papers.`]),
    ...(tooFewUpvotes === 0 ? [] : [`${counted(tooFewUpvotes, 'paper')} had too few upvotes.`]),
  ];
  return html`${words.length === 0 ? '' : html`<p class="quiet">${words.join(' ')}</p>`}`;
}

function chosenPaper({ listed, facts, marks }: DigestPaper, nameDays: boolean): Html {
  return paperItem(listed, marks, reasonWords(facts, nameDays));
}

function excludedPaper({ listed, terms }: ExcludedPaper): Html {
  const phrases = terms.filter(({ kind }) => kind === 'phrases').map(({ term }) => term);
  return paperItem(listed, phrases, terms.map(term => foundWords(factOf(term))).join(' · '));
}

function paperItem({ paper, entry }: ListedPaper, phrases: readonly string[], why: string): Html {
  const pieces = markPhrases(paper.title, phrases);
  return html`<li><a href="/papers/${paper.id}">${pieces.map(piece => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}</a>
<span class="quiet">${why} · ${counted(entry.upvotes, 'upvote')}</span></li>`;
}

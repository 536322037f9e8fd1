import { html } from 'hono/html';
import { counted } from '../../../shared/digests/counted.ts';
import { markPhrases } from '../../../shared/matching/mark-phrases.ts';
import type { TermMatch } from '../../../shared/matching/match.ts';
import type { Preview, PreviewDay, PreviewPaper } from '../preview-rules.ts';
import { dayTime } from './dates.ts';
import { dayNotice } from './day-notice.ts';
import type { Html } from './html.ts';
import { matchWords, placeWords } from './match-words.ts';
import { suggestionList, termList } from './preview-terms.ts';

export interface PreviewView {
  readonly preview: Preview;
  /** The id of the form that was sent: the preview's own buttons send it again. */
  readonly formId: string;
  /** What the button that was pressed has changed in the form. */
  readonly changed?: string | undefined;
}

/** What the rules in the form would have brought. The heading takes the focus: it answers the button. */
export function previewSection({ preview, formId, changed }: PreviewView): Html {
  const { days, terms, suggestions } = preview;
  return html`<section class="preview" aria-labelledby="preview">
<h2 id="preview" tabindex="-1" autofocus>Preview of the last ${days.length === 1 ? 'day' : `${days.length} days`}</h2>
${changed === undefined ? '' : html`<p class="saved" role="status">${changed}</p>`}
<p>${days.length === 0 ? 'No list has been read yet that these rules could be tried on.' : inAll(preview)} Nothing is saved yet.</p>
<div class="buttons"><button form="${formId}" type="submit" name="action" value="save">Save these rules</button> <a class="beside" href="#include.phrases">Change them</a></div>
${termList(terms, formId)}
${suggestionList(suggestions, formId)}
${
  days.length === 0
    ? ''
    : html`<h3>Day by day</h3>
${days.map((day, index) => previewDay(day, index === firstWithPapers(days)))}`
}
</section>`;
}

function firstWithPapers(days: readonly PreviewDay[]): number {
  return days.findIndex(({ papers }) => papers.length > 0);
}

function inAll({ days }: Preview): Html {
  const counts = days.map(({ papers }) => papers.length).filter(count => count > 0);
  const sum = counts.reduce((total, count) => total + count, 0);
  const hidden = days.reduce((total, { excluded }) => total + excluded.length, 0);
  if (sum === 0) return html`With these rules, <strong>nothing would have come</strong>.`;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const each = counts.length === 1 ? '' : `, ${least === most ? least : `${least} to ${most}`} a mail`;
  return html`With these rules, <strong>${counted(sum, 'paper')} would have come in ${counted(counts.length, 'mail')}</strong>${each}.${hidden === 0 ? '' : ` ${counted(hidden, 'paper')} would have been left out by what you do not want to see.`}`;
}

function previewDay(day: PreviewDay, open: boolean): Html {
  const { papers, excluded } = day;
  if (papers.length + excluded.length === 0)
    return html`<p class="day">${dayTime(day.day)}: <span class="quiet">${whyNothing(day)}</span></p>`;
  return html`<details class="day"${open ? html` open` : ''}>
<summary>${dayTime(day.day)}: ${papers.length === 0 ? 'nothing' : counted(papers.length, 'paper')}</summary>
${papers.length === 0 ? html`<p class="quiet">${whyNothing(day)}</p>` : sections(day)}
${excluded.length === 0 ? '' : html`<h4>Left out by you</h4><ul class="hits">${excluded.map(paper => hit(paper, day, 'excluded'))}</ul>`}
${leftOver(day)}
</details>`;
}

function whyNothing({ day, empty, listed, tooFewUpvotes }: PreviewDay): string {
  if (listed === 0) return dayNotice(day, { day, status: 'settled', empty, entryCount: 0 }) ?? '';
  const few = tooFewUpvotes === 0 ? '' : ` (${counted(tooFewUpvotes)} with too few upvotes)`;
  return `No mail: none of ${counted(listed, 'paper')} matches${few}.`;
}

const headings: Record<PreviewPaper['section'], string> = {
  following: 'You follow',
  topics: 'For your topics',
  trending: 'Trending',
};

function sections(day: PreviewDay): Html {
  const bySection = Map.groupBy(day.papers, ({ section }) => section);
  return html`${[...bySection].map(
    ([section, papers]) =>
      html`<h4>${headings[section]}</h4><ul class="hits">${papers.map(paper => hit(paper, day, 'included'))}</ul>`,
  )}`;
}

function leftOver({ overLimit, tooFewUpvotes }: PreviewDay): Html {
  const words = [
    ...(overLimit === 0
      ? []
      : [`${counted(overLimit, 'more paper')} would match, over your number of papers.`]),
    ...(tooFewUpvotes === 0 ? [] : [`${counted(tooFewUpvotes, 'paper')} had too few upvotes.`]),
  ];
  return html`${words.length === 0 ? '' : html`<p class="quiet">${words.join(' ')}</p>`}`;
}

function hit(
  { listed, match }: PreviewPaper,
  { listed: of }: PreviewDay,
  side: 'included' | 'excluded',
): Html {
  const { paper, entry, rank } = listed;
  const terms = match?.[side] ?? [];
  const why = terms.length === 0 ? placeWords(rank, of) : terms.map(matchWords).join(', ');
  return html`<li><a href="/papers/${paper.id}">${marked(paper.title, terms)}</a>
<span class="quiet">${why} · ${counted(entry.upvotes, 'upvote')}</span></li>`;
}

/** The words that matched, marked as `<mark>`. */
function marked(text: string, terms: readonly TermMatch[]): Html {
  const phrases = terms.filter(({ kind }) => kind === 'phrases').map(({ term }) => term);
  const pieces = markPhrases(text, phrases);
  return html`${pieces.map(piece => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}`;
}

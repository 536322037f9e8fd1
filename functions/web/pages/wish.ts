import { counted } from '../../../shared/digests/counted.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import { assertNever } from '../../../shared/platform/never.ts';
import { describeRules } from '../../../shared/subscribers/describe-rules.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { TermKind } from '../../../shared/subscribers/rules.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { formatTermChange, type TermChange, type UndoableChange } from '../change-terms.ts';
import type { Site } from '../deps.ts';
import type { Proposal, Proposals, Term, Wish } from '../propose-terms.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { messagePage } from './message.ts';
import { problemSummary } from './problem-summary.ts';

export interface WishView {
  readonly wish: Wish;
  readonly reader: Subscriber;
  readonly paper: Paper;
  readonly proposals: Proposals;
  /** How many papers the numbers beside the terms are out of. */
  readonly recentPapers: number;
  /** What was sent and could not be kept, and why. */
  readonly refused?: { readonly ticked: readonly TermChange[]; readonly problem: string };
}

/** What became of a wish. */
export interface WishDone extends Pick<WishView, 'wish' | 'reader' | 'paper'> {
  readonly changes: readonly UndoableChange[];
  /** Of who wants less: by which of their terms such a paper would come all the same. */
  readonly stillBring: readonly Term[];
}

const titles: Readonly<Record<Wish, string>> = { more: 'More like this', less: 'Not for me' };

/** The page behind one of the links under a paper: what the reader's rules could say because of it. */
export function wishPage(site: Site, view: WishView): Html {
  const { wish, reader, paper, refused } = view;
  const base = `/r/${readerKey(reader)}`;
  const main = html`<section class="narrow-page" aria-labelledby="wish">
<h1 id="wish">${titles[wish]}</h1>
<p class="chosen">${paper.title}</p>
<p>What you get now: ${describeRules(reader.preferences.rules)}</p>
${problemSummary(refused === undefined ? {} : { 'change-0': refused.problem })}
${view.proposals.changes.length === 0 ? nothingToChange(wish, base) : wishForm(view, base)}
<p class="quiet">Nothing changes before you press the button. All of your rules are under <a href="${base}/rules">My papers</a>.</p>
</section>`;
  const title = `${refused === undefined ? '' : 'Error: '}${titles[wish]}`;
  return layout(site, { title, main, kind: 'private' });
}

/** After the button: what was changed, what holds now, and the way back. */
export function wishDonePage(site: Site, { wish, reader, paper, changes, stillBring }: WishDone): Html {
  const base = `/r/${readerKey(reader)}`;
  const title = doneTitle(wish, stillBring);
  const main = html`<section class="narrow-page" role="status">
<h1>${title}</h1>
<ul>${changes.map(({ done }) => html`<li>${doneWords(done)}</li>`)}</ul>
${stillBring.length === 0 ? '' : html`<p class="notice">Papers like this one still come, for you ask for ${stillBring.map(({ kind, term }) => termWords(kind, term)).join(' and ')}. <a href="${base}/less/${paper.id}">Stop asking for that, too</a>.</p>`}
<p>What you get now: <span class="chosen">${describeRules(reader.preferences.rules)}</span></p>
${undoForm(`${base}/${wish}/${paper.id}`, changes)}
<p class="quiet">See or change all of it under <a href="${base}/rules">My papers</a>.</p>
</section>`;
  return layout(site, { title, main, kind: 'private' });
}

/** After Undo: what is taken back, and what holds now. */
export function wishUndonePage(
  site: Site,
  reader: Subscriber,
  { undone, kept }: { readonly undone: readonly TermChange[]; readonly kept: readonly TermChange[] },
): Html {
  return messagePage(site, {
    title: undone.length > 0 ? 'Undone' : 'There is nothing to undo',
    paragraphs: [
      ...undone.map(doneWords),
      ...kept.map(
        ({ kind, term }) => `You have said otherwise of ${termWords(kind, term)} since; that stays.`,
      ),
      html`What you get now: <span class="chosen">${describeRules(reader.preferences.rules)}</span>`,
      html`See or change all of it under <a href="/r/${readerKey(reader)}/rules">My papers</a>.`,
    ],
    answer: true,
  });
}

function doneTitle(wish: Wish, stillBring: readonly Term[]): string {
  if (wish === 'more') return 'You will get more like this';
  return stillBring.length === 0 ? 'You will get less like this' : 'Your rules are changed';
}

function wishForm({ wish, paper, proposals, recentPapers, refused }: WishView, base: string): Html {
  const { changes, standing } = proposals;
  const drops = changes.some(({ change }) => change === 'drop');
  const ticked = refused && new Set(refused.ticked.map(formatTermChange));
  const boxes = changes.map((change, index) => {
    const value = formatTermChange(change);
    return box({
      change,
      beside: drops ? 'leave out ' : '',
      value,
      name: `change-${index}`,
      checked: ticked?.has(value) ?? change.likely,
      recentPapers,
    });
  });
  return html`<form method="post" action="${base}/${wish}/${paper.id}">
<fieldset class="field">
<legend>${legend(wish, drops)}</legend>
${changes.some(({ likely }) => likely) ? '' : html`<p class="quiet">Nothing is ticked, for no keyword of this paper tells it from the others and finds more like it. Tick what you mean.</p>`}
${boxes}
</fieldset>
${standing.length === 0 ? '' : html`<p class="quiet">${wish === 'more' ? 'You ask for these already' : 'You leave these out already'}: ${standing.map(({ kind, term }) => termWords(kind, term)).join(', ')}.</p>`}
<div class="buttons"><button type="submit">Change my rules</button></div>
</form>`;
}

interface Box {
  readonly change: Proposal;
  /** Before a term that is not dropped, where others are. */
  readonly beside: '' | 'leave out ';
  readonly value: string;
  readonly name: string;
  readonly checked: boolean;
  readonly recentPapers: number;
}

function box({
  change: { change, kind, term, papers },
  beside,
  value,
  name,
  checked,
  recentPapers,
}: Box): Html {
  const words = change === 'drop' ? dropWords(kind, term) : `${beside}${termWords(kind, term)}`;
  return html`<label class="choice"><input type="checkbox" id="${name}" name="${name}" value="${value}"${checked ? html` checked` : ''}> <span>${words} <span class="quiet">in ${counted(papers)} of the last ${counted(recentPapers, 'paper')}</span></span></label>`;
}

function legend(wish: Wish, drops: boolean): string {
  if (wish === 'more') return 'Add to what you ask for';
  return drops ? 'From now on' : 'Leave out from now on';
}

function dropWords(kind: TermKind, term: string): string {
  return kind === 'authors' || kind === 'organizations'
    ? `stop following ${term}`
    : `stop asking for ${termWords(kind, term)}`;
}

function nothingToChange(wish: Wish, base: string): Html {
  return html`<p class="notice">${wish === 'more' ? 'You ask for all that this paper could be found by' : 'You leave out all that this paper could be told by'}, or its source tells too little of it. <a href="${base}/rules">Write your own words</a>.</p>`;
}

function termWords(kind: TermKind, term: string): string {
  switch (kind) {
    case 'phrases':
      return `“${term}”`;
    case 'authors':
      return `papers by ${term}`;
    case 'organizations':
      return `papers from ${term}`;
    case 'categories':
      return `papers in ${term}`;
    case 'submitters':
      return `what ${term} suggests`;
    default:
      return assertNever(kind);
  }
}

function doneWords({ change, kind, term }: TermChange): string {
  const words = termWords(kind, term);
  switch (change) {
    case 'include':
      return `Asked for from now on: ${words}.`;
    case 'exclude':
      return `Left out from now on: ${words}.`;
    case 'drop':
      return `No longer asked for: ${words}.`;
    case 'clear':
      return `Neither asked for nor left out, as before: ${words}.`;
    default:
      return assertNever(change);
  }
}

/** A button that sends each change and what was there before: other terms stay as they are by then. */
function undoForm(action: string, changes: readonly UndoableChange[]): Html {
  return html`<form method="post" action="${action}">
${changes.map(({ done, undo }, index) => html`<input type="hidden" name="done-${index}" value="${formatTermChange(done)}"><input type="hidden" name="undo-${index}" value="${formatTermChange(undo)}">`)}
<button class="second" type="submit">Undo</button>
</form>`;
}

import { counted } from '../../../shared/digests/counted.ts';
import type { KindredTerm } from '../../../shared/matching/kindred-term.ts';
import type { SuggestedTerm } from '../../../shared/matching/suggest-terms.ts';
import type { Preview, PreviewTerm } from '../preview-rules.ts';
import { termButtonValue } from '../read-rules-form.ts';
import { type Html, html } from './html.ts';

/** What each term does, with a way to take out those that do nothing or too much. */
export function termList({ terms, weekly }: Preview, formId: string): Html {
  const sides = [
    ['What each term brings', terms.filter(({ side }) => side === 'include')],
    ['What each term hides', terms.filter(({ side }) => side === 'exclude')],
  ] as const;
  return html`${sides.map(([heading, ofSide]) =>
    ofSide.length === 0
      ? ''
      : html`<h3>${heading}</h3>
<ul class="terms">${ofSide.map(term => termItem(term, weekly, formId))}</ul>`,
  )}`;
}

function termItem(share: PreviewTerm, weekly: boolean, formId: string): Html {
  const { term, papers, tooMany, kindred } = share;
  const doubtful = papers === 0 || tooMany;
  const also = kindred === undefined ? '' : `${papers === 0 ? '' : '.'} ${kindredWords(kindred)}`;
  const buttons = [
    ...(kindred === undefined ? [] : [addButton(kindred.term, formId)]),
    ...(doubtful ? [takeOutButton(share, formId)] : []),
  ];
  return html`<li${doubtful ? html` class="doubtful"` : ''}><span><strong>${term}</strong> ${termWords(share, weekly ? 'a week' : 'a day')}${also}</span>
${buttons.length === 0 ? '' : html`<div>${buttons}</div>`}</li>`;
}

function addButton(term: string, formId: string): Html {
  return html`<button class="second small" form="${formId}" type="submit" name="add" value="${termButtonValue('include.phrases', term)}">Add it<span class="unseen">: ${term}</span></button>`;
}

function takeOutButton({ side, kind, term }: PreviewTerm, formId: string): Html {
  return html`<button class="second small" form="${formId}" type="submit" name="remove" value="${termButtonValue(`${side}.${kind}`, term)}">Take out<span class="unseen"> ${term}</span></button>`;
}

function termWords(share: PreviewTerm, aMail: string): string {
  const { side, kind, papers, perMail, tooMany, term } = share;
  if (papers === 0) {
    const several = /[,;]/.test(term) ? ' Are these several terms? Write one a line.' : '';
    const oneName =
      kind === 'authors' && !/\s/.test(term)
        ? ' It finds only who goes by this name alone: write given and family name.'
        : '';
    return `matched nothing in these days.${several}${oneName}`;
  }
  if (tooMany)
    return side === 'include'
      ? `alone matches ${perMail} ${aMail}: narrow it?`
      : `hides ${counted(papers, 'paper')}: narrow it?`;
  const rate = perMail < 2 ? '' : `, ${perMail} ${aMail}`;
  return `matches ${counted(papers, 'paper')}${rate}${aloneWords(share)}`;
}

function kindredWords({ term, papers }: KindredTerm): string {
  return `“${term}” is another word, in ${counted(papers, 'other paper')}.`;
}

/** How much of it would be lost without the term; nothing is said when it is all. */
function aloneWords({ side, papers, only }: PreviewTerm): string {
  const others = side === 'include' ? 'brings' : 'hides';
  if (only === papers) return '';
  if (only === 0)
    return papers === 1
      ? ` that another term ${others}, too`
      : `, all of which other terms ${others.slice(0, -1)}, too`;
  return `, ${only} of which no other term ${others}`;
}

/** Buttons, each of which puts one phrase among the reader's terms and previews again. */
export function suggestionList(suggestions: readonly SuggestedTerm[], formId: string): Html {
  if (suggestions.length === 0) return html``;
  return html`<h3>Terms that go with yours</h3>
<p class="quiet">They stand in the papers above more often than in others. Press one to try it; nothing is saved by that.</p>
<ul class="suggestions">${suggestions.map(
    ({ term, papers }) =>
      html`<li><button class="second small" form="${formId}" type="submit" name="add" value="${termButtonValue('include.phrases', term)}"><span aria-hidden="true">+ </span><span class="unseen">Add </span>${term} <span class="count">${counted(papers)}<span class="unseen"> papers</span></span></button></li>`,
  )}</ul>`;
}

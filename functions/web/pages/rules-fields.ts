import type { TermField, TermSide } from '../../../shared/subscribers/parse-rules.ts';
import { longestTerm, mostTerms, mostUpvotes, type TermKind } from '../../../shared/subscribers/rules.ts';
import type { ChosenPapersProblems } from '../read-rules.ts';
import type { RulesForm, RulesFormField } from '../read-rules-form.ts';
import { describedBy, type Field, maxPapersField, problemText } from './fields.ts';
import { type Html, html } from './html.ts';

interface FilledForm {
  readonly form: RulesForm;
  readonly problems: ChosenPapersProblems;
}

interface FieldWords {
  readonly label: string;
  readonly hint?: string;
}

const included: Record<TermKind, FieldWords> = {
  phrases: { label: 'Words and phrases', hint: 'Looked for in title, keywords and abstract.' },
  authors: {
    label: 'Authors you follow',
    hint: 'First name and family name, as on their papers: Ada Example. An initial will do: A. Example.',
  },
  organizations: { label: 'Organisations you follow', hint: 'Labs, companies and universities.' },
  categories: {
    label: 'arXiv categories',
    hint: 'Like cs.CL or hep-th; cs stands for all of computer science.',
  },
  submitters: {
    label: 'People who suggest papers',
    hint: 'Those who put them up for a vote on Hugging Face, by their name there.',
  },
};

const excluded: Record<TermKind, FieldWords> = {
  phrases: { label: 'Words and phrases to leave out' },
  authors: { label: 'Authors to leave out' },
  organizations: { label: 'Organisations to leave out' },
  categories: { label: 'arXiv categories to leave out' },
  submitters: { label: 'People whose suggestions to leave out' },
};

/** The kinds that most readers never need are folded away while they are empty. */
const shownAtOnce: Record<TermSide, readonly TermKind[]> = {
  include: ['phrases', 'authors', 'organizations'],
  exclude: ['phrases'],
};
const folded: Record<TermSide, readonly TermKind[]> = {
  include: ['categories', 'submitters'],
  exclude: ['authors', 'organizations', 'categories', 'submitters'],
};

const foldedLabel: Record<TermSide, string> = {
  include: 'By arXiv category, or by who suggested it',
  exclude: 'By author, organisation, arXiv category, or by who suggested it',
};

/** Every field of a reader's rules. */
export function rulesFields(filled: FilledForm): Html {
  const total: Field = { value: '', problem: filled.problems.rules };
  return html`<fieldset class="group" id="rules" tabindex="-1"${describedBy('rules', total, true)}>
<legend>What you want to see</legend>
<p class="quiet" id="rules-hint">One term a line, ${mostTerms} in all, each up to ${longestTerm} characters. The words of a phrase stand together: <q>language model</q> also finds <q>Language-Models</q>, for hyphens and plurals do not matter, but not <q>a model of language</q>. In capitals, <q>RAG</q> finds what is written in capitals, not a rag; <q>rag</q> finds both. Leave everything empty for the day’s trending papers.</p>
${problemText('rules', total)}
${termFields('include', filled)}
</fieldset>
<fieldset class="group">
<legend>What you do not want to see</legend>
<p class="quiet">This wins over everything above, except over an author you follow: their papers always come.</p>
${termFields('exclude', filled)}
</fieldset>
<fieldset class="group">
<legend>How many</legend>
${minUpvotesField(fieldOf('minUpvotes', filled))}
${maxPapersField(fieldOf('maxPapers', filled))}
${fillUpField(fieldOf('fillUp', filled))}
</fieldset>`;
}

function termFields(side: TermSide, filled: FilledForm): Html {
  const words = side === 'include' ? included : excluded;
  const field = (kind: TermKind) => termsField(`${side}.${kind}`, words[kind], filled);
  const needed = folded[side].some(kind => {
    const { value, problem } = fieldOf(`${side}.${kind}`, filled);
    return value.trim() !== '' || problem !== undefined;
  });
  return html`${shownAtOnce[side].map(field)}
<details class="more"${needed ? html` open` : ''}>
<summary>${foldedLabel[side]}</summary>
${folded[side].map(field)}
</details>`;
}

/** A text area with a term a line. Its first line break belongs to the markup: browsers drop it. */
function termsField(name: TermField, { label, hint }: FieldWords, filled: FilledForm): Html {
  const field = fieldOf(name, filled);
  const rows = Math.min(12, Math.max(3, field.value.split('\n').length + 1));
  return html`<div class="field">
<label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="${rows}" spellcheck="false" autocapitalize="none" autocomplete="off" dir="auto"${describedBy(name, field, hint !== undefined)}>
${field.value}</textarea>
${hint === undefined ? '' : html`<p class="quiet" id="${name}-hint">${hint}</p>`}
${problemText(name, field)}
</div>`;
}

function minUpvotesField(field: Field): Html {
  return html`<div class="field narrow">
<label for="minUpvotes">Upvotes, at least</label>
<input id="minUpvotes" name="minUpvotes" type="number" inputmode="numeric" min="0" max="${mostUpvotes}" value="${field.value}"${describedBy('minUpvotes', field, true)}>
<p class="quiet" id="minUpvotes-hint">Papers of authors and organisations you follow come with fewer, too.</p>
${problemText('minUpvotes', field)}
</div>`;
}

function fillUpField(field: Field): Html {
  const radio = (id: string, value: string, label: string) =>
    html`<label class="choice"><input id="${id}" type="radio" name="fillUp" value="${value}"${field.value === value ? html` checked` : ''}${describedBy('fillUp', field)}> ${label}</label>`;
  return html`<fieldset class="field">
<legend>When fewer papers match</legend>
${radio('fillUp', 'yes', 'Fill up with the day’s trending papers')}
${radio('fillUp-no', 'no', 'Send only what matches')}
${problemText('fillUp', field)}
</fieldset>`;
}

function fieldOf(name: RulesFormField, { form, problems }: FilledForm): Field {
  return { value: form[name], problem: problems[name] };
}

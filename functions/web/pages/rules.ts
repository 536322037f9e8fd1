import { assertNever } from '../../../shared/platform/never.ts';
import { readableAddress } from '../../../shared/subscribers/address.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import { isSubscribed, type Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import type { Preview } from '../preview-rules.ts';
import type { ChosenPapersProblems } from '../read-rules.ts';
import type { RulesForm } from '../read-rules-form.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { goneNotice, pendingNotice } from './notices.ts';
import { previewSection } from './preview.ts';
import { problemSummary } from './problem-summary.ts';
import { rulesFields } from './rules-fields.ts';

export interface RulesView {
  readonly reader: Subscriber;
  /** What the fields hold: what is stored, or what was typed. */
  readonly form: RulesForm;
  /** What became of the form that was sent; absent when the page was only opened. */
  readonly answer?:
    | { readonly kind: 'saved' }
    | { readonly kind: 'previewed'; readonly preview: Preview; readonly changed?: string | undefined }
    | { readonly kind: 'not-valid'; readonly problems: ChosenPapersProblems };
}

const formId = 'rules-form';

/** Which papers a reader wants: the rules, a preview of what they bring, and terms that would go with them. */
export function rulesPage(site: Site, view: RulesView): Html {
  const { reader, answer } = view;
  const base = `/r/${readerKey(reader)}`;
  const main = html`<section class="narrow-page" aria-labelledby="my-papers">
<h1 id="my-papers">My papers</h1>
<p class="quiet">For <span class="address">${readableAddress(reader.email)}</span>. Hour, rhythm and pause are among <a href="${base}/preferences">your preferences</a>.</p>
${isSubscribed(reader) ? editor(view, base) : goneNotice(reader)}
</section>`;
  return layout(site, { title: `${titlePrefix(answer)}My papers`, main, kind: 'private' });
}

function editor({ reader, form, answer }: RulesView, base: string): Html {
  const problems = answer?.kind === 'not-valid' ? answer.problems : {};
  return html`${reader.status === 'pending' ? pendingNotice(base) : ''}
${answer?.kind === 'saved' ? html`<p class="saved" role="status" tabindex="-1" autofocus>Saved. Your next mail is chosen by this.</p>` : ''}
${problemSummary(problems)}
<form id="${formId}" class="preferences" method="post" action="${base}/rules">
${rulesFields({ form, problems })}
<div class="buttons">
<button class="second" type="submit" name="action" value="preview">Preview</button>
<button type="submit" name="action" value="save">Save</button>
</div>
</form>
${answer?.kind === 'previewed' ? previewSection({ ...answer, formId }) : ''}`;
}

/** What a screen reader says first of the answer to a button. */
function titlePrefix(answer: RulesView['answer']): string {
  switch (answer?.kind) {
    case undefined:
      return '';
    case 'saved':
      return 'Saved: ';
    case 'previewed':
      return 'Preview: ';
    case 'not-valid':
      return 'Error: ';
    default:
      return assertNever(answer);
  }
}

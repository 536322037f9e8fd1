import { counted } from '../../../shared/digests/counted.ts';
import type { Preview } from '../preview-rules.ts';
import { type Html, html } from './html.ts';
import { previewMails } from './preview-mails.ts';
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
  const { mails, suggestions } = preview;
  const days = mails.flatMap(mail => mail.days).length;
  return html`<section class="preview" aria-labelledby="preview">
<h2 id="preview" tabindex="-1" autofocus>Preview of the last ${days < 2 ? 'day' : `${days} days`}</h2>
${changed === undefined ? '' : html`<p class="saved" role="status">${changed}</p>`}
<p>${days === 0 ? 'No list has been read yet that these rules could be tried on.' : inAll(preview)} Nothing is saved yet.</p>
<div class="buttons"><button form="${formId}" type="submit" name="action" value="save">Save these rules</button> <a class="beside" href="#include.phrases">Change them</a></div>
${termList(preview, formId)}
${suggestionList(suggestions, formId)}
${previewMails(preview)}
</section>`;
}

function inAll({ mails }: Preview): Html {
  const counts = mails.map(({ papers }) => papers.length).filter(count => count > 0);
  const sum = counts.reduce((total, count) => total + count, 0);
  const hidden = mails.reduce((total, { excluded }) => total + excluded.length, 0);
  const left =
    hidden === 0
      ? ''
      : ` ${counted(hidden, 'paper')} would have been left out by what you do not want to see.`;
  if (sum === 0) return html`With these rules, <strong>nothing would have come</strong>.${left}`;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const each = counts.length === 1 ? '' : `, ${least === most ? least : `${least} to ${most}`} a mail`;
  return html`With these rules, <strong>${counted(sum, 'paper')} would have come in ${counted(counts.length, 'mail')}</strong>${each}.${left}`;
}

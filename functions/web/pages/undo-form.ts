import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { Preferences, Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { type Html, html } from './html.ts';

/** A button that sends the preferences page's own form with what was chosen before; rules stay as they are now. */
export function undoForm(reader: Subscriber, before: Preferences): Html {
  const { zone, hour, frequency, weekday, maxPapers, pausedUntil = '', quietNote = false } = before;
  const fields = { zone, hour, frequency, weekday, maxPapers, pausedUntil, quietNote };
  return html`<form method="post" action="/r/${readerKey(reader)}/preferences">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`)}
<button class="second" type="submit">Undo</button>
</form>`;
}

import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { Preferences, Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { fieldText, type SlowDown } from '../slow-down.ts';
import { type Html, html } from './html.ts';

/** A button that sends the one field that was changed, as it is and as it was: all others stay as they are by then. */
export function undoForm(reader: Subscriber, how: SlowDown, before: Preferences): Html {
  return html`<form method="post" action="/r/${readerKey(reader)}/${how}/undo">
<input type="hidden" name="from" value="${fieldText(reader.preferences, how)}">
<input type="hidden" name="to" value="${fieldText(before, how)}">
<button class="second" type="submit">Undo</button>
</form>`;
}

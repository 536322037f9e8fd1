import { defaultPreferences } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import { honeypot, type SignUpProblems } from '../read-sign-up.ts';
import {
  describedBy,
  type Field,
  frequencyFields,
  hourField,
  hourHint,
  maxPapersField,
  problemText,
  zoneField,
} from './fields.ts';
import { type Entered, fieldOf, type SingleField, typedText } from './form-values.ts';
import { settleWords } from './hour-words.ts';
import { type Html, html } from './html.ts';

/** The sign-up form; it keeps what was entered and says beside each field what is wrong with it. */
export function signUpForm({ settleMinute }: Site, entered: Entered<SignUpProblems>): Html {
  const { fields, problems } = entered;
  const field = (name: SingleField) => fieldOf(name, entered, defaultPreferences);
  const email: Field = { value: typedText(fields['email']) ?? '', problem: problems.email };
  const open = problems.frequency ?? problems.weekday ?? problems.maxPapers;
  return html`<form class="sign-up" method="post" action="/subscriptions">
<div class="row">
<div class="field email">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" placeholder="name@example.org" value="${email.value}"${describedBy('email', email)}>
${problemText('email', email)}
</div>
${hourField(field('hour'))}
${zoneField(field('zone'), fields['zone'] === undefined)}
</div>
${hourHint(settleWords(settleMinute))}
<details class="choices"${open === undefined ? '' : html` open`}>
<summary>More choices</summary>
${frequencyFields(field('frequency'), field('weekday'))}
${maxPapersField(field('maxPapers'))}
</details>
<p class="trap" aria-hidden="true"><label>Leave this empty <input name="${honeypot}" tabindex="-1" autocomplete="off"></label></p>
<div class="submit">
<button type="submit">Subscribe</button>
<p class="quiet">You get a mail with a link first; nothing else comes before you open it.</p>
</div>
</form>`;
}

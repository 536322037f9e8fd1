import { hourText, weekdayNames } from '../../../shared/subscribers/describe-preferences.ts';
import { mostPapersPerDigest } from '../../../shared/subscribers/subscriber.ts';
import { zoneNames } from '../../../shared/subscribers/zones.ts';
import { type Html, html } from './html.ts';

/** One field's present value, as text, and what is wrong with it. */
export interface Field {
  readonly value: string;
  readonly problem?: string | undefined;
}

/** The message under a field; the field points to it by `describedBy`. */
export function problemText(name: string, { problem }: Field): Html {
  return problem === undefined ? html`` : html`<p class="problem" id="${name}-problem">${problem}</p>`;
}

/** The attributes by which assistive technology finds a field's message, and its hint if it has one. */
export function describedBy(name: string, { problem }: Field, hint = false): Html {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(problem === undefined ? [] : [`${name}-problem`])];
  const invalid = problem === undefined ? '' : html` aria-invalid="true"`;
  return html`${ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`}${invalid}`;
}

export function zoneField(field: Field, guess: boolean): Html {
  return html`<div class="field">
<label for="zone">Time zone</label>
<select id="zone" name="zone"${guess ? html` data-guess-zone` : ''}${describedBy('zone', field)}>
${zoneOptions(field.value)}
</select>
${problemText('zone', field)}
</div>`;
}

/** The zones by continent; one that is not offered (an old name's, say) comes first. */
function zoneOptions(selected: string): Html {
  const byRegion = Map.groupBy(zoneNames, name => name.split('/', 1)[0] ?? '');
  const groups = [...byRegion].map(([region, names]) => {
    const options = names.map(name => option(name, placeInRegion(name), name === selected));
    return region === 'UTC' ? options : html`<optgroup label="${region}">${options}</optgroup>`;
  });
  const offered = zoneNames.includes(selected);
  return html`${offered || selected === '' ? '' : option(selected, selected, true)}${groups}`;
}

function placeInRegion(zone: string): string {
  const [region = zone, ...places] = zone.split('/');
  return (places.length === 0 ? region : places.join(' – ')).replaceAll('_', ' ');
}

/** Goes with `hourHint`, which may stand elsewhere in the form. */
export function hourField(field: Field): Html {
  const hours = Array.from({ length: 24 }, (_, hour) =>
    option(String(hour), hourText(hour), String(hour) === field.value),
  );
  return html`<div class="field narrow">
<label for="hour">Hour</label>
<select id="hour" name="hour"${describedBy('hour', field, true)}>${hours}</select>
${problemText('hour', field)}
</div>`;
}

/** `meaning`: which day's list the hour brings. */
export function hourHint(meaning: string): Html {
  return html`<p class="quiet" id="hour-hint">${meaning}</p>`;
}

export function frequencyFields(frequency: Field, weekday: Field): Html {
  const days = weekdayNames.map((name, index) =>
    option(String(index + 1), name, String(index + 1) === weekday.value),
  );
  const radio = (id: string, value: string, label: string) =>
    html`<label class="choice"><input id="${id}" type="radio" name="frequency" value="${value}"${frequency.value === value ? html` checked` : ''}${describedBy('frequency', frequency)}> ${label}</label>`;
  return html`<fieldset class="field">
<legend>How often</legend>
${radio('frequency', 'daily', 'Every day with papers')}
${radio('frequency-weekdays', 'weekdays', 'Monday to Friday, when there are papers')}
${radio('frequency-weekly', 'weekly', 'Once a week')}
${problemText('frequency', frequency)}
</fieldset>
<div class="field">
<label for="weekday">Day of the weekly digest</label>
<select id="weekday" name="weekday"${describedBy('weekday', weekday)}>${days}</select>
${problemText('weekday', weekday)}
</div>`;
}

export function maxPapersField(field: Field): Html {
  return html`<div class="field narrow">
<label for="maxPapers">Papers per mail, at most</label>
<input id="maxPapers" name="maxPapers" type="number" inputmode="numeric" min="1" max="${mostPapersPerDigest}" required value="${field.value}"${describedBy('maxPapers', field)}>
${problemText('maxPapers', field)}
</div>`;
}

export function quietNoteField(field: Field): Html {
  const ticked = field.value === 'true' || field.value === 'on';
  return html`<div class="field">
<label class="choice"><input id="quietNote" type="checkbox" name="quietNote" value="true"${ticked ? html` checked` : ''}${describedBy('quietNote', field, true)}> Send a short note when there is nothing to send</label>
<p class="quiet" id="quietNote-hint">It says why: a weekend, a holiday, a list that is not in yet, or no paper that matches.</p>
${problemText('quietNote', field)}
</div>`;
}

function option(value: string, label: string, selected: boolean): Html {
  return html`<option value="${value}"${selected ? html` selected` : ''}>${label}</option>`;
}

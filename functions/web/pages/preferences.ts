import { addDays, localDate } from '../../../shared/platform/calendar.ts';
import { readableAddress } from '../../../shared/subscribers/address.ts';
import {
  describePreferences,
  isPaused,
  withoutPastPause,
} from '../../../shared/subscribers/describe-preferences.ts';
import { describeRules } from '../../../shared/subscribers/describe-rules.ts';
import { longestPause } from '../../../shared/subscribers/preferences.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import { isSubscribed, type Preferences, type Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import { dayTime } from './dates.ts';
import { feedLinks } from './feeds.ts';
import {
  describedBy,
  type Field,
  frequencyFields,
  hourField,
  hourHint,
  maxPapersField,
  problemText,
  quietNoteField,
  zoneField,
} from './fields.ts';
import { boxOf, type Entered, fieldOf, type SingleField } from './form-values.ts';
import { hourWords, nextWords } from './hour-words.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { goneNotice, pendingNotice } from './notices.ts';
import { problemSummary } from './problem-summary.ts';

export interface PreferencesView {
  readonly reader: Subscriber;
  readonly now: Date;
  /** The form was just saved. */
  readonly saved?: boolean;
  /** The form was just sent with problems in it: nothing was saved. */
  readonly entered?: Entered;
}

/** Everything that a reader can choose, and the ways out. */
export function preferencesPage(site: Site, view: PreferencesView): Html {
  const { reader } = view;
  const gone = !isSubscribed(reader);
  const main = html`<section class="narrow-page" aria-labelledby="preferences">
<h1 id="preferences">Your preferences</h1>
<p class="quiet">For <span class="address">${readableAddress(reader.email)}</span></p>
${gone ? goneNotice(reader) : preferencesForm(site, view)}
${ownFeed(reader)}
${waysOut(reader, gone)}
</section>`;
  const title = view.entered === undefined ? 'Your preferences' : 'Error: Your preferences';
  const feeds = [{ title: `${site.name}: your papers`, path: `/r/${readerKey(reader)}/feed` }];
  return layout(site, { title, main, kind: 'private', feeds });
}

function preferencesForm(site: Site, view: PreferencesView): Html {
  const { reader, now, saved = false } = view;
  const entered = view.entered ?? { fields: {}, problems: {} };
  const paused = isPaused(reader.preferences, now);
  const stored = withoutPastPause(reader.preferences, now);
  const field = (name: SingleField) => fieldOf(name, entered, stored);
  const action = `/r/${readerKey(reader)}`;
  return html`${reader.status === 'pending' ? pendingNotice(action) : ''}
${saved ? html`<p class="saved" role="status">Saved.</p>` : ''}
${problemSummary(entered.problems)}
<p class="chosen">${describePreferences(reader.preferences)}${paused ? pausedWords(reader.preferences) : ''}</p>
${reader.status === 'active' ? html`<p class="quiet">${nextWords(reader.preferences, now)}</p>` : ''}
${rulesNotice(reader.preferences, action)}
<form class="preferences" method="post" action="${action}/preferences">
<div class="row">
${hourField(field('hour'))}
${zoneField(field('zone'), false)}
</div>
${hourHint(hourWords(reader.preferences, site.settleMinute, now))}
${frequencyFields(field('frequency'), field('weekday'))}
${maxPapersField(field('maxPapers'))}
${quietNoteField(boxOf('quietNote', entered, stored))}
${pauseField(field('pausedUntil'), reader, now)}
<div class="buttons">
<button type="submit">Save</button>
${paused ? html`<button class="second" type="submit" name="pause" value="end">End the pause now</button>` : ''}
</div>
</form>`;
}

function rulesNotice({ rules }: Preferences, base: string): Html {
  return html`<section class="notice" aria-labelledby="my-papers">
<h2 id="my-papers">My papers</h2>
<p>${describeRules(rules)}</p>
<p><a href="${base}/rules">${rules === undefined ? 'Say which papers you want' : 'Change or preview which papers you get'}</a></p>
</section>`;
}

function ownFeed(reader: Subscriber): Html {
  return html`<p class="quiet">Your papers as a feed: ${feedLinks(`/r/${readerKey(reader)}/feed`, '', 'your papers')}. Its address is your key, like the links in your mails: keep it to yourself.</p>`;
}

function pausedWords({ pausedUntil }: Preferences): Html {
  return pausedUntil === undefined
    ? html``
    : html` <strong>Paused:</strong> no digest comes before ${dayTime(pausedUntil)}.`;
}

function pauseField(field: Field, { preferences }: Subscriber, now: Date): Html {
  const today = localDate(now, preferences.zone);
  return html`<div class="field" id="pause">
<label for="pausedUntil">Pause until</label>
<input id="pausedUntil" name="pausedUntil" type="date" min="${addDays(today, 1)}" max="${addDays(today, longestPause)}" value="${field.value}"${describedBy('pausedUntil', field, true)}>
<p class="quiet" id="pausedUntil-hint">Nothing comes before this day. Leave it empty for no pause.</p>
${problemText('pausedUntil', field)}
</div>`;
}

function waysOut(reader: Subscriber, gone: boolean): Html {
  const base = `/r/${readerKey(reader)}`;
  return html`<nav class="ways-out" aria-label="Your data">
<ul>
${gone ? '' : html`<li><a href="${base}/unsubscribe">Unsubscribe</a></li>`}
<li><a href="${base}/data" download>Download my data</a></li>
<li><a href="${base}/delete">Delete my data</a></li>
</ul>
</nav>`;
}

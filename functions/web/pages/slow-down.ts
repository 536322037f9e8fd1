import { addDays } from '../../../shared/platform/calendar.ts';
import { assertNever } from '../../../shared/platform/never.ts';
import { describePreferences, withoutPastPause } from '../../../shared/subscribers/describe-preferences.ts';
import { fewestPapers } from '../../../shared/subscribers/preferences.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { Preferences, Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import { type SlowDown, slowedDown } from '../slow-down.ts';
import { dayTime } from './dates.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { messagePage } from './message.ts';
import { undoForm } from './undo-form.ts';

const questions: Readonly<Record<SlowDown, string>> = {
  'pause-week': 'Pause for a week?',
  weekly: 'Once a week?',
  fewer: 'Fewer papers?',
};

/** The page behind one of the mail's links: what its button will change, and what stays. */
export function slowDownPage(site: Site, how: SlowDown, reader: Subscriber, now: Date): Html {
  const { preferences } = reader;
  const after = slowedDown(how, preferences, { now });
  const base = `/r/${readerKey(reader)}`;
  if (after === preferences)
    return messagePage(site, { title: alreadyTitle(how), paragraphs: alreadyWords(how, reader) });
  const main = html`<section class="narrow-page" aria-labelledby="question">
<h1 id="question">${questions[how]}</h1>
<p>Now: <span class="chosen">${describePreferences(preferences)}</span></p>
<p>${afterWords(how, after)}</p>
<form method="post" action="${base}/${how}">
${how === 'fewer' ? html`<input type="hidden" name="papers" value="${after.maxPapers}">` : ''}
<button type="submit">${buttonText(how, after)}</button>
</form>
<p class="quiet">Nothing changes before you press it. Everything else can be chosen on <a href="${base}/preferences">your preferences</a> page.</p>
</section>`;
  return layout(site, { title: questions[how], main, kind: 'private' });
}

/** After the button: what is now, and the way back. */
export function slowedDownPage(
  site: Site,
  how: SlowDown,
  { reader, before, now }: { readonly reader: Subscriber; readonly before: Preferences; readonly now: Date },
): Html {
  const { preferences } = reader;
  if (preferences === before)
    return messagePage(site, {
      title: alreadyTitle(how),
      paragraphs: alreadyWords(how, reader),
      answer: true,
    });
  const base = `/r/${readerKey(reader)}`;
  const main = html`<section class="narrow-page" role="status">
<h1>${doneTitle(how, preferences)}</h1>
<p>${how === 'pause-week' ? afterWords(how, preferences) : html`Now: <span class="chosen">${describePreferences(preferences)}</span>`}</p>
${undoForm(reader, how, withoutPastPause(before, now))}
<p class="quiet">Or choose something else on <a href="${base}/preferences">your preferences</a> page.</p>
</section>`;
  return layout(site, { title: doneTitle(how, preferences), main, kind: 'private' });
}

/** After Undo: what is now. */
export function takenBackPage(
  site: Site,
  { reader, before }: { readonly reader: Subscriber; readonly before: Preferences },
): Html {
  const { preferences } = reader;
  const url = `/r/${readerKey(reader)}/preferences`;
  const undone = preferences !== before;
  return messagePage(site, {
    title: undone ? 'Undone' : 'There is nothing to undo',
    paragraphs: [
      ...(undone ? [] : ['You have chosen otherwise since, and that stays.']),
      html`Now: <span class="chosen">${describePreferences(preferences)}</span>`,
      html`Or choose something else on <a href="${url}">your preferences</a> page.`,
    ],
    answer: true,
  });
}

function afterWords(how: SlowDown, after: Preferences): Html {
  switch (how) {
    case 'pause-week':
      return pauseWords(after);
    case 'weekly':
      return html`From then on: <span class="chosen">${describePreferences(after)}</span> It draws on the lists of the whole week.`;
    case 'fewer':
      return html`From then on: <span class="chosen">${describePreferences(after)}</span>`;
    default:
      return assertNever(how);
  }
}

/** Of a weekly reader it is one digest that does not come, and which it is depends on the hour. */
function pauseWords({ frequency, pausedUntil = '' }: Preferences): Html {
  if (frequency === 'weekly')
    return html`The digest of ${dayTime(addDays(pausedUntil, -7))} does not come. The next one is that of ${dayTime(pausedUntil)}, and begins with the best of what you missed.`;
  return html`Nothing comes before ${dayTime(pausedUntil)}. Then it goes on as before, beginning with the best of what you missed.`;
}

function buttonText(how: SlowDown, { maxPapers }: Preferences): string {
  if (how === 'fewer') return `Get up to ${maxPapers} papers`;
  return how === 'weekly' ? 'Get it once a week' : 'Pause for a week';
}

function doneTitle(how: SlowDown, { maxPapers }: Preferences): string {
  if (how === 'fewer') return `Up to ${maxPapers} papers from now on`;
  return how === 'weekly' ? 'Once a week from now on' : 'Paused for a week';
}

function alreadyTitle(how: SlowDown): string {
  if (how === 'fewer') return 'It is few papers already';
  return how === 'weekly' ? 'You get it once a week already' : 'Your digests are paused already';
}

function alreadyWords(how: SlowDown, reader: Subscriber): (string | Html)[] {
  const { preferences } = reader;
  const url = `/r/${readerKey(reader)}/preferences`;
  const now = html`What you have chosen: <span class="chosen">${describePreferences(preferences)}</span>`;
  switch (how) {
    case 'pause-week':
      return [
        html`Nothing comes before ${dayTime(preferences.pausedUntil ?? '')}. <a href="${url}#pause">End or move the pause</a>.`,
      ];
    case 'weekly':
      return [now, html`<a href="${url}">Choose another day, or fewer papers</a>.`];
    case 'fewer':
      return [
        now,
        html`This button goes down to ${fewestPapers}. <a href="${url}">Choose a smaller number yourself</a>.`,
      ];
    default:
      return assertNever(how);
  }
}

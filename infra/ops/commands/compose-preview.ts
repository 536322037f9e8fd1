import { pastOf } from '../../../shared/deliveries/delivery.ts';
import { isWeekly } from '../../../shared/deliveries/digest-key.ts';
import { dailyKey, weeklyKey } from '../../../shared/deliveries/due-digest-key.ts';
import type { DigestPaper, RenderedMail } from '../../../shared/digests/digest.ts';
import { readCatalogue } from '../../../shared/digests/read-catalogue.ts';
import type { QuietReason } from '../../../shared/digests/selection.ts';
import { writeMail } from '../../../shared/digests/write-mail.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import { readerUrls } from '../../../shared/subscribers/reader-link.ts';
import { defaultPreferences, type Preferences } from '../../../shared/subscribers/subscriber.ts';
import type { Context } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import type { Target } from '../target/target.ts';
import { findReader } from './find-reader.ts';
import { looksLikeRules, readRules } from './read-rules.ts';

export interface Preview {
  /** The digest's key. */
  readonly key: string;
  readonly days: readonly string[];
  readonly mail: RenderedMail;
  readonly shown: readonly DigestPaper[];
  /** What one-click unsubscribing would go to; leads nowhere. */
  readonly unsubscribeUrl: string;
}

/** Nobody's link: what is previewed may be passed around. */
const noLink = { id: '0'.repeat(32), token: 'preview-link-not-valid' };
/** The mailer's own look-back at what the reader was mailed before. */
const ledgerDays = 14;

const quietWords: Record<QuietReason, string> = {
  weekend: 'nothing is listed on weekends',
  holiday: 'arXiv announced nothing',
  'not-in-yet': 'the list that this reader waits for has not settled',
  'source-down': 'the source of the list could not be read',
  'nothing-matched': 'the rules let none of the listed papers through',
  'nothing-new': 'no settled day up to then has anything new for this reader',
};

/**
 * The digest that is due on a local date to a reader (by address or id), or to somebody new: with the `defaults`, or
 * `daily` or `weekly`, or with rules of their own. The code that chooses and renders is the mailer's; links carry no
 * reader's token. It shows what is known now, also for a date long past. Throws OpsError when there would be no mail.
 */
export async function composePreview(
  who: string,
  date: string,
  { target, clock }: Pick<Context, 'target' | 'clock'>,
): Promise<Preview> {
  const { id, preferences } = await readerOf(who, target);
  const key = preferences.frequency === 'weekly' ? weeklyKey(date) : dailyKey(date);
  const past =
    id === undefined ? [] : await target.ledger.history(id, addDays(key.slice(0, 10), -ledgerDays));
  const { WEB_URL: webUrl, SENDER_NAME: senderName, POSTAL_ADDRESS: postalAddress } = target.settings;
  const urls = readerUrls(webUrl, noLink);
  const written = writeMail(
    {
      key,
      weekly: isWeekly(key),
      dueOn: date,
      // What came later is no past of this digest; keys of a reader sort by date.
      past: pastOf(past.filter(({ digest }) => digest < key)),
    },
    { webUrl, senderName, postalAddress, urls, preferences },
    await readCatalogue(target.papers, { dueOn: date, knownAt: clock() }),
  );
  if (written.kind === 'quiet')
    throw new OpsError(
      `On ${date} there would be no mail: ${quietWords[written.quiet.reason]}. See the days with: npm run ops -- status`,
    );
  const { mail, days, shown } = written;
  return { key, days, mail, shown, unsubscribeUrl: urls.oneClick };
}

async function readerOf(
  who: string,
  target: Target,
): Promise<{ readonly id?: string; readonly preferences: Preferences }> {
  if (who === 'defaults' || who === 'daily') return { preferences: defaultPreferences };
  if (who === 'weekly') return { preferences: { ...defaultPreferences, frequency: 'weekly' } };
  if (looksLikeRules(who)) return { preferences: { ...defaultPreferences, rules: await readRules(who) } };
  return findReader(who, target);
}

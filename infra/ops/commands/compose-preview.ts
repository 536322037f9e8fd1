import { pastOf } from '../../../shared/deliveries/delivery.ts';
import { isWeekly } from '../../../shared/deliveries/digest-key.ts';
import { dailyKey, weeklyKey } from '../../../shared/deliveries/due-digest-key.ts';
import type { RenderedDigest } from '../../../shared/digests/digest.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { selectDigest } from '../../../shared/digests/select.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import { readerUrls } from '../../../shared/subscribers/reader-link.ts';
import { defaultPreferences, type Preferences } from '../../../shared/subscribers/subscriber.ts';
import { OpsError } from '../ops-error.ts';
import type { Target } from '../target/target.ts';
import { findReader } from './find-reader.ts';

export interface Preview {
  /** The digest's key. */
  readonly key: string;
  readonly days: readonly string[];
  readonly mail: RenderedDigest;
  /** What one-click unsubscribing would go to; leads nowhere. */
  readonly unsubscribeUrl: string;
}

/** Nobody's link: what is previewed may be passed around. */
const noLink = { id: '0'.repeat(32), token: 'preview-link-not-valid' };
/** The mailer's own look-backs: the days a digest draws on, and what the reader was mailed before. */
const listingDays = 8;
const ledgerDays = 14;

/**
 * The digest that is due on a local date to a reader (by address or id), or to somebody new with the `defaults`, or
 * `daily` or `weekly`. The code that chooses and renders is the mailer's; links carry no reader's token. Throws
 * OpsError when there would be no mail.
 */
export async function composePreview(who: string, date: string, target: Target): Promise<Preview> {
  const { id, preferences } = await readerOf(who, target);
  const key = preferences.frequency === 'weekly' ? weeklyKey(date) : dailyKey(date);
  const past =
    id === undefined ? [] : await target.ledger.history(id, addDays(key.slice(0, 10), -ledgerDays));
  const selection = selectDigest({
    key,
    weekly: isWeekly(key),
    maxPapers: preferences.maxPapers,
    listings: await settledListings(date, target),
    ...pastOf(past.filter(delivery => delivery.digest !== key)),
  });
  if (selection.kind === 'skip')
    throw new OpsError(
      `On ${date} there would be no mail: no settled day up to then has anything new for this reader. See the days with: npm run ops -- status`,
    );
  const { WEB_URL: webUrl, SENDER_NAME: senderName, POSTAL_ADDRESS: postalAddress } = target.settings;
  const urls = readerUrls(webUrl, noLink);
  const mail = renderDigest(selection.digest, { webUrl, senderName, postalAddress, urls, preferences });
  return { key, days: selection.digest.days, mail, unsubscribeUrl: urls.unsubscribe };
}

async function readerOf(
  who: string,
  target: Target,
): Promise<{ readonly id?: string; readonly preferences: Preferences }> {
  if (who === 'defaults' || who === 'daily') return { preferences: defaultPreferences };
  if (who === 'weekly') return { preferences: { ...defaultPreferences, frequency: 'weekly' } };
  return findReader(who, target);
}

async function settledListings(date: string, { papers }: Pick<Target, 'papers'>) {
  const records = await papers.getDayRecords(addDays(date, -listingDays), date);
  const settled = records.filter(({ status }) => status === 'settled');
  const listings = await Promise.all(settled.map(({ day }) => papers.getDayListing(day)));
  return listings.filter(listing => listing !== undefined);
}

import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { pastOf } from '../../shared/deliveries/delivery.ts';
import { isWeekly } from '../../shared/deliveries/digest-key.ts';
import type { Catalogue } from '../../shared/digests/catalogue.ts';
import type { Envelope, SenderContext } from '../../shared/digests/digest.ts';
import { composeMessage } from '../../shared/digests/message.ts';
import type { QuietReason } from '../../shared/digests/selection.ts';
import { writeMail } from '../../shared/digests/write-mail.ts';
import { readerUrls } from '../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { firstDueAt } from './due-digests.ts';

/** A mail ready to be sent, or why there is none and which days it would have covered. */
export type PreparedMail =
  | {
      readonly kind: 'mail';
      readonly raw: Uint8Array;
      readonly days: readonly string[];
      /** Ids of the papers that the mail shows; none in a note that says that there is nothing. */
      readonly papers: readonly string[];
      /** Those of them that are shown as rising. */
      readonly rising: readonly string[];
    }
  | { readonly kind: 'quiet'; readonly reason: QuietReason; readonly days: readonly string[] };

export interface MailIdentity extends SenderContext {
  readonly from: Envelope['from'];
  readonly listId: string;
}

/** Whose digest is due, which, and what they were mailed before. */
export interface DueMail {
  readonly subscriber: Subscriber;
  readonly digest: string;
  /** The UTC day on which it is due. */
  readonly dueOn: string;
  readonly past: readonly Delivery[];
}

/**
 * Chooses, renders and composes one reader's digest; for a reader who asked for it, a short note where there is nothing
 * to send.
 */
export async function prepareMail(
  { subscriber, digest, dueOn, past }: DueMail,
  catalogue: Catalogue,
  identity: MailIdentity,
  date: Date,
): Promise<PreparedMail> {
  const { preferences, email } = subscriber;
  const urls = readerUrls(identity.webUrl, subscriber);
  const known = { ...pastOf(past), firstDueAt: firstDueAt(subscriber) };
  const due = { key: digest, weekly: isWeekly(digest), dueOn, past: known };
  const written = writeMail(due, { ...identity, urls, preferences }, catalogue);
  if (written.kind === 'quiet') return { ...written.quiet, kind: 'quiet' };
  const { mail, days, shown } = written;
  const raw = await composeMessage(mail, {
    from: identity.from,
    to: email,
    date,
    listId: identity.listId,
    unsubscribeUrl: urls.oneClick,
  });
  const idsOf = (papers: typeof shown) => papers.map(({ listed }) => listed.paper.id);
  const rising = shown.filter(({ section }) => section === 'rising');
  return { kind: 'mail', raw, days, papers: idsOf(shown), rising: idsOf(rising) };
}

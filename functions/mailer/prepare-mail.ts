import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { pastOf } from '../../shared/deliveries/delivery.ts';
import { isWeekly } from '../../shared/deliveries/digest-key.ts';
import type { Envelope, RenderedDigest, SenderContext } from '../../shared/digests/digest.ts';
import { composeMessage } from '../../shared/digests/message.ts';
import { renderDigest } from '../../shared/digests/render-digest.ts';
import { selectDigest } from '../../shared/digests/select.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import { readerUrls } from '../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';

/** A digest ready to be sent, or the days that it would have covered had they held anything new. */
export type PreparedMail =
  | {
      readonly kind: 'mail';
      readonly raw: Uint8Array;
      readonly days: readonly string[];
      /** Ids of the papers that the mail shows. */
      readonly papers: readonly string[];
    }
  | { readonly kind: 'nothing-new'; readonly days: readonly string[] };

export interface MailIdentity extends SenderContext {
  readonly from: Envelope['from'];
  readonly listId: string;
}

/** Chooses, renders and composes one reader's digest from the settled days and what they were mailed before. */
export async function prepareMail(
  subscriber: Subscriber,
  digest: string,
  past: readonly Delivery[],
  listings: readonly DayListing[],
  identity: MailIdentity,
  date: Date,
): Promise<PreparedMail> {
  const selection = selectDigest({
    key: digest,
    weekly: isWeekly(digest),
    maxPapers: subscriber.preferences.maxPapers,
    listings,
    ...pastOf(past),
  });
  if (selection.kind === 'skip') return { kind: 'nothing-new', days: selection.days };
  const urls = readerUrls(identity.webUrl, subscriber);
  const rendered: RenderedDigest = renderDigest(selection.digest, {
    ...identity,
    urls,
    preferences: subscriber.preferences,
  });
  const raw = await composeMessage(rendered, {
    from: identity.from,
    to: subscriber.email,
    date,
    listId: identity.listId,
    unsubscribeUrl: urls.unsubscribe,
  });
  return {
    kind: 'mail',
    raw,
    days: selection.digest.days,
    papers: rendered.shown.map(({ listed }) => listed.paper.id),
  };
}

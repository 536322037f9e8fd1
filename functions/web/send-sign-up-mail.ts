import { renderAlreadySubscribed, renderConfirmation } from '../../shared/digests/confirmation.ts';
import type { RenderedMail } from '../../shared/digests/digest.ts';
import { composeMessage } from '../../shared/digests/message.ts';
import type { SendOutcome } from '../../shared/platform/ses.ts';
import { readerUrls } from '../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import type { Site, WebDeps } from './deps.ts';

/**
 * Mails the one message that a sign-up causes: the confirmation, or, to a reader who is active already, a word about
 * it with the link to the preferences. Nothing in it was typed by whoever signed up, but the address it goes to.
 */
export async function sendSignUpMail(
  reader: Subscriber,
  deps: Pick<WebDeps, 'sender' | 'site' | 'clock'>,
): Promise<SendOutcome> {
  const { mails, name, address, configurationSet } = deps.sender;
  const raw = await composeMessage(renderSignUpMail(reader, deps.site), {
    from: { name, address },
    to: reader.email,
    date: deps.clock(),
  });
  return mails.send({
    raw,
    from: address,
    to: reader.email,
    configurationSet,
    tags: { confirmation: reader.id },
  });
}

function renderSignUpMail(reader: Subscriber, { webUrl, name, postalAddress }: Site): RenderedMail {
  const urls = readerUrls(webUrl, reader);
  const sender = { webUrl, senderName: name, postalAddress };
  return reader.status === 'active'
    ? renderAlreadySubscribed({
        ...sender,
        preferencesUrl: urls.preferences,
        unsubscribeUrl: urls.unsubscribe,
      })
    : renderConfirmation({ ...sender, confirmUrl: urls.confirm });
}

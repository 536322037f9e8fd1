import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Envelope, RenderedMail } from './digest.ts';

/** A value would break out of its header, or is not an address that SES can carry. The message names the header only. */
export class UnsafeHeaderError extends Error {
  override readonly name = 'UnsafeHeaderError';
}

/**
 * The bytes of a MIME message for SES: CRLF, text part before HTML, every header once. The same mail and envelope
 * give the same bytes, so that a repeated attempt is recognisable as one. SES replaces Date and Message-ID.
 * Rejects with UnsafeHeaderError.
 */
export async function composeMessage(mail: RenderedMail, envelope: Envelope): Promise<Uint8Array> {
  refuseUnsafe(mail, envelope);
  const fingerprint = fingerprintOf(mail, envelope);
  const composer = new MailComposer({
    from: envelope.from,
    to: { name: '', address: envelope.to },
    subject: mail.subject,
    messageId: `<${fingerprint}@${domainOf(envelope.from.address)}>`,
    date: envelope.date,
    headers: headersOf(envelope),
    text: mail.text,
    html: mail.html,
    encoding: 'quoted-printable',
    boundaryPrefix: '=_',
    baseBoundary: fingerprint,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** `prepared` values go out as they are: a URL may be neither folded nor encoded. */
function headersOf({ listId, unsubscribeUrl }: Envelope): Record<string, { prepared: true; value: string }> {
  const prepared = (value: string) => ({ prepared: true, value }) as const;
  return {
    ...(listId === undefined ? {} : { 'List-Id': prepared(`<${listId}>`) }),
    ...(unsubscribeUrl === undefined
      ? {}
      : {
          'List-Unsubscribe': prepared(`<${unsubscribeUrl}>`),
          'List-Unsubscribe-Post': prepared('List-Unsubscribe=One-Click'),
          Precedence: prepared('bulk'),
        }),
    'Auto-Submitted': prepared('auto-generated'),
  };
}

function refuseUnsafe(mail: RenderedMail, envelope: Envelope): void {
  const checks: readonly [header: string, value: string | undefined, allowed: RegExp][] = [
    ['Subject', mail.subject, /^[^\r\n\0]*$/],
    ['From (name)', envelope.from.name, /^[^\r\n\0]*$/],
    ['From (address)', envelope.from.address, asciiAddress],
    ['To', envelope.to, asciiAddress],
    ['List-Id', envelope.listId, /^[\w-]+(\.[\w-]+)+$/],
    ['List-Unsubscribe', envelope.unsubscribeUrl, /^https?:\/\/[!-;=?-~]{1,900}$/],
  ];
  for (const [header, value, allowed] of checks) {
    if (value !== undefined && !allowed.test(value)) {
      throw new UnsafeHeaderError(`the value for ${header} may not go into a header`);
    }
  }
}

/** Printable ASCII with one `@` and none of the characters that delimit addresses in a header. */
const asciiAddress = /^(?:(?![@<>,;:()[\]\\"])[!-~])+@(?:(?![@<>,;:()[\]\\"])[!-~])+$/;

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function fingerprintOf(mail: RenderedMail, envelope: Envelope): string {
  const { subject, text, html } = mail;
  return createHash('sha256')
    .update(JSON.stringify([subject, text, html, envelope]))
    .digest('hex')
    .slice(0, 32);
}

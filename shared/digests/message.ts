import type { Envelope, RenderedMail } from './digest.ts';
import { headerText, namedAddress } from './header-text.ts';
import { quotedPrintable } from './quoted-printable.ts';

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
  const fingerprint = await fingerprintOf(mail, envelope);
  // `=_` is in no quoted-printable text, so the boundary is in neither part.
  const boundary = `=_${fingerprint}`;
  const lines = [
    ...addressing(mail.subject, fingerprint, envelope),
    ...listHeaders(envelope),
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative;',
    ` boundary="${boundary}"`,
    '',
    ...part('text/plain', mail.text, boundary),
    ...part('text/html', mail.html, boundary),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'ascii');
}

function addressing(subject: string, fingerprint: string, { from, to, date }: Envelope): readonly string[] {
  return [
    `From: ${namedAddress(from, 'From: '.length)}`,
    `To: ${to}`,
    `Subject: ${headerText(subject, 'Subject: '.length)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${fingerprint}@${domainOf(from.address)}>`,
  ];
}

/** A URL may be neither folded nor encoded. */
function listHeaders({ listId, unsubscribeUrl }: Envelope): readonly string[] {
  return [
    ...(listId === undefined ? [] : [`List-Id: <${listId}>`]),
    ...(unsubscribeUrl === undefined
      ? []
      : [
          `List-Unsubscribe: <${unsubscribeUrl}>`,
          'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
          'Precedence: bulk',
        ]),
  ];
}

function part(type: string, content: string, boundary: string): readonly string[] {
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(content),
  ];
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

async function fingerprintOf({ subject, text, html }: RenderedMail, envelope: Envelope): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([subject, text, html, envelope]));
  const hash = await crypto.subtle.digest('SHA-256', content);
  return Buffer.from(hash).toString('hex').slice(0, 32);
}

import { html } from 'hono/html';
import type { OutboxEntry } from '../../servers/ses/outbox.ts';
import { type Html, instant, table } from './layout.ts';

/** Every mail, newest first. */
export function inboxPage(mails: readonly OutboxEntry[]): Html {
  const rows = mails.map(
    mail => html`<tr>
<td><a href="/mails/${mail.id}">${decodeWords(mail.subject)}</a></td>
<td>${mail.to.join(', ')}</td>
<td class="number">${instant(mail.acceptedAt)}</td>
<td class="number">${kilobytes(mail.bytes)}</td>
</tr>`,
  );
  return table(
    ['Subject', 'To', 'Sent', 'Size'],
    rows,
    'No mail yet. Sign up on the readers’ page to get one.',
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** A header in words a person can read (RFC 2047). SES takes ASCII headers only, so every character is a byte. */
export function decodeWords(header: string): string {
  const bytes = header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('latin1') : decodeQ(text),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function decodeQ(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replaceAll(/=([\da-f]{2})/gi, (_byte, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

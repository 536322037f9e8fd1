import { isAscii } from './addresses.ts';
import { invalidParameter } from './ses-error.ts';

export interface Header {
  readonly name: string;
  /** Unfolded, still encoded. */
  readonly value: string;
}

export interface RawMessage {
  readonly headers: readonly Header[];
  /** Everything after the empty line. */
  readonly body: Buffer;
}

/** Headers that SES takes once at most. Source: its developer guide, "Amazon SES header fields". */
const onlyOnce = new Set([
  'accept-language',
  'auto-submitted',
  'bcc',
  'cc',
  'comments',
  'content-description',
  'content-disposition',
  'content-id',
  'content-language',
  'content-md5',
  'content-transfer-encoding',
  'content-type',
  'date',
  'disposition-notification-to',
  'from',
  'importance',
  'in-reply-to',
  'list-archive',
  'list-help',
  'list-id',
  'list-owner',
  'list-post',
  'list-subscribe',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'organization',
  'precedence',
  'priority',
  'references',
  'reply-to',
  'return-path',
  'sender',
  'subject',
  'thread-index',
  'thread-topic',
  'to',
  'user-agent',
]);

/** The most bytes that one line may have, line end included. */
const mostBytesPerLine = 1000;

/** Takes a message apart and checks it as SES does; throws SesError. */
export function parseRawMessage(raw: Buffer): RawMessage {
  // latin1 keeps every byte; headers must be ASCII anyway.
  const text = raw.toString('latin1');
  checkLines(text);
  const [, head = '', separator = ''] = /^([\s\S]*?)(\r?\n\r?\n|$)/.exec(text) ?? [];
  const headers = parseHeaders(head);
  checkDuplicates(headers);
  if (findHeader(headers, 'from') === undefined) throw invalidParameter("Missing required header 'From'.");
  return { headers, body: raw.subarray(head.length + separator.length) };
}

/** The unfolded value of the first header of that name, in any case. */
export function findHeader(headers: readonly Header[], name: string): string | undefined {
  return headers.find(header => header.name.toLowerCase() === name)?.value;
}

/** The message as the recipient gets it: Message-ID and Date are SES's; blind copies and the return path are gone. */
export function rewriteMessage(message: RawMessage, raw: Buffer, messageId: string, date: Date): Buffer {
  const replaced = new Set(['message-id', 'date', 'bcc', 'return-path']);
  const head = raw.subarray(0, raw.byteLength - message.body.byteLength).toString('latin1');
  const kept = foldedHeaders(head).filter(line => !replaced.has(line.split(':')[0]?.toLowerCase() ?? ''));
  const own = [
    `Message-ID: <${messageId}@email.amazonses.com>`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
  ];
  return Buffer.concat([Buffer.from([...kept, ...own, '', ''].join('\r\n'), 'latin1'), message.body]);
}

function checkLines(text: string): void {
  for (const line of text.split('\n')) {
    if (line.length + 1 > mostBytesPerLine) {
      throw invalidParameter(`A line of the message is longer than ${mostBytesPerLine} bytes.`);
    }
  }
}

function foldedHeaders(head: string): readonly string[] {
  return head.split(/\r?\n(?![ \t])/).filter(line => line !== '');
}

function parseHeaders(head: string): readonly Header[] {
  return foldedHeaders(head).map(line => {
    const [, name, value] = /^([!-9;-~]+):([\s\S]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw invalidParameter('Message headers contain a line without a name.');
    }
    if (!isAscii(value)) throw invalidParameter(`Header '${name}' contains non-ASCII characters.`);
    const unfolded = value.replaceAll(/\r?\n(?=[ \t])/g, '').trim();
    if (/[\r\n]/.test(unfolded)) throw invalidParameter(`Header '${name}' contains a bare carriage return.`);
    return { name, value: unfolded };
  });
}

function checkDuplicates(headers: readonly Header[]): void {
  const seen = new Set<string>();
  for (const { name } of headers) {
    const key = name.toLowerCase();
    if (seen.has(key) && onlyOnce.has(key)) throw invalidParameter(`Duplicate header '${name}'.`);
    seen.add(key);
  }
}

import { addressList, bareAddress } from './addresses.ts';
import { members, type Parameters } from './query-protocol.ts';
import { invalidParameter } from './ses-error.ts';

/** The MIME message that SES makes of SendEmail's parameters, and who gets it. */
export function composeSimpleMessage(parameters: Parameters): { raw: Buffer; recipients: readonly string[] } {
  const list = (name: string) => members(parameters, `Destination.${name}Addresses`);
  const recipients = [...list('To'), ...list('Cc'), ...list('Bcc')].map(bareAddress);
  const subject = parameters.get('Message.Subject.Data');
  const text = parameters.get('Message.Body.Text.Data');
  const html = parameters.get('Message.Body.Html.Data');
  if (subject === undefined) throw invalidParameter('Missing required parameter Message.Subject.');
  if (text === undefined && html === undefined)
    throw invalidParameter('Missing required parameter Message.Body.');
  const source = parameters.get('Source') ?? '';
  for (const value of [subject, source, ...recipients]) {
    if (/[\r\n]/.test(value)) throw invalidParameter('Header values must not contain CR or LF.');
  }
  addressList(source);
  const headers = [
    `From: ${source}`,
    ...(['To', 'Cc'] as const).flatMap(name =>
      list(name).length > 0 ? [`${name}: ${list(name).join(', ')}`] : [],
    ),
    ...optional('Reply-To', members(parameters, 'ReplyToAddresses').join(', ')),
    `Subject: ${encodeWord(subject)}`,
    'MIME-Version: 1.0',
  ];
  const raw = Buffer.from([...headers, ...bodyLines(text, html)].join('\r\n'));
  return { raw, recipients };
}

function bodyLines(text: string | undefined, html: string | undefined): readonly string[] {
  if (text === undefined || html === undefined) {
    return text === undefined ? part('html', html ?? '') : part('plain', text);
  }
  const boundary = '----=_Part_of_Daily_Papers_local_SES';
  return [
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...part('plain', text),
    `--${boundary}`,
    ...part('html', html),
    `--${boundary}--`,
    '',
  ];
}

function part(subtype: string, content: string): readonly string[] {
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [
    `Content-Type: text/${subtype}; charset=UTF-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
    '',
  ];
}

function optional(name: string, value: string): readonly string[] {
  return value === '' ? [] : [`${name}: ${value}`];
}

/** RFC 2047; short pieces, cut between whole characters. */
function encodeWord(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const pieces = text.match(/.{1,12}/gsu) ?? [];
  return pieces.map(piece => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}

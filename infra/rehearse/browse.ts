import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Page {
  readonly status: number;
  readonly body: string;
}

/**
 * Follows a link as it stands in a page or a mail. The emulator tells APIs apart by their host names, which are made up:
 * all of them are this machine.
 */
export async function browse(url: string, form?: Readonly<Record<string, string>>): Promise<Page> {
  const body = form && new URLSearchParams(form).toString();
  const sent = request(url, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
    hostname: '127.0.0.1',
    setHost: false,
  });
  sent.setHeader('Host', new URL(url).host);
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

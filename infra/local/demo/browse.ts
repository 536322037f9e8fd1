import { mostPapersPerDigest } from '../../../shared/subscribers/subscriber.ts';
import type { DemoReader } from './readers.ts';

/** The web function did not answer as a reader must be able to expect. */
export class BrowseError extends Error {
  override readonly name = 'BrowseError';
}

/** Fills in the sign-up form. */
export async function signUp(webUrl: string, { email, ...choices }: DemoReader): Promise<void> {
  await post(`${webUrl}/subscriptions`, { email, ...choices });
}

/** Opens a confirmation link and presses the button. */
export async function confirm(link: string): Promise<void> {
  await open(link);
  await post(link, {});
}

/** Asks for as many papers as a digest may carry, on the preferences page. */
export async function askForAllPapers(
  webUrl: string,
  key: string,
  { email: _email, ...choices }: DemoReader,
): Promise<void> {
  await post(`${webUrl}/r/${key}/preferences`, { ...choices, maxPapers: mostPapersPerDigest });
}

/** Says over the API which papers a reader wants. */
export async function askForRules(webUrl: string, key: string, rules: object): Promise<void> {
  const url = `${webUrl}/api/r/${key}/rules`;
  const headers = { 'content-type': 'application/json' };
  checked(await fetch(url, { method: 'PUT', headers, body: JSON.stringify(rules) }), 'PUT', url);
}

/** What a mail client does for its unsubscribe button (RFC 8058): one POST, without cookies, no redirect followed. */
export async function oneClickUnsubscribe(link: string): Promise<void> {
  await post(link, { 'List-Unsubscribe': 'One-Click' }, 'error');
}

/** Looks at a page. */
export async function open(url: string): Promise<Response> {
  return checked(await fetch(url), 'GET', url);
}

async function post(
  url: string,
  fields: Record<string, string | number>,
  redirect: 'follow' | 'error' = 'follow',
): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) body.set(name, String(value));
  checked(await fetch(url, { method: 'POST', body, redirect }), 'POST', url);
}

function checked(response: Response, method: string, url: string): Response {
  if (response.ok) return response;
  throw new BrowseError(
    `${method} ${new URL(url).pathname.replace(/\/([ru])\/[^/]+/, '/$1/…')} answered ${response.status}`,
  );
}

import type { Site } from '../deps.ts';
import { messagePage } from '../pages/message.ts';
import { refusalParagraphs } from '../pages/notices.ts';
import type { Refusal } from './refusals.ts';
import { isApi, type WebContext } from './web-env.ts';

/** Answers as a page, or under `/api` as a problem (RFC 9457). */
export function refuse(c: WebContext, site: Site, refusal: Refusal): Response | Promise<Response> {
  const { status, title, detail, errors, retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  if (!isApi(c)) return c.html(messagePage(site, { title, paragraphs: refusalParagraphs(refusal) }), status);
  const problem = { type: 'about:blank', title, status, detail, ...(errors && { errors }) };
  return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json' });
}

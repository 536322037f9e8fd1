import * as z from 'zod';
import type { WebContext } from './web-env.ts';

/** The request cannot be read; `message` is for whoever sent it. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
}

/** The request's body is larger than any form of ours. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

const jsonObject = z.record(z.string(), z.unknown());

/** A form's fields, in either encoding. A value may be a file, whatever the page's own form says. */
export async function readForm(c: WebContext): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody();
  } catch (cause) {
    throw new BadRequestError('The form could not be read.', { cause });
  }
}

/** A JSON object. */
export async function readJson(c: WebContext): Promise<Record<string, unknown>> {
  if (!/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(c.req.header('Content-Type') ?? '')) {
    throw new BadRequestError('Send JSON, with Content-Type: application/json.');
  }
  let value: unknown;
  try {
    value = await c.req.json();
  } catch (cause) {
    throw new BadRequestError('The body is not valid JSON.', { cause });
  }
  const object = jsonObject.safeParse(value);
  if (!object.success) throw new BadRequestError('The body must be a JSON object.');
  return object.data;
}

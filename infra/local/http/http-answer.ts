import * as z from 'zod';

/** What goes back to the client. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const resultSchema = z.object({
  statusCode: z.union([z.int(), z.string().regex(/^\d{3}$/)]).transform(Number),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
});

/** What an HTTP API makes of a function's answer, payload format 2.0. */
export function toHttpAnswer(answer: unknown): HttpAnswer {
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) return inferred(answer);
  const result = resultSchema.safeParse(answer);
  if (!result.success) return internalError;
  const { statusCode, headers, cookies, body, isBase64Encoded } = result.data;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status: statusCode,
    headers: {
      ...(body !== undefined && body !== null && { 'content-type': 'text/plain;charset=UTF-8' }),
      ...Object.fromEntries(named),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** An answer without a status is the body itself, in JSON. */
function inferred(answer: unknown): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
  };
}

function message(status: number, text: string): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message: text })),
  };
}

/** The function failed, or answered something that is no HTTP answer. */
export const internalError = message(500, 'Internal Server Error');
/** The function did not answer in time. */
export const serviceUnavailable = message(503, 'Service Unavailable');
export const entityTooLarge = message(413, 'Request Entity Too Large');

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/**
 * Answers only requests that were addressed to this machine by name: a web page elsewhere can point a name of its own at
 * 127.0.0.1 and would else read the inbox (DNS rebinding).
 */
export const onlyLocalHosts: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? '';
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) {
    return context.text('This console answers to 127.0.0.1 and localhost only.', 421);
  }
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== `http://${host}`) {
    return context.text('This console takes requests from its own pages only.', 403);
  }
  return next();
};

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** No scripts anywhere; a mail’s own page brings a policy of its own. */
export const pageHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', pagePolicy);
  headers.set('x-content-type-options', 'nosniff');
  // Not "no-referrer": under it, browsers send the console's own forms with the origin "null".
  headers.set('referrer-policy', 'same-origin');
  headers.set('cache-control', 'no-store');
};

/** A secret of this process that its own forms carry, so that no other page can press their buttons. */
export interface FormToken {
  readonly value: string;
  matches(candidate: unknown): boolean;
}

export function createFormToken(): FormToken {
  const value = randomBytes(24).toString('base64url');
  return {
    value,
    matches(candidate) {
      if (typeof candidate !== 'string' || candidate.length !== value.length) return false;
      return timingSafeEqual(Buffer.from(candidate), Buffer.from(value));
    },
  };
}

import type { Context } from 'hono';

/** What the Lambda adapter binds to each request; tests bind the same. */
export interface WebEnv {
  Bindings: { readonly event?: unknown };
}

export type WebContext = Context<WebEnv>;

/** Whether the request is for the JSON API, which answers errors as RFC 9457 problems. */
export function isApi(c: WebContext): boolean {
  return c.req.path === '/api' || c.req.path.startsWith('/api/');
}

import * as z from 'zod';
import type { WebContext } from './web-env.ts';

const httpApiEvent = z.object({ requestContext: z.object({ http: z.object({ sourceIp: z.string() }) }) });

/**
 * The address that the API itself saw. Never a header: whoever sends the request writes those, and the API's own address
 * leads round any proxy that would mend them (README says what to set behind one). Requests without one (none that comes
 * through the API) count as one client.
 */
export function clientAddress(c: WebContext): string {
  const event = httpApiEvent.safeParse(c.env.event);
  return event.success ? event.data.requestContext.http.sourceIp : 'unknown';
}

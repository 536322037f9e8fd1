import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSesClient } from '../../../shared/platform/aws-clients.ts';
import { createMailSender } from '../../../shared/platform/ses.ts';

describe('the SES client', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('gives up on a call that gets no answer, and does not repeat it', async () => {
    let calls = 0;
    const server = createServer(() => {
      calls += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    vi.stubEnv('AWS_ENDPOINT_URL_SES', `http://127.0.0.1:${port}`);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const client = createSesClient(300);

    const outcome = await createMailSender(client).send({
      raw: Buffer.from('From: a@example.org\r\n\r\nText'),
      from: 'a@example.org',
      to: 'b@example.org',
      configurationSet: 'set',
      tags: {},
    });

    expect(outcome.kind).toBe('unanswered');
    expect('reason' in outcome ? outcome.reason : '').toMatch(/^TimeoutError/);
    expect(calls).toBe(1);
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
});

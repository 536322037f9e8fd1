import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noInterference } from '../../../infra/local/servers/interference.ts';
import { openOutbox, readAccepted } from '../../../infra/local/servers/ses/outbox.ts';
import { openPendingEvents } from '../../../infra/local/servers/ses/pending-events.ts';
import { createPublisher } from '../../../infra/local/servers/ses/publish-events.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daily-papers-outbox-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const mail = (id: string) => ({
  id,
  acceptedAt: '2026-08-18T05:00:00.000Z',
  from: 'papers@sender.example',
  to: ['reader@mail.example'],
  subject: 'Hello',
  tags: {},
});

describe('the outbox', () => {
  it('has the mails of an earlier process, and takes no line that it left half for one', async () => {
    const first = await openOutbox(directory);
    await first.keep(mail('one'), Buffer.from('text'));
    await appendFile(join(directory, 'accepted.jsonl'), '{"id":"half","acc');

    const second = await openOutbox(directory);
    await second.keep(mail('two'), Buffer.from('text'));

    expect(second.list().map(({ id }) => id)).toEqual(['two', 'one']);
    expect((await readAccepted(directory)).map(({ id }) => id)).toEqual(['one', 'two']);
    expect(await readFile(second.find('two')?.eml ?? '', 'utf8')).toBe('text');
  });
});

describe('events that a killed process could not hand over', () => {
  it('are handed over by the next one, for accepted mails only', async () => {
    const outbox = await openOutbox(directory);
    await outbox.keep(mail('accepted'), Buffer.from('text'));
    const pendingEvents = await openPendingEvents(join(directory, 'events'));
    await pendingEvents.keep('accepted', [{ targetArn: 'topic', event: { eventType: 'Send' } }]);
    await pendingEvents.keep('refused', [{ targetArn: 'topic', event: { eventType: 'Send' } }]);
    const published: string[] = [];
    const publisher = createPublisher({
      outbox,
      pendingEvents,
      publish: (targetArn, message) => Promise.resolve(void published.push(`${targetArn} ${message}`)),
      interference: noInterference,
    });

    await publisher.publishLeft();
    await publisher.stop();

    expect(published).toEqual(['topic {"eventType":"Send"}']);
    expect(await pendingEvents.left()).toEqual(new Map());
  });
});

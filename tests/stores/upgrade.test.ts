import { readFileSync } from 'node:fs';
import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemSchema, itemSize } from '../../infra/local/servers/item-size.ts';
import { createBreakerStore } from '../../shared/deliveries/breaker-store.ts';
import { deliveryStatuses, pastOf } from '../../shared/deliveries/delivery.ts';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { createArxivStore } from '../../shared/papers/sources/arxiv-store.ts';
import { createPapersStore } from '../../shared/papers/store.ts';
import { createAllowancesStore } from '../../shared/subscribers/allowances-store.ts';
import type { SignUpLimit } from '../../shared/subscribers/sign-up-limits.ts';
import { createSlotsStore } from '../../shared/subscribers/slots-store.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import { readerId } from '../support/delivery-factories.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';

/**
 * What an earlier version wrote is read by this one. `shapes/<table>-<version>.json` holds items as that version's own
 * stores wrote them at 2026-08-18T10:00Z, in DynamoDB's notation. They are never edited: a new shape is a new file.
 */
type Item = Record<string, AttributeValue>;

function readShapes(name: string): Item[] {
  return JSON.parse(readFileSync(`tests/stores/shapes/${name}.json`, 'utf8')) as Item[];
}

const clock = () => new Date('2026-08-18T10:00:00.000Z');
let dynamo: TestDynamo;

async function load(table: string, shapes: string): Promise<void> {
  for (const Item of readShapes(shapes))
    await dynamo.client.send(new PutItemCommand({ TableName: table, Item }));
}

beforeAll(async () => {
  dynamo = await startDynamo();
  await load(dynamo.tables.papers, 'papers-1');
  await load(dynamo.tables.subscribers, 'subscribers-1');
  await load(dynamo.tables.subscribers, 'subscribers-2');
  await load(dynamo.tables.subscribers, 'subscribers-3');
  await load(dynamo.tables.deliveries, 'deliveries-1');
});
afterAll(() => dynamo.close());

describe('papers written by version 1', () => {
  const papers = () => createPapersStore(dynamo.client, dynamo.tables.papers, clock);

  it('are read with all their facts', async () => {
    expect(await papers().getPaper('2608.01234')).toMatchObject({
      title: 'A Toy Paper',
      authors: ['Ada Example', 'Ben Example'],
      authorCount: 3,
      categories: ['cs.CL', 'cs.LG'],
      organization: { name: 'toys', fullName: 'Institute of Toys' },
      codeStars: 7,
    });
    expect(await papers().getPaperDays('2608.01234')).toEqual(['2026-08-17']);
  });

  it('are found under the title that they were filed under before', async () => {
    expect(await papers().getPaper('title-8f14e45fceea167a')).toMatchObject({ id: '2608.01234' });
  });

  it('are listed on their days, late ones too', async () => {
    const listing = await papers().getDayListing('2026-08-17');
    expect(listing?.papers.map(({ paper, entry, rank }) => [rank, paper.title, entry.late])).toEqual([
      [1, 'A Toy Paper', false],
      [2, 'A Paper of a Saved Page', true],
    ]);
  });

  it('have days in every state', async () => {
    const records = await papers().getDayRecords('2026-08-14', '2026-08-18');
    expect(records.map(({ status, empty, delayed }) => [status, empty, delayed?.reason])).toEqual([
      ['settled', undefined, undefined],
      ['settled', 'weekend', undefined],
      ['settled', undefined, undefined],
      ['filling', 'source-down', 'answered 503'],
    ]);
    expect(await papers().getStoredDay('2026-08-17')).toMatchObject({ snapshots: ['2026-08-18'] });
  });

  it('have upvotes as they stood, and what arXiv said', async () => {
    const arxiv = createArxivStore(dynamo.client, dynamo.tables.papers, clock);
    expect(await papers().getUpvotes('2026-08-17', '2026-08-18')).toEqual({ '2608.01234': 9 });
    expect(await arxiv.getEtag('cs.CL+cs.LG')).toBe('"5d41402a"');
    expect(await arxiv.getAnnounced()).toEqual(new Map([['2608.01234', ['cs.CL', 'cs.LG']]]));
    expect(await arxiv.takeTurn(1_000)).toBeUndefined();
  });
});

describe('readers written by version 1', () => {
  const readers = () => createSubscribersStore(dynamo.client, dynamo.tables.subscribers, clock);
  const slots = () => createSlotsStore(dynamo.client, dynamo.tables.subscribers);

  it('are read in every status', async () => {
    const ids = [1, 2, 3, 4, 5, 6].map(readerId);
    const found = await Promise.all(ids.map(id => readers().get(id)));
    expect(found.map(reader => reader?.status)).toEqual([
      'pending',
      'active',
      'unsubscribed',
      'bounced',
      'complained',
      'active',
    ]);
    expect(found[1]?.preferences).toEqual({
      zone: 'Europe/Berlin',
      hour: 7,
      frequency: 'weekly',
      weekday: 5,
      maxPapers: 10,
      pausedUntil: '2026-09-01',
    });
    expect(found[5]?.consent).toMatchObject({ optInProven: true });
  });

  it('are read with working days, a note on quiet days, and rules', async () => {
    const found = await readers().get(readerId(7));
    expect(found?.preferences).toMatchObject({ frequency: 'weekdays', quietNote: true });
    expect(found?.preferences.rules).toMatchObject({
      include: { phrases: ['diffusion model'], authors: ['Ada Example'], categories: ['cs.CL'] },
      minUpvotes: 2,
      fillUp: false,
    });
    const tokyo = await slots().pageSlot('Asia/Tokyo#6#0', { limit: 10 });
    expect(tokyo.readers).toEqual([{ id: readerId(7), frequency: 'weekdays' }]);
  });

  it('are read with a sign-up beside an unsubscribing, and can confirm it', async () => {
    const left = await readers().get(readerId(8));
    expect(left).toMatchObject({ status: 'unsubscribed', signedUpAgain: { preferences: { hour: 9 } } });
    expect(await readers().reactivate(left!, left!.signedUpAgain!.preferences)).toBe(true);
  });

  it('who unsubscribed before sign-ups were kept beside that can come back, too', async () => {
    const left = await readers().get(readerId(3));
    expect(await readers().reactivate(left!, left!.preferences)).toBe(true);
  });

  it('are found by slot, at the hours in use', async () => {
    const berlin = await slots().pageSlot('Europe/Berlin#7#0', { limit: 10 });
    expect(berlin.readers).toEqual([{ id: readerId(2), frequency: 'weekly-5' }]);
    expect(await slots().hoursInUse()).toEqual([
      { zone: 'Europe/Berlin', hour: 7 },
      { zone: 'UTC', hour: 9 },
    ]);
  });

  it('go on from where they are: a pending one confirms, an active one leaves, a counter counts', async () => {
    const pending = await readers().get(readerId(1));
    expect(await readers().activate(pending!)).toBe(true);
    expect(await readers().unsubscribe({ id: readerId(6), token: 'token00000000000000006' })).toBe(true);
    const limit: SignUpLimit = {
      pk: 'limit#client#5f1d0000000000000000000000000000#2026-08-18T10',
      kind: 'client',
      max: 1,
      windowEnds: new Date('2026-08-18T11:00:00.000Z'),
    };
    expect(await createAllowancesStore(dynamo.client, dynamo.tables.subscribers).take(limit)).toBe(false);
  });
});

describe('deliveries that tell more', () => {
  const ledger = () => createLedgerStore(dynamo.client, dynamo.tables.deliveries);

  it('say what was shown as rising, and why nothing was sent', async () => {
    await load(dynamo.tables.deliveries, 'deliveries-2');
    const lines = await ledger().history(readerId(9), '2026-08-01');
    const past = pastOf(lines);
    expect([...past.risen]).toEqual(['2608.00048', '2608.00049', '2608.00050']);
    expect(past.covered).toEqual(
      new Map([
        ['2026-08-17', '2026-08-18'],
        ['2026-08-18', '2026-08-19'],
      ]),
    );
    expect(past.lastDueAt).toEqual(new Date('2026-08-19T05:00:00Z'));
  });

  it('stay within one write unit with fifty papers', () => {
    const sizes = readShapes('deliveries-2').map(item => itemSize(itemSchema.parse(item)));
    expect(Math.max(...sizes)).toBeGreaterThan(900);
    expect(Math.max(...sizes)).toBeLessThan(1_024);
  });
});

describe('deliveries written by version 1', () => {
  const ledger = () => createLedgerStore(dynamo.client, dynamo.tables.deliveries);
  const runs = () => createRunsStore(dynamo.client, dynamo.tables.deliveries);
  const breaker = () => createBreakerStore(dynamo.client, dynamo.tables.deliveries);

  it('are read in every status', async () => {
    const lines = await ledger().history(readerId(1), '2026-08-01');
    expect(lines.map(({ status }) => status)).toEqual(deliveryStatuses);
  });

  it('of every status can go on', async () => {
    for (const line of await ledger().history(readerId(1), '2026-08-01'))
      expect(await ledger().replace(line, { ...line, attempt: line.attempt + 1 })).toBe(true);
  });

  it('have runs with manifests, finished slices or none', async () => {
    expect(await runs().listRuns('2026-08-18')).toEqual([
      {
        id: '2026-08-18T05:00Z',
        slices: ['Europe/Berlin#7#0', 'Europe/Berlin#7#2'],
        finishedSlices: ['Europe/Berlin#7#2'],
      },
      { id: '2026-08-18T05:15Z', slices: ['UTC#9#1'], finishedSlices: [] },
    ]);
    expect(await runs().due('2026-08-18T05:00Z')).toEqual([
      { subscriber: readerId(2), digest: '2026-08-17-W34' },
    ]);
    expect(await runs().checkpoint()).toEqual(new Date('2026-08-18T05:15:00.000Z'));
  });

  it('have a breaker, open or held by the operator', async () => {
    expect(await breaker().read()).toMatchObject({ state: 'open', reason: 'the daily quota is spent' });
    await load(dynamo.tables.deliveries, 'breaker-held-1');
    expect(await breaker().read()).toMatchObject({ state: 'held', reason: 'stopped by the operator' });
  });
});

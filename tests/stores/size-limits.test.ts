import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { formatZoneHour, slotsOf } from '../../shared/subscribers/slots.ts';
import { createSlotsStore } from '../../shared/subscribers/slots-store.ts';
import { mostPapersPerDigest } from '../../shared/subscribers/subscriber.ts';
import { zoneNames } from '../../shared/subscribers/zones.ts';
import { delivery, readerId } from '../support/delivery-factories.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';

/** DynamoDB takes items of up to 400 kB and refuses larger ones, and so does dynalite. */
let dynamo: TestDynamo;

beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const run = '2026-08-18T05:00Z';

describe('the largest items that there can be', () => {
  it('are taken: the hours in use, with every zone at every hour', async () => {
    const hours = zoneNames.flatMap(zone =>
      Array.from({ length: 24 }, (_, hour) => formatZoneHour({ zone, hour })),
    );
    await dynamo.client.send(
      new UpdateCommand({
        TableName: dynamo.tables.subscribers,
        Key: { pk: 'hours' },
        UpdateExpression: 'ADD #hours :hours SET version = :version',
        ExpressionAttributeNames: { '#hours': 'hours' },
        ExpressionAttributeValues: { ':hours': new Set(hours), ':version': 1 },
      }),
    );

    const inUse = await createSlotsStore(dynamo.client, dynamo.tables.subscribers).hoursInUse();

    expect(inUse).toHaveLength(zoneNames.length * 24);
  });

  it('are taken: a run in which every zone is due at once, and a page of its manifest', async () => {
    const runs = createRunsStore(dynamo.client, dynamo.tables.deliveries);
    const slots = zoneNames.flatMap(zone => slotsOf({ zone, hour: 23 }));
    const readers = Array.from({ length: 1_000 }, (_, number) => readerId(number));

    await runs.open(run, slots);
    for (const slot of slots.slice(0, 50)) await runs.finishSlice(run, slot);
    await runs.addToManifest(run, slots[0]!, readerId(999), '2026-08-18', readers);

    expect(await runs.get(run)).toMatchObject({ slices: [...slots].sort() });
    expect(await runs.due(run)).toHaveLength(1_000);
  });

  it('are taken: the line of a digest of the most papers, over the most days', async () => {
    const ledger = createLedgerStore(dynamo.client, dynamo.tables.deliveries);
    const line = delivery({
      status: 'unknown',
      reason: 'x'.repeat(1_000),
      days: Array.from({ length: 14 }, (_, day) => `2026-08-${String(day + 1).padStart(2, '0')}`),
      papers: Array.from({ length: mostPapersPerDigest }, (_, paper) => `2608.${10_000 + paper}`),
    });

    expect(await ledger.replace(undefined, line)).toBe(true);
    expect(await ledger.get(line.subscriber, line.digest)).toEqual(line);
  });
});

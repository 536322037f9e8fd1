import { describe, expect, it } from 'vitest';
import { ReaderKeepsChangingError } from '../../../functions/web/change-reader.ts';
import { confirm } from '../../../functions/web/confirm.ts';
import type { ReaderStore, WebDeps } from '../../../functions/web/deps.ts';
import { erase } from '../../../functions/web/erase.ts';
import { readFrontPage } from '../../../functions/web/read-day.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import { fake } from '../../support/fake.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { subscriber } from '../../support/subscriber-factories.ts';

describe('confirm', () => {
  const pending = subscriber({ status: 'pending' });

  it('reads again when the reader changed in between', async () => {
    const seen = [pending, { ...pending, status: 'active' as const }];
    const subscribers = fake<ReaderStore>('subscribers', {
      get: () => Promise.resolve(seen.shift()),
      activate: () => Promise.resolve(false),
    });

    const outcome = await confirm(readerKey(pending), { subscribers });

    expect(outcome?.kind).toBe('already-confirmed');
  });

  it('gives up, loudly, on a reader who changes all the time', async () => {
    const subscribers = fake<ReaderStore>('subscribers', {
      get: () => Promise.resolve(pending),
      activate: () => Promise.resolve(false),
    });

    await expect(confirm(readerKey(pending), { subscribers })).rejects.toThrow(ReaderKeepsChangingError);
  });
});

describe('erase', () => {
  it('stops the mail first and lets go of the link last, so that a crash leaves a way to ask again', async () => {
    const reader = subscriber();
    const steps: string[] = [];
    const step = (name: string) => () => {
      steps.push(name);
      return Promise.resolve(true);
    };
    const subscribers = fake<ReaderStore>('subscribers', {
      get: () => Promise.resolve(reader),
      unsubscribe: step('unsubscribe'),
      erase: step('delete the reader'),
    });
    const ledger = fake<WebDeps['ledger']>('ledger', {
      eraseReader: async () => {
        await step('clear the ledger')();
      },
    });

    const formerLinks = fake<WebDeps['formerLinks']>('former links', {
      keepErased: async () => {
        await step('keep what unsubscribes')();
      },
    });

    await erase(readerKey(reader), { subscribers, ledger, formerLinks });

    expect(steps).toEqual(['unsubscribe', 'clear the ledger', 'keep what unsubscribes', 'delete the reader']);
  });
});

describe('readFrontPage', () => {
  const days = [
    dayListing('2026-08-13', [{ id: '2608.00001' }]),
    dayListing('2026-08-14', [{ id: '2608.00002' }]),
    dayListing('2026-08-15', [], { empty: 'weekend' }),
    dayListing('2026-08-17', [{ id: '2608.00003' }], { status: 'filling' }),
  ];
  const archive = fake<WebDeps['archive']>('archive', {
    getDayRecords: (from, to) =>
      Promise.resolve(days.map(each => each.record).filter(({ day }) => day >= from && day <= to)),
    getDayListing: day => Promise.resolve(days.find(each => each.record.day === day)),
  });

  it('takes the newest settled day that has papers, though today fills already', async () => {
    const front = await readFrontPage({ archive, clock: () => new Date('2026-08-17T05:00:00Z') });

    expect(front.newest?.record.day).toBe('2026-08-14');
    expect(front.previous).toBe('2026-08-13');
    expect(front.todayRecord?.status).toBe('filling');
  });

  it('has nothing to show before the first day', async () => {
    const front = await readFrontPage({ archive, clock: () => new Date('2026-08-01T05:00:00Z') });

    expect(front).toMatchObject({ newest: undefined, todayRecord: undefined, previous: undefined });
  });
});

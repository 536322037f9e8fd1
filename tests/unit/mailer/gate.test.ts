import { describe, expect, it } from 'vitest';
import { createGate } from '../../../functions/mailer/gate.ts';
import { createPacer } from '../../../functions/mailer/pacer.ts';
import { createQuota } from '../../../functions/mailer/quota.ts';
import type { Breaker, BreakerStore } from '../../../shared/deliveries/breaker-store.ts';
import type { SendQuota } from '../../../shared/platform/ses.ts';
import { defaultWaits, recordingLog } from '../../support/delivery-factories.ts';

const start = Date.parse('2026-08-18T05:00:00Z');

function setUp({ quota = {} }: { quota?: Partial<SendQuota> } = {}) {
  let now = start;
  let state: Breaker = { state: 'closed' };
  const store: BreakerStore = {
    read: () => Promise.resolve(state),
    open: (reason, since, probeAt) => {
      state = { state: 'open', reason, since, probeAt };
      return Promise.resolve();
    },
    claimProbe: (at, probeAt) => {
      if (state.state !== 'open' || state.probeAt > at) return Promise.resolve(false);
      state = { ...state, probeAt };
      return Promise.resolve(true);
    },
    close: () => {
      state = { state: 'closed' };
      return Promise.resolve();
    },
    hold: (reason, since) => {
      state = { state: 'held', reason, since };
      return Promise.resolve();
    },
    release: () => {
      state = { state: 'closed' };
      return Promise.resolve(true);
    },
  };
  const log = recordingLog();
  const clock = () => new Date(now);
  const sender = {
    getQuota: () => Promise.resolve({ daily: 1_000, perSecond: 20, sentLastDay: 0, ...quota }),
  };
  const deps = {
    breaker: store,
    quota: createQuota(sender, clock, log),
    clock,
    log,
    concurrency: 2,
    quotaReserve: 0.2,
    waits: defaultWaits,
  };
  return {
    newGate: () => createGate(deps),
    store,
    state: () => state,
    pass: (ms: number) => (now += ms),
  };
}

describe('the gate before SES', () => {
  it("lets mail pass at this invocation's share of nine tenths of the send rate", async () => {
    const { newGate } = setUp();
    expect(await newGate().ask()).toEqual({ kind: 'pass', perSecond: 9, probe: false });
  });

  it('keeps a share of the daily quota for confirmations, and opens the breaker when the rest is used up', async () => {
    const { newGate, state } = setUp({ quota: { sentLastDay: 800 } });
    expect(await newGate().ask()).toMatchObject({ kind: 'wait', seconds: 900 });
    expect(state()).toMatchObject({ state: 'open' });
  });

  it('counts what it has sent since the quota was read', async () => {
    const { newGate } = setUp({ quota: { sentLastDay: 798 } });
    const gate = newGate();
    await gate.accepted(false);
    expect((await gate.ask()).kind).toBe('pass');
    await gate.accepted(false);
    await gate.accepted(false);
    expect((await gate.ask()).kind).toBe('wait');
  });

  it('holds every invocation back once one is told to stop', async () => {
    const { newGate } = setUp();
    await newGate().stop('the account is paused', 300);
    expect(await newGate().ask()).toEqual({ kind: 'wait', seconds: 300, reason: 'the account is paused' });
  });

  it('lets one probe through when its time has come, and everybody once that was accepted', async () => {
    const { newGate, state, pass } = setUp();
    await newGate().stop('the account is paused', 300);
    pass(300_000);
    const [prober, other] = [newGate(), newGate()];

    expect(await prober.ask()).toMatchObject({ kind: 'pass', probe: true });
    expect(await other.ask()).toMatchObject({ kind: 'wait', seconds: 300 });
    await prober.accepted(true);

    expect(state()).toEqual({ state: 'closed' });
    expect((await newGate().ask()).kind).toBe('pass');
  });

  it('keeps all mail back while a person holds it, however long, and never sends a probe', async () => {
    const { newGate, store, state, pass } = setUp();
    await store.hold('a wrong template', new Date(start));
    for (const hours of [0, 1, 24]) {
      pass(hours * 3_600_000);
      const said = await newGate().ask();
      expect(said).toEqual({ kind: 'wait', seconds: 600, reason: 'held by the operator: a wrong template' });
    }
    expect(state()).toMatchObject({ state: 'held' });

    await store.release();
    expect(await newGate().ask()).toMatchObject({ kind: 'pass', probe: false });
  });
});

describe('the quota', () => {
  it('falls back to what every account may do while SES does not tell', async () => {
    const log = recordingLog();
    const quota = createQuota(
      { getQuota: () => Promise.reject(new Error('Throttling')) },
      () => new Date(start),
      log,
    );
    expect((await quota.current()).perSecond).toBe(1);
    expect(log.events).toEqual(['the sending quota cannot be read']);
  });

  it('asks again soon when SES does not tell the quota', async () => {
    let now = start;
    let asked = 0;
    const quota = createQuota(
      {
        getQuota: () => {
          asked += 1;
          if (asked === 1) return Promise.reject(new Error('Throttling'));
          return Promise.resolve({ daily: 1_000, perSecond: 14, sentLastDay: 0 });
        },
      },
      () => new Date(now),
      recordingLog(),
    );
    await quota.current();
    now += 2_000;

    expect((await quota.current()).perSecond).toBe(14);
  });
});

describe('what the gate tells in metrics', () => {
  it('is the share of the quota that is used, and no more while mail passes', async () => {
    const gate = setUp({ quota: { sentLastDay: 123 } }).newGate();
    await gate.ask();

    expect(gate.metrics()).toEqual({ BreakerOpen: 0, QuotaUsedPercent: 12.3 });
  });

  it('is nothing of a quota that has no end', async () => {
    const gate = setUp({ quota: { daily: Number.POSITIVE_INFINITY, sentLastDay: 123 } }).newGate();
    await gate.ask();

    expect(gate.metrics()).toEqual({ BreakerOpen: 0, QuotaUsedPercent: 0 });
  });

  it('is the open breaker, whoever opened it, but not one that a person holds', async () => {
    const { newGate, store } = setUp();
    const first = newGate();
    await first.stop('the account is paused', 300);
    const second = newGate();
    await second.ask();
    await store.hold('a wrong template', new Date(start));
    const third = newGate();
    await third.ask();

    expect([first, second, third].map(gate => gate.metrics()['BreakerOpen'])).toEqual([1, 1, 0]);
  });
});

describe('the pacer', () => {
  it('spaces turns out evenly and does not let idle time pile up into a burst', async () => {
    let now = 0;
    const waits: number[] = [];
    const pacer = createPacer(
      () => new Date(now),
      ms => {
        waits.push(ms);
        now += ms;
        return Promise.resolve();
      },
    );
    await pacer.turn(4, 1_000);
    await pacer.turn(4, 1_000);
    now += 10_000;
    await pacer.turn(4, 1_000);
    await pacer.turn(4, 1_000);
    expect(waits).toEqual([250, 250]);
  });

  it('keeps nobody waiting for a turn that comes too late, and gives it to the next', async () => {
    const waits: number[] = [];
    const pacer = createPacer(
      () => new Date(0),
      ms => Promise.resolve(void waits.push(ms)),
    );
    await pacer.turn(0.5, 1_000);

    const late = await pacer.turn(0.5, 1_999);
    const inTime = await pacer.turn(0.5, 2_000);

    expect([late, inTime, waits]).toEqual([false, true, [2_000]]);
  });
});

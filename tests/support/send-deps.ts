import type { SendDigestDeps } from '../../functions/mailer/send-digest.ts';
import { defaultWaits } from './delivery-factories.ts';

/** A mailer that may send, at 05:00:30Z on 18 August 2026, with whatever the test is about. */
export function sendDeps(
  given: Pick<SendDigestDeps, 'subscribers' | 'ledger' | 'listings'> & Partial<SendDigestDeps>,
): SendDigestDeps {
  return {
    sender: { send: () => Promise.resolve({ kind: 'accepted', messageId: 'ses-1' }) },
    gate: {
      ask: () => Promise.resolve({ kind: 'pass', perSecond: 10, probe: false }),
      stop: () => Promise.resolve(),
      accepted: () => Promise.resolve(),
    },
    runs: { checkpoint: () => Promise.resolve(undefined), isDue: () => Promise.resolve(false) },
    pacer: { turn: (_perSecond, within) => Promise.resolve(within >= 0) },
    clock: () => new Date('2026-08-18T05:00:30Z'),
    random: () => 0.5,
    identity: {
      webUrl: 'https://papers.example.org',
      senderName: 'Daily Papers',
      postalAddress: '',
      from: { name: 'Daily Papers', address: 'papers@example.org' },
      listId: 'digest.example.org',
    },
    configurationSet: 'set',
    graceSeconds: 1_800,
    waits: defaultWaits,
    remaining: () => 100_000,
    reserve: 25_000,
    clockMarginSeconds: 30,
    ...given,
  };
}

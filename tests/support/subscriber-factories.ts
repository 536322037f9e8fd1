import type { Preferences, Subscriber } from '../../shared/subscribers/subscriber.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';

/** An active reader with the default preferences, and whatever the test is about. */
export function subscriber(
  given: Partial<Subscriber> = {},
  preferences: Partial<Preferences> = {},
): Subscriber {
  return {
    version: 1,
    id: '00000000000000000000000000000001',
    email: 'reader@example.org',
    status: 'active',
    preferences: { ...defaultPreferences, ...preferences },
    token: 'abcdefghijklmnopqrstuv',
    signedUpAt: '2026-08-01T00:00:00.000Z',
    confirmedAt: '2026-08-01T00:05:00.000Z',
    statusChangedAt: '2026-08-01T00:05:00.000Z',
    ...given,
  };
}

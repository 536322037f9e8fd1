import type { Clock } from '../../../../shared/platform/clock.ts';
import { SesError } from './ses-error.ts';

export interface SesLimits {
  /** Recipients a second. */
  readonly maxSendRate: number;
  /** Recipients in any 24 hours; -1 for no limit. */
  readonly max24HourSend: number;
}

export const defaultLimits: SesLimits = { maxSendRate: 50, max24HourSend: 50_000 };

export interface SendingLimiter {
  /** Counts a mail, or throws the Throttling error with which SES turns it away. */
  admit(recipients: { readonly counted: number; readonly simulated: number }): void;
  sentLast24Hours(): number;
  readonly limits: SesLimits;
}

const second = 1000;
const day = 86_400_000;

/**
 * SES's two limits: a rate, and a quota over a sliding day, which mails to the mailbox simulator do not count against.
 * `earlier` are the recipients of mails that were sent before the start.
 */
export function createSendingLimiter(
  limits: SesLimits,
  clock: Clock,
  earlier: readonly { readonly at: number; readonly recipients: number }[] = [],
): SendingLimiter {
  let lastDay = [...earlier];
  let lastSecond: { at: number; recipients: number }[] = [];
  const forgetOld = (now: number) => {
    lastDay = lastDay.filter(({ at }) => at > now - day);
    lastSecond = lastSecond.filter(({ at }) => at > now - second);
  };
  return {
    limits,
    sentLast24Hours() {
      forgetOld(clock().getTime());
      return total(lastDay);
    },
    admit({ counted, simulated }) {
      const at = clock().getTime();
      forgetOld(at);
      const recipients = counted + simulated;
      if (limits.max24HourSend >= 0 && total(lastDay) + counted > limits.max24HourSend) {
        throw new SesError('Throttling', 'Daily message quota exceeded.');
      }
      // One mail with more recipients than the rate is accepted when nothing else went out in this second.
      if (lastSecond.length > 0 && total(lastSecond) + recipients > limits.maxSendRate) {
        throw new SesError('Throttling', 'Maximum sending rate exceeded.');
      }
      lastDay.push({ at, recipients: counted });
      lastSecond.push({ at, recipients });
    },
  };
}

function total(sends: readonly { recipients: number }[]): number {
  return sends.reduce((sum, { recipients }) => sum + recipients, 0);
}

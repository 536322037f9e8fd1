import type { Clock } from '../../shared/platform/clock.ts';
import type { Log } from '../../shared/platform/log.ts';
import type { MailSender, SendQuota } from '../../shared/platform/ses.ts';

/** The account's quota, read at most once a minute: SES allows one such call a second over the whole account. */
export interface Quota {
  current(): Promise<SendQuota>;
  /** Counts a mail that SES accepted since the last reading. */
  sent(): void;
}

const refreshMilliseconds = 60_000;
/**
 * When several workers start at once, SES throttles the question for all but one. A minute at the sandbox's rate would be
 * a minute of next to no mail.
 */
const retryMilliseconds = 2_000;

/** What every account may do; used while SES does not tell. */
const sandbox = { daily: Number.POSITIVE_INFINITY, perSecond: 1, sentLastDay: 0 };

export function createQuota(sender: Pick<MailSender, 'getQuota'>, clock: Clock, log: Log): Quota {
  let known: SendQuota = sandbox;
  let readAgainAt = Number.NEGATIVE_INFINITY;
  let sentSince = 0;
  return {
    async current() {
      const now = clock().getTime();
      if (now >= readAgainAt) {
        readAgainAt = now + retryMilliseconds;
        try {
          known = await sender.getQuota();
          readAgainAt = now + refreshMilliseconds;
          sentSince = 0;
        } catch (error) {
          log.error('the sending quota cannot be read', error);
        }
      }
      return { ...known, sentLastDay: known.sentLastDay + sentSince };
    },
    sent() {
      sentSince += 1;
    },
  };
}

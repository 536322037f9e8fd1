import { describe, expect, it } from 'vitest';
import type { TakeInDeps } from '../../../functions/feedback/take-in.ts';
import { takeIn } from '../../../functions/feedback/take-in.ts';
import { parseSesEvent, UnreadableEventError } from '../../../shared/deliveries/ses-event.ts';
import { describeError } from '../../../shared/platform/log.ts';
import { delivery, memoryLedger, readerId } from '../../support/delivery-factories.ts';

const tag = `${readerId()}_2026-08-18_1`;

function sesEvent(eventType: string, more: object = {}, tags: object = { digest: [tag] }): string {
  return JSON.stringify({
    eventType,
    mail: { timestamp: '2026-08-18T05:00:31Z', messageId: 'ses-1', destination: ['a@example.org'], tags },
    ...more,
  });
}

function setUp(lines = [delivery()]) {
  const marked: string[] = [];
  const ledger = memoryLedger(lines);
  const deps: TakeInDeps = {
    ledger,
    subscribers: { markUndeliverable: (id, status) => Promise.resolve(marked.push(`${id} ${status}`) > 0) },
    clock: () => new Date('2026-08-18T05:01:00Z'),
  };
  return { ledger, marked, take: (body: string) => takeIn(parseSesEvent(body), deps) };
}

describe('an SES event', () => {
  it('turns a digest whose sender never heard back into a sent one', async () => {
    const { ledger, take } = setUp([delivery({ status: 'unknown' })]);
    expect(await take(sesEvent('Send', { send: {} }))).toEqual({ ledger: 'changed', suppressed: false });
    expect(ledger.lines()).toMatchObject([{ status: 'sent', messageId: 'ses-1' }]);
  });

  it('writes nothing when the ledger knows already', async () => {
    const { take } = setUp([delivery({ status: 'sent' })]);
    expect(await take(sesEvent('Send', { send: {} }))).toEqual({ ledger: 'unchanged', suppressed: false });
  });

  it('stops mail to a mailbox that bounced for good', async () => {
    const { ledger, marked, take } = setUp([delivery({ status: 'sent' })]);
    await take(
      sesEvent('Bounce', {
        bounce: { bounceType: 'Permanent', bounceSubType: 'NoEmail', bouncedRecipients: [] },
      }),
    );
    expect(ledger.lines()).toMatchObject([{ status: 'bounced', reason: 'Permanent/NoEmail' }]);
    expect(marked).toEqual([`${readerId()} bounced`]);
  });

  it.each(['Transient', 'Undetermined'])(
    'keeps a reader whose mailbox bounced for now (%s)',
    async bounceType => {
      const { marked, take } = setUp([delivery({ status: 'sent' })]);
      await take(
        sesEvent('Bounce', { bounce: { bounceType, bounceSubType: 'General', bouncedRecipients: [] } }),
      );
      expect(marked).toEqual([]);
    },
  );

  it('stops mail to a reader who complained, but not to one who took it out of the spam folder', async () => {
    const complained = setUp([delivery({ status: 'sent' })]);
    await complained.take(
      sesEvent('Complaint', { complaint: { complaintFeedbackType: 'abuse', complaintSubType: null } }),
    );
    expect(complained.marked).toEqual([`${readerId()} complained`]);

    const rescued = setUp([delivery({ status: 'sent' })]);
    await rescued.take(sesEvent('Complaint', { complaint: { complaintFeedbackType: 'not-spam' } }));
    expect(rescued.marked).toEqual([]);
    expect(rescued.ledger.lines()).toMatchObject([{ status: 'sent' }]);
  });

  it('fails a digest that SES refused after accepting it', async () => {
    const { ledger, take } = setUp([delivery({ status: 'sent' })]);
    await take(sesEvent('Reject', { reject: { reason: 'Bad content' } }));
    expect(ledger.lines()).toMatchObject([{ status: 'failed', reason: 'Bad content' }]);
  });

  it('of a bounced confirmation stops further mail to that address', async () => {
    const { marked, take } = setUp();
    const bounce = { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } };
    await take(sesEvent('Bounce', bounce, { confirmation: [readerId(9)] }));
    expect(marked).toEqual([`${readerId(9)} bounced`]);
  });

  it.each([
    ['another sender', sesEvent('Bounce', { bounce: { bounceType: 'Permanent' } }, {})],
    ['a foreign tag', sesEvent('Send', {}, { digest: ['nonsense'] })],
    ['a kind of event that is new to us', sesEvent('Subscription')],
  ])('of %s is let pass', async (_of, body) => {
    const { ledger, take } = setUp();
    expect(await take(body)).toEqual({ ledger: 'not-ours', suppressed: false });
    expect(ledger.lines()).toEqual([delivery()]);
  });

  it('for a digest that the ledger does not know changes nothing', async () => {
    const { take } = setUp([]);
    expect(await take(sesEvent('Send'))).toEqual({ ledger: 'no-such-delivery', suppressed: false });
  });

  it('tells its type only if SES has it', () => {
    expect(parseSesEvent(sesEvent('Rendering Failure')).type).toBe('Rendering Failure');
    expect(parseSesEvent(sesEvent('x'.repeat(50_000))).type).toBe('other');
  });

  it('whose message id is no id is refused: it would be kept in the ledger', () => {
    const body = sesEvent('Send').replace('ses-1', 'x'.repeat(201));
    expect(() => parseSesEvent(body)).toThrow('mail.messageId');
  });

  it('that is wrong everywhere is refused in a few words', () => {
    const tags = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`${'x'.repeat(500)}${index}`, 7]),
    );
    expect(() => parseSesEvent(sesEvent('Send', {}, tags))).toThrow(/^.{1,500}; and 497 more$/);
  });

  it.each(['', '{}', '[]', '{"eventType":"Send"}', '{"eventType":"Send","mail":{"messageId":7}}'])(
    'that is none (%s) is refused with what is wrong',
    body => {
      expect(() => parseSesEvent(body)).toThrow(UnreadableEventError);
    },
  );

  it('that is no JSON is not quoted in a log, not by its cause either', () => {
    expect(describeError(refusalOf('{"email": ada'))).toEqual({
      errorName: 'UnreadableEventError',
      errorMessage: 'the event is not JSON',
    });
  });
});

function refusalOf(body: string): unknown {
  try {
    return parseSesEvent(body);
  } catch (error) {
    return error;
  }
}

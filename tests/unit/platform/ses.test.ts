import { describe, expect, it } from 'vitest';
import { classifySendError } from '../../../shared/platform/ses.ts';

function awsError(name: string, message: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

describe('what an SES error says about the mail', () => {
  it.each([
    ['throttled', awsError('Throttling', 'Maximum sending rate exceeded.', 400)],
    ['throttled', awsError('RequestExpired', 'Request timestamp is too far in the past', 400)],
    ['throttled', awsError('InvalidSignatureException', 'Signature expired', 403)],
    ['quota-spent', awsError('Throttling', 'Daily message quota exceeded.', 400)],
    ['sending-stopped', awsError('AccountSendingPausedException', 'paused', 400)],
    ['sending-stopped', awsError('ConfigurationSetSendingPausedException', 'paused', 400)],
    ['sending-stopped', awsError('MessageRejected', 'Email address is not verified: a@example.org', 400)],
    ['sending-stopped', awsError('AccessDenied', 'not authorized', 403)],
    ['sending-stopped', awsError('MessageRejected', 'Sending suspended for this account.', 400)],
    ['sending-stopped', awsError('IncompleteSignature', 'no signature', 400)],
    ['sending-stopped', awsError('AWordOfTomorrow', 'not allowed', 403)],
    ['throttled', awsError('AWordOfTomorrow', 'slow down', 429)],
    ['rejected', awsError('MessageRejected', 'Message contains a virus', 400)],
    ['refused', awsError('AWordOfTomorrow', 'something is wrong', 400)],
    ['refused', awsError('MissingAction', 'what was asked is not there', 404)],
    ['rejected', awsError('InvalidParameterValue', 'Missing final @domain', 400)],
    ['unanswered', awsError('InternalFailure', 'oops', 500)],
    ['unanswered', awsError('ServiceUnavailable', 'later', 503)],
    ['unanswered', awsError('TimeoutError', 'no answer')],
    ['unanswered', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['unanswered', 'not even an error'],
  ])('is %s', (kind, error) => {
    expect(classifySendError(error).kind).toBe(kind);
  });

  it('keeps the recipient out of the reason', () => {
    const outcome = classifySendError(
      awsError('MessageRejected', 'Email address is not verified: Ada@Example.org', 400),
    );
    expect(JSON.stringify(outcome)).not.toContain('Example.org');
  });
});

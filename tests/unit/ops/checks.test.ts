import { describe, expect, it } from 'vitest';
import {
  checkAlarms,
  checkBreaker,
  checkConcurrency,
  checkDkim,
  checkIdentity,
  checkMailFrom,
  checkQuota,
  checkSandbox,
  checkSendingEnabled,
  checkWeb,
} from '../../../infra/ops/commands/checks.ts';

describe('the checks after a deployment', () => {
  it('pass when all is in order', () => {
    const checks = [
      checkIdentity('example.org', 'Success'),
      checkSandbox({ daily: 50_000, perSecond: 14 }),
      checkSendingEnabled(true),
      checkDkim('example.org', { enabled: true, status: 'Success', tokens: ['a'] }),
      checkMailFrom('example.org', 'eu-west-1', { domain: 'bounce.example.org', status: 'Success' }),
      checkQuota({ daily: 50_000, perSecond: 14, sentLastDay: 0 }, 40_000, 10),
      checkAlarms([{ protocol: 'email', pending: false }]),
      checkBreaker({ state: 'closed' }),
      checkConcurrency(1_000, 16),
      checkWeb('https://papers.example.org', 200),
    ];
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('ask a single address for neither DKIM nor a MAIL FROM of its own', () => {
    const address = 'papers@example.org';
    expect(checkDkim(address, { enabled: false, status: undefined, tokens: [] }).passed).toBe(true);
    expect(checkMailFrom(address, 'eu-west-1', { domain: undefined, status: undefined }).passed).toBe(true);
  });

  it('say what to do, with the exact records', () => {
    const dkim = checkDkim('example.org', { enabled: true, status: 'Pending', tokens: ['abc'] });
    expect(dkim).toMatchObject({ passed: false });
    expect(dkim.says).toContain('abc._domainkey.example.org CNAME abc.dkim.amazonses.com');

    const mailFrom = checkMailFrom('example.org', 'eu-west-1', {
      domain: 'bounce.example.org',
      status: 'Pending',
    });
    expect(mailFrom).toMatchObject({ passed: false });
    expect(mailFrom.says).toContain('bounce.example.org MX 10 feedback-smtp.eu-west-1.amazonses.com');

    expect(checkIdentity('papers@example.org', 'Pending').says).toContain('follow the link');
    expect(checkSandbox({ daily: 200, perSecond: 1 }).says).toContain('Request production access');
    expect(checkSendingEnabled(false).passed).toBe(false);
    expect(checkConcurrency(10, 16)).toMatchObject({ passed: false });
    expect(checkConcurrency(10, 16).says).toContain('--quota-code L-B99A9384');
    expect(checkConcurrency(undefined, 16).says).toContain('lambda:GetAccountSettings');
    expect(checkAlarms([{ protocol: 'email', pending: true }]).says).toContain('has not confirmed');
    expect(checkAlarms([]).says).toContain('alarmAddress');
    expect(checkAlarms(undefined).passed).toBe(false);
    expect(checkWeb('https://papers.example.org', undefined).says).toContain('does not answer');
  });

  it('hold the quota, less the share of confirmations, and the rate against the readers', () => {
    const quota = { daily: 1_000, perSecond: 14, sentLastDay: 0 };
    expect(checkQuota(quota, 900, 10).passed).toBe(true);
    expect(checkQuota(quota, 901, 10).passed).toBe(false);
    expect(checkQuota({ ...quota, daily: 1_000_000, perSecond: 1 }, 100_000, 10).says).toContain(
      'higher rate',
    );
  });

  it('do not pass while nobody gets mail, whoever stopped it', () => {
    const since = new Date('2026-08-18T05:00:00Z');
    expect(checkBreaker({ state: 'held', reason: 'a wrong template', since })).toEqual({
      name: 'breaker',
      passed: false,
      says: 'held by the operator since 2026-08-18 05:00 UTC: a wrong template',
    });
    expect(checkBreaker({ state: 'open', reason: 'paused', since, probeAt: since }).passed).toBe(false);
  });
});

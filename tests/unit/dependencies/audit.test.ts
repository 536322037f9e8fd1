import { describe, expect, it } from 'vitest';
import { describeAudit, readAudit } from '../../../infra/audit.ts';

const report = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: { left: { name: 'left', severity, range: '<2.0.0' } },
  });

describe('the audit of the dependencies', () => {
  it.each(['high', 'critical'])('fails the build for a hole of %s severity, and names it', severity => {
    const { ok, text } = describeAudit(readAudit(report(severity)));

    expect(ok).toBe(false);
    expect(text).toContain(`left <2.0.0 (${severity})`);
  });

  it.each([report('moderate'), report('low'), '{"vulnerabilities":{}}'])(
    'lets the build go on after %s',
    output => {
      expect(readAudit(output)).toEqual({ kind: 'clean' });
    },
  );

  it.each([
    [
      '{"message":"405 Method Not Allowed - POST https://registry.example","statusCode":405}',
      '405 Method Not Allowed',
    ],
    [
      '{"error":{"code":"ENOAUDIT","summary":"Your configured registry does not support audit"}}',
      'does not support',
    ],
    ['', 'npm gave no report'],
  ])('says why there was none, and lets the build go on: %s', (output, why) => {
    const { ok, text } = describeAudit(readAudit(output));

    expect(ok).toBe(true);
    expect(text).toMatch(/^Not audited: /);
    expect(text).toContain(why);
  });
});

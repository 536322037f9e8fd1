import { spawnSync } from 'node:child_process';
import * as z from 'zod';

/**
 * `npm run audit`: whether a package that is deployed has a known hole, as the registry's advisories have it. A registry
 * that knows no advisories is no reason to fail, but is said.
 */

/** What npm's report means. */
export type AuditVerdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'found'; readonly packages: readonly string[] }
  | { readonly kind: 'not-audited'; readonly why: string };

/** From these severities on somebody has to do something. */
const grave: ReadonlySet<string> = new Set(['high', 'critical']);

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string().default('') })),
});
const errorSchema = z.object({
  message: z.string().optional(),
  error: z.object({ code: z.string().nullish(), summary: z.string().nullish() }).optional(),
});

/** Reads what `npm audit --json` wrote. */
export function readAudit(output: string): AuditVerdict {
  const value = parsedJson(output);
  const report = reportSchema.safeParse(value);
  if (report.success) {
    const packages = Object.entries(report.data.vulnerabilities)
      .filter(([, { severity }]) => grave.has(severity))
      .map(([name, { severity, range }]) => `${name} ${range} (${severity})`);
    return packages.length === 0 ? { kind: 'clean' } : { kind: 'found', packages };
  }
  const problem = errorSchema.safeParse(value);
  const why = problem.success ? (problem.data.message ?? problem.data.error?.summary) : undefined;
  return { kind: 'not-audited', why: why ?? 'npm gave no report' };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The verdict in words, and whether the build may go on. */
export function describeAudit(verdict: AuditVerdict): { readonly text: string; readonly ok: boolean } {
  switch (verdict.kind) {
    case 'clean':
      return { text: 'Audited: no known hole of high severity in what is deployed.', ok: true };
    case 'found':
      return { text: `Known holes in what is deployed:\n  ${verdict.packages.join('\n  ')}`, ok: false };
    case 'not-audited':
      return { text: `Not audited: ${verdict.why}`, ok: true };
    default:
      return verdict satisfies never;
  }
}

if (import.meta.main) {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  const { text, ok } = describeAudit(
    error === undefined ? readAudit(stdout) : { kind: 'not-audited', why: error.message },
  );
  console.log(text);
  if (!ok) process.exitCode = 1;
}

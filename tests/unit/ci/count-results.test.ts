import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'report-'));
});
afterAll(() => rm(directory, { recursive: true }));

const file = (status: string, ...tests: readonly string[]) => ({
  name: 'x.test.ts',
  status,
  message: status === 'failed' ? 'Cannot find module ./gone.ts' : '',
  assertionResults: tests.map(each => ({ status: each })),
});

/** The last line for a report of these files, as vitest counts them, and the exit codes of tests, rehearsal and audit. */
async function count(files: readonly ReturnType<typeof file>[] | undefined, ...codes: readonly number[]) {
  const report = join(directory, 'report.json');
  await rm(report, { force: true });
  const of = (status: string) =>
    (files ?? []).flatMap(each => each.assertionResults).filter(each => each.status === status).length;
  const content = { numPassedTests: of('passed'), numFailedTests: of('failed'), testResults: files };
  if (files !== undefined) await writeFile(report, JSON.stringify(content));
  const args = ['.ci/count-results.mjs', report, ...codes.map(String)];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n').at(-1);
}

const good = file('passed', 'passed', 'passed');

it.each([
  ['tests that pass', [good], [0, 0, 0], '2 passed, 0 failed'],
  ['tests that fail', [good, file('failed', 'failed', 'passed', 'failed')], [1, 0, 0], '3 passed, 2 failed'],
  ['a file that does not load', [good, file('failed')], [1, 0, 0], '2 passed, 1 failed'],
  [
    'a file whose tests passed, and its clean-up did not',
    [file('failed', 'passed')],
    [1, 0, 0],
    '1 passed, 1 failed',
  ],
  ['both of them', [file('failed'), file('failed', 'failed')], [1, 0, 0], '0 passed, 2 failed'],
  ['an error outside of any test', [good], [1, 0, 0], '2 passed, 1 failed'],
  ['checks that fail before the tests', undefined, [1, 0, 0], '0 passed, 1 failed'],
  ['a rehearsal and an audit that fail', [good], [0, 1, 2], '2 passed, 2 failed'],
])('counts %s', async (_, files, codes, line) => {
  expect(await count(files, ...codes)).toBe(line);
});

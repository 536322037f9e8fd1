import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One temporary directory for a whole run of the tests, removed at its end: the CDK leaves a `cdk.out` behind with each
 * app that a test makes, and a test that is stopped in the middle whatever it had made.
 */
let directory = '';

export function setup(): void {
  directory = mkdtempSync(join(tmpdir(), 'daily-papers-tests-'));
  // Workers are started with this environment, and `tmpdir` reads it each time.
  process.env['TMPDIR'] = directory;
}

export function teardown(): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}

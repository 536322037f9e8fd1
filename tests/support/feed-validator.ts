import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The W3C's feed validator (github.com/w3c/feedvalidator), which is on no package registry: `FEED_VALIDATOR` names a
 * checkout, and `FEED_VALIDATOR_PYTHON` a Python with its requirements, when that is not `python3`.
 */
const checkout = process.env['FEED_VALIDATOR'];
const python = process.env['FEED_VALIDATOR_PYTHON'] ?? 'python3';

export const hasFeedValidator = checkout !== undefined;
export const needsFeedValidator = hasFeedValidator
  ? ''
  : ' (SKIPPED: needs FEED_VALIDATOR, see tests/support/feed-validator.ts)';

const script = `
import sys
import feedvalidator
from feedvalidator import compatibility
with open(sys.argv[1], 'rb') as stream:
    events = feedvalidator.validateStream(stream, base=sys.argv[2])['loggedEvents']
print(' '.join(sorted({type(event).__name__ for event in compatibility.AA(events)})))
`;

/** The validator's names for what it finds wrong or doubtful in an Atom feed that is served at `url`. */
export function findFeedProblems(atom: string, url: string): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'feed-'));
  try {
    const file = join(directory, 'feed.atom');
    writeFileSync(file, atom);
    const run = spawnSync(python, ['-c', script, file, url], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: join(checkout ?? '', 'src') },
    });
    if (run.status !== 0) throw new Error(`the feed validator failed: ${run.stderr}`);
    return run.stdout.split(/\s+/).filter(name => name !== '');
  } finally {
    rmSync(directory, { recursive: true });
  }
}

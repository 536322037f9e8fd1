// node .ci/count-results.mjs REPORT TESTS REHEARSAL AUDIT: prints "N passed, N failed" from vitest's report and the exit
// codes of the three commands. A file that failed to load has no failed test, and still is one failure; so is a command
// that failed without a failed test to show for it.
import { readFileSync } from 'node:fs';

const [reportFile, tests, ...others] = process.argv.slice(2);
const { passed, failed } = readReport();
const failures = Math.max(failed, tests === '0' ? 0 : 1) + others.filter(code => code !== '0').length;
console.log(`${passed} passed, ${failures} failed`);

function readReport() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(reportFile, 'utf8'));
    const withoutTests = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some(test => test.status === 'failed'),
    );
    for (const { name, message } of withoutTests) console.log(`${name} failed as a whole: ${message}`);
    return { passed: numPassedTests, failed: numFailedTests + withoutTests.length };
  } catch {
    console.log('vitest left no report: the checks before it failed');
    return { passed: 0, failed: 0 };
  }
}

import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium of this machine, if it has one. `CHROMIUM` names one elsewhere. */
export const chromiumPath = [process.env['CHROMIUM'] ?? '', ...usualPlaces].find(
  path => path !== '' && existsSync(path),
);

/**
 * Whether to skip the browser tests. Where `CHROMIUM_REQUIRED` is set, as in CI, they run and fail instead, for a
 * skipped test there would hide a failure.
 */
export function skipBrowserTests(): boolean {
  if (chromiumPath !== undefined || process.env['CHROMIUM_REQUIRED'] !== undefined) return false;
  process.stderr.write(
    'Browser tests are skipped: no Chromium found. Install one, or name it with CHROMIUM=/path.\n',
  );
  return true;
}

/** Headless, and without the look-ups that a browser does for itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

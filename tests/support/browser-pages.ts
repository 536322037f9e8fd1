import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Left behind for a person to look at. */
const pictures = '.local/screenshots';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The narrowest phone, and a desktop. */
export const screens = {
  desktop: { viewport: { width: 1100, height: 900 } },
  phone: { viewport: { width: 320, height: 700 } },
} as const;

/** A page in a context of its own; close it by its context. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...screens.desktop, timezoneId: 'Europe/Berlin', ...options });
  return context.newPage();
}

export async function shoot(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** What axe finds wrong with what the page shows, as `rule: element`. The page's context must bypass its policy. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(
    "axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n => [v.id, n.target.join(' ')])))",
  );
  return (violations as [string, string][]).map(([rule, target]) => `${rule}: ${target}`);
}

/** The same for an address. The page's own policy forbids injected scripts, so it is set aside for axe. */
export async function axeProblems(browser: Browser, url: string): Promise<string[]> {
  const page = await openPage(browser, { bypassCSP: true });
  await page.goto(url);
  const findings = await axeFindings(page);
  await page.context().close();
  return findings;
}

/** Wider than the screen means scrolling sideways on a phone. */
export async function overflow(page: Page): Promise<number> {
  return Number(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  );
}

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, openPage, overflow, screens, shoot } from '../support/browser-pages.ts';
import { type BrowserSystem, startBrowserSystem } from '../support/browser-system.ts';
import { skipBrowserTests } from '../support/chromium.ts';

let started: BrowserSystem;
/** Of the newest list. */
let paperId: string;

const heading = (page: Page) => page.locator('h1').innerText();

describe.skipIf(skipBrowserTests())('the links of a mail in a browser', () => {
  beforeAll(async () => {
    started = await startBrowserSystem();
    const feed = (await (await fetch(`${started.system.webUrl}/feeds/today.json`)).json()) as {
      items: { id: string }[];
    };
    paperId = feed.items[0]!.id.replace(/.*paper\//, '');
  });
  afterAll(() => started.stop());

  it('change the rules by keyboard alone and without JavaScript, and change them back', async () => {
    const base = await started.newReader('keys');
    const page = await openPage(started.browser, { javaScriptEnabled: false });
    await page.goto(`${base}/more/${paperId}`);
    const box = page.getByRole('checkbox').first();
    const wanted = await box.isChecked();
    const press = async (name: string) => {
      await page.getByRole('button', { name }).focus();
      await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')]);
    };

    await box.focus();
    await page.keyboard.press('Space');
    expect(await box.isChecked()).toBe(!wanted);
    await page.getByRole('checkbox').last().check();
    await press('Change my rules');
    expect(await heading(page)).toBe('You will get more like this');
    expect(await page.getByRole('status').innerText()).toContain('Asked for from now on');
    await press('Undo');
    expect(await heading(page)).toBe('Undone');

    const rules: unknown = await (await fetch(base.replace('/r/', '/api/r/').concat('/rules'))).json();
    expect(rules).toMatchObject({ include: { phrases: [], authors: [], categories: [] } });
    await page.context().close();
  });

  it('read well in every state, light and dark, on a desktop and at 320 px, and axe finds nothing', async () => {
    for (const [screen, options] of Object.entries(screens)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await openPage(started.browser, { ...options, colorScheme, bypassCSP: true });
        const base = await started.newReader(`look-${screen}-${colorScheme}`);
        const look = async (state: string) => {
          expect(await overflow(page), `${state}-${screen}`).toBeLessThanOrEqual(0);
          await shoot(page, `links-${state}-${screen}-${colorScheme}`);
          expect(await axeFindings(page), `${state}-${screen}-${colorScheme}`).toEqual([]);
        };
        const open = async (path: string, state: string) => {
          await page.goto(path);
          await look(state);
        };
        const press = async (name: RegExp, state: string) => {
          await page.getByRole('button', { name }).click();
          await look(state);
        };

        await open(`${started.system.webUrl}/feeds?q=model`, 'feeds');
        await open(`${base}/preferences`, 'preferences');
        await open(`${base}/weekly`, 'weekly');
        await press(/once a week/, 'weekly-done');
        await open(`${base}/fewer`, 'fewer');
        await press(/10 papers/, 'fewer-done');
        await open(`${base}/pause-week`, 'pause');
        await press(/Pause/, 'pause-done');
        await open(`${base}/pause-week`, 'pause-already');
        await open(`${base}/more/${paperId}`, 'more');
        await page.getByRole('checkbox').nth(0).setChecked(true);
        await press(/Change/, 'more-done');
        await open(`${base}/less/${paperId}`, 'less');
        for (const box of await page.getByRole('checkbox').all()) await box.setChecked(false);
        await press(/Change/, 'less-wrong');
        expect(await page.title()).toMatch(/^Error/);
        await page.context().close();
      }
    }
  });
});

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, openPage, overflow, screens, shoot } from '../support/browser-pages.ts';
import { type BrowserSystem, startBrowserSystem } from '../support/browser-system.ts';
import { skipBrowserTests } from '../support/chromium.ts';

let started: BrowserSystem;

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await target.and(focused(page)).count()) === 1) return;
  }
  throw new Error(`80 presses of Tab did not reach ${String(target)}`);
}

async function pressEnter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')]);
}

const focused = (page: Page) => page.locator(':focus');
const field = (page: Page, name: string) => page.locator(`[id="${name}"]`);

describe.skipIf(skipBrowserTests())('my papers in a browser', () => {
  beforeAll(async () => {
    started = await startBrowserSystem();
  });
  afterAll(() => started.stop());

  it('are chosen by keyboard alone and without JavaScript: written, previewed, enlarged, saved, found again', async () => {
    const page = await openPage(started.browser, { javaScriptEnabled: false });
    await page.goto(`${await started.newReader('keys')}/preferences`);
    await tabTo(page, page.getByRole('link', { name: 'Say which papers you want' }));
    await pressEnter(page);

    await tabTo(page, page.getByLabel('Words and phrases', { exact: true }));
    await page.keyboard.type('KV cache\nxyzzy');
    await tabTo(page, page.getByLabel('Words and phrases to leave out'));
    await page.keyboard.type('benchmarks');
    await tabTo(page, page.getByRole('button', { name: /Preview/ }));
    await pressEnter(page);
    expect(await focused(page).innerText()).toMatch(/^Preview of the last/);
    expect(await page.locator('mark').allTextContents()).toEqual(['benchmarks']);

    await tabTo(page, page.getByRole('button', { name: 'Take out xyzzy' }));
    await pressEnter(page);
    await tabTo(page, page.getByRole('button', { name: /^Add memory/ }));
    await pressEnter(page);
    expect(await field(page, 'include.phrases').inputValue()).toBe('KV cache\nmemory');
    expect(await focused(page).innerText()).toMatch(/^Preview of the last/);

    await tabTo(page, page.getByRole('button', { name: 'Save these rules' }));
    await pressEnter(page);
    expect(await focused(page).innerText()).toMatch(/^Saved/);
    await page.goto(page.url());
    expect(await field(page, 'include.phrases').inputValue()).toBe('KV cache\nmemory');
    expect(await field(page, 'exclude.phrases').inputValue()).toBe('benchmarks');
    await page.context().close();
  });

  it('lead by keyboard from what is wrong to its field, with everything as it was typed', async () => {
    const page = await openPage(started.browser, { javaScriptEnabled: false });
    await page.goto(`${await started.newReader('wrong')}/rules`);
    const tooLong = 'a phrase that goes on '.repeat(5).trim();
    await tabTo(page, page.getByLabel('Authors you follow'));
    await page.keyboard.type(`Ada Example\n${tooLong}`);
    await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
    await pressEnter(page);

    expect(await page.title()).toMatch(/^Error/);
    expect(await focused(page).innerText()).toContain('Nothing was saved yet');
    await tabTo(page, page.getByRole('link', { name: /Shorten it/ }));
    await page.keyboard.press('Enter');
    expect(await focused(page).getAttribute('id')).toBe('include.authors');
    expect(await focused(page).inputValue()).toBe(`Ada Example\n${tooLong}`);
    await page.context().close();
  });

  it('read well in every state, light and dark, on a desktop and at 320 px, and axe finds nothing', async () => {
    for (const [screen, options] of Object.entries(screens)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await openPage(started.browser, { ...options, colorScheme, bypassCSP: true });
        const look = async (state: string) => {
          expect(await overflow(page), `${state}-${screen}`).toBeLessThanOrEqual(0);
          await shoot(page, `my-papers-${state}-${screen}-${colorScheme}`);
          expect(await axeFindings(page), `${state}-${screen}-${colorScheme}`).toEqual([]);
        };
        const url = `${await started.newReader(`look-${screen}-${colorScheme}`)}/rules`;

        await page.goto(url);
        await look('opened');
        await field(page, 'include.phrases').fill('KV cache\nlanguage model\nx, y');
        await field(page, 'include.organizations').fill('Example University');
        await field(page, 'exclude.phrases').fill('survey');
        await field(page, 'minUpvotes').fill('20');
        await page.getByRole('button', { name: /Preview/ }).click();
        await look('previewed');
        await field(page, 'include.phrases').fill('x'.repeat(90));
        await page.locator('details.more summary').last().click();
        await field(page, 'exclude.categories').fill('cs CL');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await look('wrong');
        await field(page, 'include.phrases').fill('KV cache');
        await field(page, 'exclude.categories').fill('cs.CV');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await look('saved');
        await page.goto(url.replace(/rules$/, 'preferences'));
        await look('preferences');
        await page.goto(url.replace(/rules$/, 'unsubscribe'));
        await page.getByRole('button', { name: 'Unsubscribe' }).click();
        await page.goto(url);
        await look('gone');
        await page.context().close();
      }
    }
  });
});

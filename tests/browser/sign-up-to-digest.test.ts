import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestLink, readDigests } from '../../infra/local/demo/mails.ts';
import { axeProblems, openPage as openPageIn, overflow, screens, shoot } from '../support/browser-pages.ts';
import { type BrowserSystem, startBrowserSystem } from '../support/browser-system.ts';
import { skipBrowserTests } from '../support/chromium.ts';

const address = 'reader@browser.example';

let started: BrowserSystem;

const openPage = (options?: BrowserContextOptions) => openPageIn(started.browser, options);

describe.skipIf(skipBrowserTests())('a reader with a browser', () => {
  beforeAll(async () => {
    started = await startBrowserSystem();
  });
  afterAll(() => started.stop());

  it("sees the day's papers in trending order, on a desktop and on a phone", async () => {
    for (const [screen, options] of Object.entries(screens)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await openPage({ ...options, colorScheme });
        await page.goto(started.system.webUrl);
        expect(await page.locator('article').count()).toBeGreaterThan(5);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        await shoot(page, `home-${screen}-${colorScheme}`);
        await page.context().close();
      }
    }
    expect(await axeProblems(started.browser, started.system.webUrl)).toEqual([]);
  });

  it('signs up without JavaScript and by keyboard alone', async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(started.system.webUrl);
    await page.getByLabel('E-mail address').focus();
    await page.keyboard.type('keyboard@browser.example');
    await Promise.all([page.waitForURL('**/subscriptions'), page.keyboard.press('Enter')]);
    expect(await page.locator('main').innerText()).toMatch(/on its way/i);
    expect(started.system.outbox.list()[0]?.to).toEqual(['keyboard@browser.example']);
    await page.context().close();
  });

  it('signs up with the zone of the browser already chosen, and confirms with one press', async () => {
    const page = await openPage();
    await page.goto(started.system.webUrl);
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
    await page.getByLabel('E-mail address').fill(address);
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await shoot(page, 'signed-up');

    await page.goto(await newestLink(started.system.outbox, address, 'confirm'));
    await shoot(page, 'confirm');
    await page.getByRole('button', { name: /confirm/i }).click();
    await shoot(page, 'confirmed');
    expect(await page.locator('h1').innerText()).toBe('You are subscribed');
    await page.context().close();
  });

  it('changes hour and rhythm on the preferences page, and is told what is wrong in words', async () => {
    const preferences = (await newestLink(started.system.outbox, address, 'confirm')).replace(
      /confirm$/,
      'preferences',
    );
    const page = await openPage();
    await page.goto(preferences);
    await page.getByLabel('Hour').selectOption('12');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('main').innerText()).toMatch(/12:00/);
    await shoot(page, 'preferences');
    await page.context().close();
    expect(await axeProblems(started.browser, preferences)).toEqual([]);
  });

  it('gets the digest, and it reads well in light and dark, with images off, at 320 px', async () => {
    const page = await openPage();
    await page.goto(`${started.system.consoleUrl}/schedules`);
    const dispatch = page.locator('section', { hasText: 'wakes Dispatch' });
    await dispatch.getByLabel('Instant (UTC)').fill(noonInBerlin(started.today));
    await dispatch.getByRole('button', { name: 'Fire for this instant' }).click();
    await page.waitForURL('**/functions/Dispatch?*');
    await started.system.waitUntilQuiet({ timeout: 60_000 });
    expect((await readDigests(started.system.outbox)).map(digest => digest.to)).toEqual([address]);

    for (const view of ['runs', 'queues', 'functions', 'schedules']) {
      await page.goto(
        `${started.system.consoleUrl}/${view}${view === 'runs' ? `?day=${started.today}` : ''}`,
      );
      await shoot(page, `console-${view}`);
    }
    await page.goto(started.system.consoleUrl);
    await shoot(page, 'console-inbox');
    await page
      .getByRole('link', { name: /papers for/ })
      .first()
      .click();
    await shoot(page, 'console-mail');
    const mail = page.frames().find(frame => frame !== page.mainFrame());
    const html = await mail!.content();
    await page.context().close();

    expect(html).not.toMatch(/<(img|script|link)\b/i);
    for (const [screen, options] of Object.entries(screens)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const view = await openPage({ ...options, colorScheme, javaScriptEnabled: false });
        await view.setContent(html);
        await shoot(view, `digest-${screen}-${colorScheme}`);
        await view.context().close();
      }
    }
  });
});

/** As the console's form takes an instant: in UTC, to the minute. */
function noonInBerlin(date: string): string {
  const hourAtTen = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: 'numeric' }).format(
    new Date(`${date}T10:00Z`),
  );
  return hourAtTen === '12' ? `${date}T10:00` : `${date}T11:00`;
}

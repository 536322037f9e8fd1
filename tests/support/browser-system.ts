import type { Browser } from 'playwright-core';
import { newestLink } from '../../infra/local/demo/mails.ts';
import { utcDay } from '../../shared/platform/calendar.ts';
import { launchChromium } from './chromium.ts';
import { type RunningSystem, startRunningSystem } from './running-system.ts';

export interface BrowserSystem {
  readonly system: RunningSystem['system'];
  readonly browser: Browser;
  /** The newest list's day. The web function knows the real date, so the sample is read as if it were of these days. */
  readonly today: string;
  /** Signs somebody new up, confirms, and gives their link without its last part. */
  newReader(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The whole system with a list read, and a browser to look at it. */
export async function startBrowserSystem(): Promise<BrowserSystem> {
  const today = utcDay(new Date());
  const running = await startRunningSystem(today, { redate: true });
  const { system } = running;
  await system.fireSchedule('Ingest', new Date(`${today}T08:05:00Z`));
  const browser = await launchChromium();
  return {
    system,
    browser,
    today,
    async newReader(name) {
      const email = `${name}@browser.example`;
      const form = new URLSearchParams({ email, zone: 'Europe/Berlin', hour: '7' });
      await fetch(`${system.webUrl}/subscriptions`, { method: 'POST', body: form });
      const confirm = await newestLink(system.outbox, email, 'confirm');
      await fetch(confirm, { method: 'POST' });
      return confirm.replace(/\/confirm$/, '');
    },
    async stop() {
      await browser.close();
      await running.stop();
    },
  };
}

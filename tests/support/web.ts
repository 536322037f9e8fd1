import type { Hono } from 'hono';
import { createApp } from '../../functions/web/app.ts';
import type { WebDeps } from '../../functions/web/deps.ts';
import type { WebEnv } from '../../functions/web/http/web-env.ts';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import { createPapersStore, type PapersStore } from '../../shared/papers/store.ts';
import { createLog } from '../../shared/platform/log.ts';
import type { OutgoingMail, SendOutcome } from '../../shared/platform/ses.ts';
import { createAllowancesStore } from '../../shared/subscribers/allowances-store.ts';
import { createFormerLinksStore } from '../../shared/subscribers/former-links-store.ts';
import { createSlotsStore, type SlotsStore } from '../../shared/subscribers/slots-store.ts';
import { createSubscribersStore, type SubscribersStore } from '../../shared/subscribers/store.ts';
import type { TestDynamo } from './dynamo.ts';

/** The web app on real stores, with an outbox instead of SES and a clock that the test sets. */
export interface WebUnderTest {
  readonly app: Hono<WebEnv>;
  readonly subscribers: SubscribersStore;
  readonly slots: SlotsStore;
  readonly papers: PapersStore;
  readonly outbox: OutgoingMail[];
  /** What was logged, line by line. */
  readonly lines: string[];
  /** What SES answers from now on. */
  answerMail(outcome: SendOutcome): void;
  setNow(now: Date): void;
  get(path: string): Promise<Response>;
  /** Posts a form as browsers do. */
  post(path: string, fields?: Record<string, string>, from?: string): Promise<Response>;
  json(method: string, path: string, body?: unknown, from?: string): Promise<Response>;
}

const accepted: SendOutcome = { kind: 'accepted', messageId: 'test' };

export function webOnDynamo(dynamo: TestDynamo, given: Partial<WebDeps> = {}): WebUnderTest {
  let now = new Date('2026-08-18T10:00:00.000Z');
  let outcome = accepted;
  let tokens = 0;
  const outbox: OutgoingMail[] = [];
  const lines: string[] = [];
  const clock = () => now;
  const subscribers = createSubscribersStore(dynamo.client, dynamo.tables.subscribers, clock);
  const papers = createPapersStore(dynamo.client, dynamo.tables.papers, clock);
  const app = createApp({
    archive: papers,
    subscribers,
    formerLinks: createFormerLinksStore(dynamo.client, dynamo.tables.subscribers, clock),
    allowances: createAllowancesStore(dynamo.client, dynamo.tables.subscribers),
    ledger: createLedgerStore(dynamo.client, dynamo.tables.deliveries),
    sender: {
      mails: {
        send: mail => {
          if (outcome.kind === 'accepted') outbox.push(mail);
          return Promise.resolve(outcome);
        },
      },
      name: 'Daily Papers',
      address: 'digest@papers.example.org',
      configurationSet: 'papers',
    },
    site: {
      name: 'Daily Papers',
      webUrl: 'https://papers.example.org',
      postalAddress: '',
      settleMinute: 485,
    },
    signUpMaxima: { perClientPerHour: 1_000, perHour: 1_000 },
    clock,
    randomBytes: size => {
      tokens += 1;
      return Buffer.alloc(size, tokens);
    },
    log: createLog({ function: 'web' }, line => lines.push(line)),
    version: '0.0.0-test',
    ...given,
  });
  const request = async (path: string, init: RequestInit = {}, from = '203.0.113.7') =>
    app.request(path, init, { event: { requestContext: { http: { sourceIp: from } } } });
  return {
    app,
    subscribers,
    slots: createSlotsStore(dynamo.client, dynamo.tables.subscribers),
    papers,
    outbox,
    lines,
    answerMail: next => {
      outcome = next;
    },
    setNow: next => {
      now = next;
    },
    get: path => request(path),
    post: (path, fields = {}, from) =>
      request(path, { method: 'POST', body: new URLSearchParams(fields) }, from),
    json: (method, path, body, from) =>
      request(
        path,
        {
          method,
          ...(body !== undefined && {
            body: JSON.stringify(body),
            headers: { 'Content-Type': 'application/json' },
          }),
        },
        from,
      ),
  };
}

/** Stores a day as ingest leaves it. */
export async function keepListing(
  papers: PapersStore,
  { record, papers: listed }: DayListing,
): Promise<void> {
  await papers.putDayRecord(record);
  for (const { paper, entry } of listed) {
    const { id, ...facts } = paper;
    await papers.putPaper({
      id,
      told: { 'hugging-face': facts },
      listedOn: [record.day],
      titles: [],
      revision: 1,
    });
    await papers.putEntry(entry);
  }
}

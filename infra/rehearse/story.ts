import * as z from 'zod';
import type { ListingServer } from '../../seeds/listing-server.ts';
import { browse } from './browse.ts';
import type { Cdk, Outputs } from './cdk.ts';
import type { Checkout } from './checkout.ts';
import type { Cloud, Mail } from './cloud.ts';
import { rehearsalSettings } from './settings.ts';
import { eventually, expectThat, type Steps } from './steps.ts';

export interface Stage {
  readonly cdk: Cdk;
  readonly cloud: Cloud;
  readonly listing: ListingServer;
  readonly steps: Steps;
  readonly signal: AbortSignal;
  /** An older version, over which this one is deployed. */
  readonly older?: Checkout | undefined;
}

const reader = 'reader@example.org';
const secondReader = 'second@example.org';
const newPostalAddress = 'Daily Papers, 1 Rehearsal Road, Example Town';

const dataSchema = z.object({
  reader: z.looseObject({ id: z.string(), status: z.string() }),
  deliveries: z.array(
    z.looseObject({ digest: z.string(), status: z.string(), attempt: z.number().optional() }),
  ),
});
type ReaderData = z.output<typeof dataSchema>;

/**
 * The life of a deployment, seen from outside: deployed, read, signed up to, mailed from, deployed over, removed.
 * @throws at the first thing that does not come true.
 */
export async function rehearse(stage: Stage): Promise<void> {
  const { cdk, steps } = stage;
  const settings = rehearsalSettings(stage.listing.url, '');
  await steps.step('bootstrap the account with the stock CDK CLI', () => cdk.bootstrap());
  const { older } = stage;
  const first = await steps.step(
    older === undefined ? 'deploy both stacks' : `deploy both stacks of ${older.commit}`,
    () => cdk.deploy(settings, older?.root),
    found => `page at ${output(found, 'WebUrl')}`,
  );
  await readListing(stage, first);
  const dueAt = nextHour(new Date());
  const link = await signUp(stage, first, reader, dueAt);
  const { outputs, digest } =
    older === undefined
      ? { outputs: first, digest: await sendDigest(stage, first, dueAt) }
      : await upgrade(stage, first, link, dueAt);
  await takeInBounce(stage, outputs, link, digest);
  await deployOver(stage, outputs, link, dueAt);
  await remove(stage);
}

async function readListing({ cloud, listing, steps, signal }: Stage, outputs: Outputs): Promise<void> {
  await steps.step(
    'the ingest schedule fires, and the page shows the papers',
    async () => {
      await cloud.fireSchedule(output(outputs, 'IngestFunction'), new Date());
      return eventually('a paper on the page', () => papersOn(output(outputs, 'WebUrl')), { signal });
    },
    papers => `${papers} papers, from ${listing.requests.length} requests to the listing`,
  );
}

async function papersOn(webUrl: string): Promise<number | undefined> {
  const { status, body } = await browse(`${webUrl}/`);
  expectThat(status < 500, `the page answered ${status}: ${body.slice(0, 200)}`);
  const papers = new Set([...body.matchAll(/href="\/papers\/([^"]+)"/g)].map(match => match[1]));
  return papers.size || undefined;
}

/** Gives the link to confirm, which has been followed. The reader's hour is that of `dueAt`, in UTC. */
async function signUp(stage: Stage, outputs: Outputs, email: string, dueAt: Date): Promise<string> {
  const { steps } = stage;
  const hour = String(dueAt.getUTCHours());
  await steps.step(`${email} signs up over HTTP`, async () => {
    const form = { email, zone: 'UTC', hour };
    const { status } = await browse(`${output(outputs, 'WebUrl')}/subscriptions`, form);
    expectThat(status === 200, `sign-up answered ${status}`);
  });
  const confirm = await steps.step(
    'the confirmation mail is in SES',
    () => eventually('a link to confirm', () => confirmationLink(stage, email), stage),
    () => 'with a link to confirm',
  );
  await steps.step('the link is followed and its button pressed', async () => {
    const looked = await browse(confirm);
    const pressed = await browse(confirm, {});
    expectThat(looked.status === 200, `the link answered ${looked.status}`);
    expectThat(pressed.status === 200, `the button answered ${pressed.status}`);
    const { reader: confirmed } = await dataOf(confirm);
    expectThat(confirmed.status === 'active', `the reader is ${confirmed.status}`);
  });
  return confirm;
}

async function confirmationLink({ cloud }: Stage, email: string): Promise<string | undefined> {
  const mail = (await cloud.mails()).find(each => each.to.includes(email));
  return /https?:\/\/\S+\/r\/\S+\/confirm/.exec(mail?.text ?? '')?.[0];
}

/** What the system keeps of a reader, as they may download it. */
async function dataOf(link: string): Promise<ReaderData> {
  const { status, body } = await browse(link.replace(/confirm$/, 'data'));
  expectThat(status === 200, `the reader's data answered ${status}`);
  return dataSchema.parse(JSON.parse(body));
}

async function sendDigest(stage: Stage, outputs: Outputs, dueAt: Date): Promise<Mail> {
  const { cloud, steps } = stage;
  const before = (await cloud.mails()).length;
  return steps.step(
    'the dispatch schedule fires, fan-out queues, and the digest is in SES',
    async () => {
      await cloud.fireSchedule(output(outputs, 'DispatchFunction'), dueAt);
      return eventually('the digest', async () => (await cloud.mails())[before], stage);
    },
    mail => `"${mail.subject}" to ${mail.to.join(', ')}`,
  );
}

/** The emulator publishes no events of configuration sets, so the rehearsal says what SES would. */
async function takeInBounce(stage: Stage, outputs: Outputs, link: string, digest: Mail): Promise<void> {
  const { cloud, steps } = stage;
  const topic = output(outputs, 'MailEventsTopic');
  await steps.step(
    'SES tells the topic of a bounce, and feedback takes it in',
    () => becomeBounced(stage, link, digest, event => cloud.publish(topic, event)),
    describeBounced,
  );
}

/**
 * What SES puts into the stream of Send events tells of mails that the ledger knows, of which nothing can be seen. So the
 * rehearsal first puts in one of those, then a bounce, which is news.
 */
async function passOnNews(stage: Stage, outputs: Outputs, link: string, digest: Mail): Promise<void> {
  const { cloud, steps } = stage;
  const stream = output(outputs, 'SendEventsStream');
  await steps.step(
    'the stream hands events to their function, which forgets what is known and passes a bounce on',
    async () => {
      const before = await dataOf(link);
      const tag = tagOf(before);
      await cloud.putRecord(stream, { ...mailOf(digest, tag), eventType: 'Send', send: {} });
      const after = await dataOf(link);
      expectThat(JSON.stringify(after) === JSON.stringify(before), 'a Send event changed the data');
      return becomeBounced(stage, link, digest, event => cloud.putRecord(stream, event));
    },
    describeBounced,
  );
}

/** Tells of a bounce, and waits until the reader and their digest are bounced. */
async function becomeBounced(
  stage: Stage,
  link: string,
  digest: Mail,
  tell: (event: unknown) => Promise<void>,
): Promise<ReaderData> {
  await tell(bounce(digest, tagOf(await dataOf(link))));
  return eventually(
    'the bounce in the reader’s data',
    async () => {
      const now = await dataOf(link);
      return now.reader.status === 'bounced' && now.deliveries[0]?.status === 'bounced' ? now : undefined;
    },
    stage,
  );
}

function describeBounced({ reader: bounced, deliveries }: ReaderData): string {
  return `the reader is ${bounced.status}, their digest ${deliveries[0]?.status ?? ''}`;
}

/** The tag of the reader's latest digest, which is sent. */
function tagOf({ reader: known, deliveries: [delivery] }: ReaderData): string {
  expectThat(delivery?.status === 'sent', `the ledger calls the digest ${delivery?.status ?? 'unknown'}`);
  return `${known.id}_${delivery.digest}_${delivery.attempt ?? 1}`;
}

function bounce({ messageId, to }: Mail, tag: string) {
  return {
    eventType: 'Bounce',
    ...mailOf({ messageId, to }, tag),
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: to.map(emailAddress => ({ emailAddress })),
    },
  };
}

function mailOf({ messageId, to }: Pick<Mail, 'messageId' | 'to'>, tag: string) {
  return {
    mail: { timestamp: new Date().toISOString(), messageId, destination: to, tags: { digest: [tag] } },
  };
}

/** This version over the older one, while a job that the older one queued waits for its mailer. */
async function upgrade(
  stage: Stage,
  older: Outputs,
  link: string,
  dueAt: Date,
): Promise<{ outputs: Outputs; digest: Mail }> {
  const { cdk, cloud, listing, steps } = stage;
  await steps.step(
    'the mailer is held, the dispatch schedule fires, and the digest’s job waits',
    async () => {
      await cloud.feedFromQueue(output(older, 'MailerFunction'), false);
      await cloud.fireSchedule(output(older, 'DispatchFunction'), dueAt);
      const queue = output(older, 'DigestsQueueUrl');
      await eventually(
        'the job',
        async () => ((await cloud.queueDepth(queue)) > 0 ? true : undefined),
        stage,
      );
    },
  );
  const outputs = await deployKeepingData(stage, older, link, 'deploy this version over it', () =>
    cdk.deploy(rehearsalSettings(listing.url, '')),
  );
  const before = (await cloud.mails()).length;
  const digest = await steps.step(
    'this version works the older one’s job off',
    async () => {
      await cloud.feedFromQueue(output(outputs, 'MailerFunction'), true);
      return eventually('the digest', async () => (await cloud.mails())[before], stage);
    },
    mail => `"${mail.subject}" to ${mail.to.join(', ')}`,
  );
  return { outputs, digest };
}

/** Deploys over `outputs`, and checks that tables, papers, link and ledger stayed. */
async function deployKeepingData(
  { steps }: Stage,
  outputs: Outputs,
  link: string,
  title: string,
  deploy: () => Promise<Outputs>,
): Promise<Outputs> {
  const webUrl = output(outputs, 'WebUrl');
  const before = { papers: await papersOn(webUrl), data: await dataOf(link) };
  const changed = await steps.step(title, deploy);
  await steps.step(
    'the data stayed',
    async () => {
      for (const table of ['PapersTable', 'SubscribersTable', 'DeliveriesTable'])
        expectThat(output(changed, table) === output(outputs, table), `${table} is another one`);
      expectThat((await papersOn(webUrl)) === before.papers, 'the page shows other papers');
      const after = await dataOf(link);
      expectThat(JSON.stringify(after) === JSON.stringify(before.data), "the reader's data differ");
      return before.papers;
    },
    papers => `the same tables, ${papers ?? 0} papers, the reader's link, and the ledger`,
  );
  return changed;
}

async function deployOver(stage: Stage, outputs: Outputs, link: string, dueAt: Date): Promise<void> {
  const { cdk, cloud, listing, steps } = stage;
  const changed = await deployKeepingData(
    stage,
    outputs,
    link,
    'deploy a changed setting over it (postalAddress)',
    () => cdk.deploy(rehearsalSettings(listing.url, newPostalAddress)),
  );
  const nextDay = nextHour(dueAt, 24);
  const secondLink = await signUp(stage, changed, secondReader, nextDay);
  await steps.step('the new confirmation mail carries the changed setting', async () => {
    const mail = (await cloud.mails()).findLast(each => each.to.includes(secondReader));
    expectThat(mail?.text.includes(newPostalAddress) ?? false, 'the mail has another postal address');
  });
  const second = await sendDigest(stage, changed, nextDay);
  expectThat(second.to.includes(secondReader), `the next day's digest went to ${second.to.join(', ')}`);
  await passOnNews(stage, changed, secondLink, second);
  await steps.step('nothing is among the dead letters, and the bounced reader got nothing more', async () => {
    for (const [name, url] of Object.entries(changed)) {
      if (!name.endsWith('DeadLetterQueueUrl')) continue;
      const depth = await cloud.queueDepth(url);
      expectThat(depth === 0, `${name} holds ${depth}`);
    }
    const mails = (await cloud.mails()).filter(each => each.to.includes(reader));
    expectThat(mails.length === 2, `${reader} got ${mails.length} mails instead of 2`);
  });
}

/** The emulator removes all and has the CLI report a failure; so what counts is what is still there. */
async function remove({ cdk, cloud, steps }: Stage): Promise<void> {
  await steps.step(
    'remove the stage',
    async () => {
      const complaint = await cdk.destroy().then(
        () => '',
        () => ' (the CLI reports a failure, as it does on ministack)',
      );
      const left = [...(await cloud.stacks()), ...(await cloud.tables()), ...(await cloud.functions())];
      const ours = left.filter(name => name.startsWith('DailyPapers-'));
      expectThat(ours.length === 0, `still there: ${ours.join(', ')}`);
      return complaint;
    },
    complaint => `no stack, table or function of it is left${complaint}`,
  );
}

function output(outputs: Outputs, name: string): string {
  const value = outputs[name];
  expectThat(value !== undefined, `the stacks have no output ${name}`);
  return value;
}

/** The next full hour in UTC, or the one `hours` after a full hour. */
function nextHour(from: Date, hours = 1): Date {
  const hour = 3_600_000;
  return new Date((Math.floor(from.getTime() / hour) + hours) * hour);
}

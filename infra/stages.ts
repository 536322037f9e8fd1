import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { isSourceOrigin } from '../shared/papers/sources/source-origin.ts';
import { isInZone } from './mail-records.ts';
import { describeProblems, StageSettingsError } from './stage-settings-error.ts';

/**
 * The settings of a stage, as they stand in cdk.json under `context.stages.<name>`. Every message says what would do,
 * for it ends the sentence "got …, expected …".
 */

const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });

const wholeNumber = (expected: string, least: number, most: number) =>
  z.int({ error: expected }).min(least, { error: expected }).max(most, { error: expected });

const seconds = (otherwise: number, least: number, most: number) =>
  z
    .number({ error: `seconds, ${least}–${most}` })
    .min(least, { error: `seconds, ${least}–${most}` })
    .max(most, { error: `seconds, ${least}–${most}` })
    .default(otherwise);

const wholeSeconds = (otherwise: number, least: number, most: number) =>
  wholeNumber(`whole seconds, ${least}–${most}`, least, most).default(otherwise);

const sourceOrigin = (example: string) => {
  const error = `an https address at a public name, without path, such as ${example}`;
  return z.string({ error }).refine(isSourceOrigin, { error });
};

const webOrigin = (expected: string) =>
  z.string({ error: expected }).regex(/^https?:\/\/[^/?#\s]+$/, { error: expected });

/** A group of settings; all of them may be left to their defaults when `z.prefault({})` follows. */
const group = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: issue => (issue.code === 'invalid_type' ? 'an object with settings' : undefined),
  });

const cron = (example: string) =>
  z
    .string({ error: cronExpected(example) })
    .regex(/^cron\(\S+( \S+){5}\)$/, { error: cronExpected(example) });
const cronExpected = (example: string) =>
  `six fields in UTC as EventBridge Scheduler reads them, such as ${example}`;

const domain = (example: string) =>
  z.string({ error: `a domain, such as ${example}` }).regex(/^[a-z\d-]+(\.[a-z\d-]+)+$/, {
    error: `a domain in lower case, such as ${example}`,
  });

const stageSchema = group({
  sender: group({
    /** The name that readers see beside the address. */
    name: text('the name that readers see, such as "Daily Papers"'),
    /** Mails come from here. Becomes the SES identity unless `mailDomain` does. */
    address: z.email({ error: 'the e-mail address that mails come from, such as papers@example.org' }),
  }),
  /** The domain to verify with SES instead of the single address: what DKIM and DMARC need. The sender is in it. */
  mailDomain: domain('example.org').optional(),
  /** Label under `mailDomain` for the envelope's sender, so that SPF agrees with it. Without: SES's own domain. */
  mailFromSubdomain: z
    .string({ error: 'a label under mailDomain, such as bounce' })
    .regex(/^[a-z\d-]+$/, { error: 'one label in lower case under mailDomain, such as bounce' })
    .optional(),
  /** A Route 53 zone of the account. The stack keeps the records in it that mail and web need. */
  zone: group({
    id: z.string({ error: 'the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ' }).regex(/^Z[A-Z\d]+$/, {
      error: 'the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ',
    }),
    name: domain('example.org'),
    /** Whether to make the DMARC record. Not when the mail domain has one already. */
    dmarc: z
      .boolean({ error: 'true, or false when the mail domain has a DMARC record already' })
      .default(true),
  }).optional(),
  web: group({
    /** A name in `zone` for the page. The stack makes the certificate and the record. */
    domain: domain('papers.example.org').optional(),
    /**
     * Where readers reach the web function, when that is neither `domain` nor the API's own address. No trailing slash. If
     * a proxy or CDN answers there, all readers are one client to `signUps.perClientPerHour`: see there.
     */
    url: webOrigin(
      'an address without path or trailing slash, such as https://papers.example.org',
    ).optional(),
  }).prefault({}),
  /** RFC 2919 list id, for ever the same. */
  listId: z.string({ error: 'a list id, such as digest.papers.example.org' }).regex(/^[\w-]+(\.[\w-]+)+$/, {
    error: 'a list id: labels with dots between, such as digest.papers.example.org',
  }),
  /** The operator's postal address for the footer, which some laws require. Empty: none. */
  postalAddress: z.string({ error: 'a postal address on one line, or ""' }).default(''),
  sources: group({
    huggingFace: group({
      url: sourceOrigin('https://huggingface.co').default('https://huggingface.co'),
      /** Name of the SSM SecureString or String that holds an API token. Without: anonymous requests. */
      tokenParameter: z
        .string({ error: 'the name of an SSM parameter, such as /daily-papers/hugging-face-token' })
        .regex(/^\/[\w./-]+$/, {
          error:
            'the name of an SSM parameter with a leading slash, such as /daily-papers/hugging-face-token',
        })
        .optional(),
    }).prefault({}),
    arxiv: group({
      url: sourceOrigin('https://rss.arxiv.org').default('https://rss.arxiv.org'),
      /** Categories to read. Empty: arXiv is left out. */
      categories: z
        .array(
          z
            .string({ error: 'an arXiv category, such as cs.CL' })
            .regex(/^[a-z-]+(\.[A-Za-z-]+)?$/, { error: 'an arXiv category, such as cs.CL' }),
          { error: 'a list of arXiv categories, such as ["cs.CL", "cs.LG"]' },
        )
        .default([]),
      /**
       * Whether papers that only arXiv names are listed too: hundreds a day. Mailer and web then have 1 GB of memory
       * for the index of two weeks, the mailer four times as much as otherwise, feeds the 300 most upvoted, and lists
       * 200 papers a page.
       */
      listOnly: z.boolean({ error: 'true or false' }).default(false),
    }).prefault({}),
  }).prefault({}),
  schedule: group({
    /** When to read the sources. */
    ingest: cron('cron(5 * * * ? *)').default('cron(5 * * * ? *)'),
    /** When to look for readers who came due. On the quarter hours, because zones' offsets are. */
    dispatch: cron('cron(0/15 * * * ? *)').default('cron(0/15 * * * ? *)'),
    /** A list day settles with the first successful poll after this hour of it. */
    settleHour: wholeNumber('a UTC hour, 0–23', 0, 23).default(8),
  }).prefault({}),
  rates: group({
    /** How many mailers may send at once; SES's rate is shared over them. SQS allows no fewer than 2. */
    mailerConcurrency: wholeNumber(
      'a whole number from 2 (the least that SQS allows) to 1000',
      2,
      1000,
    ).default(2),
    /** How long an unanswered SES call waits for its Send event before the mail is sent again. */
    unknownGraceMinutes: z
      .number({ error: 'minutes, 0.1–720' })
      .min(0.1, { error: 'minutes, 0.1–720' })
      .max(720, { error: 'minutes, 0.1–720' })
      .default(30),
    /** Share of the daily quota kept for confirmations. */
    quotaReservePercent: wholeNumber('a percentage, 0–90', 0, 90).default(10),
  }).prefault({}),
  /**
   * How long things may take, in seconds. The defaults suit a real account; a test that lives through hours in minutes
   * makes all of them smaller. A queue hides a message for six timeouts of the function that works on it.
   */
  timing: group({
    /** How long SES may take to answer. It takes well under a second; after this the call counts as unanswered. */
    sesTimeoutSeconds: seconds(10, 0.2, 30),
    mailerTimeoutSeconds: wholeSeconds(120, 1, 900),
    fanOutTimeoutSeconds: wholeSeconds(120, 1, 900),
    feedbackTimeoutSeconds: wholeSeconds(30, 1, 900),
    /** How long SES events wait for a batch to fill. */
    eventsWindowSeconds: wholeSeconds(5, 0, 300),
    /**
     * How long Firehose waits for a batch of Send events to fill. With a million readers it fills by then; with fewer, a
     * batch a minute costs a cent a month. A mail whose answer was lost waits for its Send event as long.
     */
    sendEventBufferSeconds: wholeSeconds(60, 0, 900),
    /** How far apart the clocks of two workers may be. Lambda's are within a fraction of a second. */
    clockMarginSeconds: seconds(30, 0, 600),
    /** While sending is stopped, one mail in so long finds out whether it still is. */
    probeSeconds: seconds(300, 1, 3_600),
    /** The same while the daily quota is used up: it frees itself bit by bit over a day. */
    quotaProbeSeconds: seconds(900, 1, 3_600),
    /** The longest that a mail backs off which SES throttled. AWS advises ten minutes. */
    longestBackoffSeconds: seconds(600, 1, 3_600),
  }).prefault({}),
  signUps: group({
    /**
     * How many sign-ups one client address may make in an hour: the one that the API sees. Behind a proxy that is the
     * proxy's; then give it the value of `perHour`, and limit clients in the proxy.
     */
    perClientPerHour: wholeNumber('a whole number from 1', 1, 1_000_000).default(10),
    /** How many sign-ups all clients together may make in an hour. */
    perHour: wholeNumber('a whole number from 1', 1, 1_000_000).default(500),
  }).prefault({}),
  /** What becomes of tables and logs when the stage is removed. `retain` also protects them while it lives. */
  removal: z.enum(['retain', 'destroy'], { error: '"retain" or "destroy"' }),
  /** Who hears of alarms. The address has to confirm once. Without: alarms only show in CloudWatch. */
  alarmAddress: z
    .email({ error: 'the e-mail address that hears of alarms, such as me@example.org' })
    .optional(),
  /** Where the runbook can be read at night: the link in every alarm, without the anchor. */
  runbookUrl: z
    .url({
      error:
        'the address of your copy of infra/RUNBOOK.md, such as https://git.example.org/papers/RUNBOOK.md',
    })
    .optional(),
  /** The whole account's bill, in US dollars a month, from which on somebody should hear of it. Without: no budget. */
  monthlyBudget: z
    .number({ error: 'US dollars a month, such as 20' })
    .positive({ error: 'US dollars a month, such as 20' })
    .optional(),
  /** How long logs are kept. */
  logRetentionDays: z
    .enum(RetentionDays, { error: 'a number of days that CloudWatch Logs offers, such as 7, 30, 90 or 365' })
    .default(RetentionDays.ONE_MONTH),
  /** Where to deploy, when it is not wherever the CLI's credentials lead. */
  env: group({
    account: z.string({ error: 'an account of 12 digits in quotes' }).regex(/^\d{12}$/, {
      error: 'an account of 12 digits in quotes',
    }),
    region: z.string({ error: 'a region, such as eu-west-1' }).regex(/^[a-z]{2}(-[a-z]+)+-\d$/, {
      error: 'a region, such as eu-west-1',
    }),
  })
    .partial()
    .prefault({}),
})
  .refine(({ sender, mailDomain }) => mailDomain === undefined || sender.address.endsWith(`@${mailDomain}`), {
    path: ['sender', 'address'],
    error: 'an address in mailDomain, for that is what SES verifies',
  })
  .refine(
    ({ mailFromSubdomain, mailDomain }) => mailFromSubdomain === undefined || mailDomain !== undefined,
    {
      path: ['mailFromSubdomain'],
      error: 'a mailDomain beside it, or nothing',
    },
  )
  .refine(({ web, zone }) => web.domain === undefined || (zone && isInZone(web.domain, zone.name)), {
    path: ['web', 'domain'],
    error: 'a name in zone, where its record and certificate are made; without a zone, web.url',
  })
  .refine(({ web }) => web.domain === undefined || web.url === undefined, {
    path: ['web', 'url'],
    error: 'nothing, for web.domain already says where the page is',
  })
  .refine(({ timing }) => timing.mailerTimeoutSeconds >= 3 * timing.sesTimeoutSeconds, {
    path: ['timing', 'mailerTimeoutSeconds'],
    error: 'three times sesTimeoutSeconds at the least, or a mail that SES is slow to answer does not fit in',
  })
  .refine(({ timing, rates }) => rates.unknownGraceMinutes * 60 >= leastGraceSeconds(timing), {
    path: ['rates', 'unknownGraceMinutes'],
    error:
      'so long that an event can be tried three times before a mail goes out again: three times what the feedback ' +
      'queue hides it for (6 × timing.feedbackTimeoutSeconds + timing.eventsWindowSeconds), twice ' +
      'timing.sendEventBufferSeconds, and timing.clockMarginSeconds',
  });

/**
 * A Send event waits for its batch, and again when the batch has to be tried again. An event that feedback fails at comes
 * again when its visibility timeout is over, and may fail again.
 */
function leastGraceSeconds(timing: {
  readonly sendEventBufferSeconds: number;
  readonly feedbackTimeoutSeconds: number;
  readonly eventsWindowSeconds: number;
  readonly clockMarginSeconds: number;
}): number {
  const hidden = 6 * timing.feedbackTimeoutSeconds + timing.eventsWindowSeconds;
  return 2 * timing.sendEventBufferSeconds + 3 * hidden + timing.clockMarginSeconds;
}

/** A stage's settings with defaults filled in, and its name. */
export type StageSettings = z.output<typeof stageSchema> & { readonly name: string };

/** The envelope's domain, when it is one of our own. */
export function mailFromDomainOf({ mailDomain, mailFromSubdomain }: StageSettings): string | undefined {
  return mailDomain === undefined || mailFromSubdomain === undefined
    ? undefined
    : `${mailFromSubdomain}.${mailDomain}`;
}

/** The zone of the settings when it answers for the mail domain. */
export function mailZoneOf({ zone, mailDomain }: StageSettings): StageSettings['zone'] {
  return zone !== undefined && mailDomain !== undefined && isInZone(mailDomain, zone.name) ? zone : undefined;
}

const stageName = /^[a-z][a-z\d-]{0,19}$/;

/**
 * Reads one stage out of `context.stages`.
 * @throws StageSettingsError naming every setting that will not do.
 */
export function parseStage(name: string, stages: unknown): StageSettings {
  if (!stageName.test(name))
    throw new StageSettingsError(
      `stage: got ${JSON.stringify(name)}, expected a name of up to 20 lower-case letters, digits and hyphens`,
    );
  const known = z.record(z.string(), z.unknown()).safeParse(stages);
  if (!known.success)
    throw new StageSettingsError(
      'stages: got nothing usable, expected stages by name in the context of cdk.json',
    );
  const settings = known.data[name];
  if (settings === undefined)
    throw new StageSettingsError(
      `stage: got ${JSON.stringify(name)}, expected one of ${Object.keys(known.data).join(', ')}, or settings for it in cdk.json under context.stages.${name}`,
    );
  const result = stageSchema.safeParse(settings);
  if (result.success) return { name, ...result.data };
  throw new StageSettingsError(describeProblems(`stages.${name}`, settings, result.error), {
    cause: result.error,
  });
}

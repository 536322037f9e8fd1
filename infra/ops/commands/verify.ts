import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import {
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { functionsAtOnce } from '../../concurrency.ts';
import type { Command } from '../command.ts';
import type { Target } from '../target/target.ts';
import type { Terminal } from '../terminal/terminal.ts';
import {
  type AlarmSubscription,
  type Check,
  checkAlarms,
  checkBreaker,
  checkConcurrency,
  checkDkim,
  checkIdentity,
  checkMailFrom,
  checkQuota,
  checkSandbox,
  checkSendingEnabled,
  checkWeb,
} from './checks.ts';
import { countReaders } from './count-readers.ts';

export const verify: Command = {
  name: 'verify',
  summary: 'Whether a deployment is ready: identity, sandbox, DKIM, MAIL FROM, quota, functions, alarms, web',
  words: '',
  wordCount: [0, 0],
  options: {},
  details: 'Each line passes or says what to do. Ends with 1 if a line does not pass.',
  examples: ['verify --stage prod', 'verify --local --json'],
  async run(_input, { target, clock, terminal }) {
    const checks = await check(target, clock(), terminal);
    const width = Math.max(...checks.map(({ name }) => name.length));
    const lines = checks.map(
      ({ name, passed, says }) => `${passed ? 'pass' : 'FAIL'}  ${name.padEnd(width)}  ${says}`,
    );
    return { text: lines.join('\n'), data: checks, failed: checks.some(({ passed }) => !passed) };
  },
};

async function check(target: Target, now: Date, terminal: Terminal): Promise<Check[]> {
  const { settings, breaker, mails } = target;
  const [mailChecks, quota, readers, state, subscriptions, concurrency, web] = await Promise.all([
    checkMail(target),
    mails.getQuota(),
    countReaders(target, now, { terminal }),
    breaker.read(),
    alarmSubscriptions(target),
    concurrencyLimit(target),
    statusOf(settings.WEB_URL),
  ]);
  return [
    ...mailChecks,
    checkSandbox(quota),
    checkQuota(quota, readers.byStatus.active ?? 0, settings.QUOTA_RESERVE_PERCENT),
    checkBreaker(state),
    checkConcurrency(concurrency, functionsAtOnce(settings.CONCURRENCY)),
    checkAlarms(subscriptions),
    checkWeb(settings.WEB_URL, web),
  ];
}

/** One after the other: SES takes one such request a second. */
async function checkMail(target: Target): Promise<Check[]> {
  const { ses } = target;
  const identity = target.output('MailIdentityName');
  const asked = { Identities: [identity] };
  const verification = await ses.send(new GetIdentityVerificationAttributesCommand(asked));
  const dkim = await ses.send(new GetIdentityDkimAttributesCommand(asked));
  const mailFrom = await ses.send(new GetIdentityMailFromDomainAttributesCommand(asked));
  const { Enabled: enabled = false } = await ses.send(new GetAccountSendingEnabledCommand({}));
  const found = dkim.DkimAttributes?.[identity];
  const envelope = mailFrom.MailFromDomainAttributes?.[identity];
  return [
    checkIdentity(identity, verification.VerificationAttributes?.[identity]?.VerificationStatus),
    checkDkim(identity, {
      enabled: found?.DkimEnabled ?? false,
      status: found?.DkimVerificationStatus,
      tokens: found?.DkimTokens ?? [],
    }),
    checkMailFrom(identity, await regionOf(ses), {
      domain: envelope?.MailFromDomain,
      status: envelope?.MailFromDomainStatus,
    }),
    checkSendingEnabled(enabled),
  ];
}

function regionOf(ses: SESClient): Promise<string> {
  return ses.config.region();
}

async function alarmSubscriptions(target: Target): Promise<readonly AlarmSubscription[] | undefined> {
  const TopicArn = target.findOutput('AlarmTopic');
  if (TopicArn === undefined) return undefined;
  const { Subscriptions = [] } = await target.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  return Subscriptions.map(({ Protocol = '', SubscriptionArn = '' }) => ({
    protocol: Protocol,
    pending: !SubscriptionArn.startsWith('arn:'),
  }));
}

/** How many functions the account may run at once in the stage's region; undefined when it does not tell. */
async function concurrencyLimit({ lambda }: Target): Promise<number | undefined> {
  try {
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
    return AccountLimit?.ConcurrentExecutions;
  } catch {
    return undefined;
  }
}

/** The HTTP status with which the page answers; undefined when it does not. */
async function statusOf(url: string): Promise<number | undefined> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(15_000) })).status;
  } catch {
    return undefined;
  }
}

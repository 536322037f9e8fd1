import { functionsAtOnce } from '../concurrency.ts';
import { type DnsRecord, dmarcRecord, mailFromRecords } from '../mail-records.ts';
import { mailFromDomainOf, mailZoneOf, type StageSettings } from '../stages.ts';

/** Something that the deployment cannot do for its operator. */
export interface RemainingStep {
  readonly title: string;
  /** What to do and the exact values for it, ready to be printed. */
  readonly lines: readonly string[];
}

export interface Deployed {
  readonly stage: string;
  readonly settings: StageSettings;
  /** Of both stacks, by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The stacks do not tell something that the operator has to know. */
export class MissingOutputError extends Error {
  override readonly name = 'MissingOutputError';
}

/** What is left to do by hand after a deployment, in the order in which to do it. Done before, it stays done. */
export function remainingSteps(deployed: Deployed): RemainingStep[] {
  return [
    ...proveSender(deployed),
    ...confirmAlarms(deployed),
    ...leadToPage(deployed),
    leaveSandbox(deployed),
    runMoreFunctions(deployed),
    check(deployed),
  ];
}

function proveSender(deployed: Deployed): RemainingStep[] {
  const { sender, mailDomain } = deployed.settings;
  if (mailDomain === undefined) {
    const lines = [`SES has mailed a link to ${sender.address}. Follow it within 24 hours.`];
    return [{ title: 'Prove that the sender is yours', lines }];
  }
  const zone = mailZoneOf(deployed.settings);
  const records = recordsByHand(mailDomain, deployed);
  if (zone === undefined) {
    const lines = [`Add these records where ${mailDomain} has its DNS:`, ...recordTable(records)];
    return [{ title: `Prove that ${mailDomain} is yours`, lines }];
  }
  if (zone.dmarc) return [];
  const lines = [
    'If there is none yet, or set zone.dmarc to true:',
    ...recordTable([dmarcRecord(mailDomain)]),
  ];
  return [{ title: `Keep a DMARC record for ${mailDomain}`, lines }];
}

/** All that the mail domain has to say, as the stack would write it into a zone. */
function recordsByHand(mailDomain: string, { settings, outputs }: Deployed): DnsRecord[] {
  const dkim = ['DkimRecord1', 'DkimRecord2', 'DkimRecord3'].map((name): DnsRecord => {
    const [record = '', , value = ''] = output(outputs, name).split(' ');
    return { name: record, type: 'CNAME', value };
  });
  const mailFromDomain = mailFromDomainOf(settings);
  const mailFrom = mailFromDomain === undefined ? [] : mailFromRecords(mailFromDomain, regionOf(outputs));
  return [...dkim, ...mailFrom, dmarcRecord(mailDomain)];
}

function confirmAlarms({ settings: { alarmAddress } }: Deployed): RemainingStep[] {
  if (alarmAddress === undefined) return [];
  const lines = [`SNS has mailed a link to ${alarmAddress}. Follow it, or no alarm arrives.`];
  return [{ title: 'Confirm the address for alarms', lines }];
}

function leadToPage({ settings: { web }, outputs }: Deployed): RemainingStep[] {
  if (web.url === undefined) return [];
  const lines = [`${web.url} has to hand every request on to ${output(outputs, 'ApiUrl')}.`];
  return [{ title: 'Lead web.url to the API', lines }];
}

function leaveSandbox({ outputs }: Deployed): RemainingStep {
  const region = regionOf(outputs);
  return {
    title: 'Leave the SES sandbox (once for each account and region)',
    lines: [
      'Until then SES sends 200 mails a day, and only to verified addresses. To try it meanwhile, subscribe with the sender’s own',
      'address or one of success@, bounce@ and complaint@simulator.amazonses.com: another verified address may be refused as not',
      'permitted (AccessDenied), which stops all mail until a probe goes through. Ask AWS, which takes about a day:',
      `  aws sesv2 put-account-details --region ${region} --production-access-enabled \\`,
      `    --mail-type MARKETING --website-url ${output(outputs, 'WebUrl')} \\`,
      "    --use-case-description 'Digests of research papers. Readers sign up with double opt-in; every mail has",
      "    one-click unsubscribe; bounces and complaints end a subscription at once.'",
      `or in the console: https://${region}.console.aws.amazon.com/ses/home?region=${region}#/get-set-up`,
    ],
  };
}

function runMoreFunctions({ settings, outputs }: Deployed): RemainingStep {
  const region = regionOf(outputs);
  return {
    title: 'Let enough functions run at once (new accounts only)',
    lines: [
      `This stage wants ${functionsAtOnce(settings.rates.mailerConcurrency)}; a new account has 10, and then the page is refused while mails go out. Look, and ask for more:`,
      `  aws lambda get-account-settings --region ${region} --query AccountLimit.ConcurrentExecutions`,
      `  aws service-quotas request-service-quota-increase --region ${region} --service-code lambda \\`,
      '    --quota-code L-B99A9384 --desired-value 1000',
    ],
  };
}

function check({ stage, outputs }: Deployed): RemainingStep {
  return {
    title: 'See that it works',
    lines: [`The page is ${output(outputs, 'WebUrl')}`, `  npm run ops -- verify --stage ${stage}`],
  };
}

/** The region stands in every ARN. */
function regionOf(outputs: Deployed['outputs']): string {
  return output(outputs, 'MailEventsTopic').split(':')[3] ?? '';
}

function output(outputs: Deployed['outputs'], name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new MissingOutputError(`the stacks have no output ${name}`);
  return value;
}

function recordTable(records: readonly DnsRecord[]): string[] {
  const width = Math.max(...records.map(({ name }) => name.length));
  return records.map(({ name, type, value }) => `  ${name.padEnd(width)}  ${type.padEnd(5)}  ${value}`);
}

/** The steps as an operator reads them. */
export function formatSteps(steps: readonly RemainingStep[]): string {
  const blocks = steps.map(({ title, lines }, index) =>
    [`${index + 1}. ${title}`, ...lines.map(line => `   ${line}`)].join('\n'),
  );
  return ['Left to do by hand (once; what you have done stays done):', ...blocks].join('\n\n');
}

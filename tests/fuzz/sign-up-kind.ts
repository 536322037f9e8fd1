import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { addressProblems, parseAddress } from '../../shared/subscribers/address.ts';
import { callWeb } from '../support/call-web.ts';
import { startDynamo } from '../support/dynamo.ts';
import { webOnDynamo } from '../support/web.ts';
import { hostileText, marker, plantedAddress } from './hostile.ts';
import { defineKind, type FuzzWorld, WrongAnswerError } from './kind.ts';
import { problemsOf, scan } from './stored-items.ts';
import { verdictOf } from './web-answers.ts';
import { fieldsOf, formTypes, jsonTypes, type Sent, sentAs } from './web-requests.ts';

/** Addresses that look like others, that carry more than an address, or that are no address at all. */
const odd = fc.oneof(
  fc.constantFrom(
    'ada@example.org\r\nBcc: planted.person@victim.example',
    'ada@example.org%0d%0aBcc:planted.person@victim.example',
    'ada@example.org,planted.person@victim.example',
    '"ada\r\n x"@example.org',
    'ada@exаmple.org', // a Cyrillic а
    'ada@EXAMPLE。org',
    'аda@example.org',
    'ada@xn--80ak6aa92e.com',
    'ada@xn--a',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    'ada@0x7f.1',
    'ada@localhost',
    'ada@-example.org',
    'ada@example..org',
    'ada\u200b@example.org',
    'ada@exa\u00admple.org',
    '<ada@example.org>',
    'Ada <ada@example.org>',
    'mailto:ada@example.org',
    `${'a'.repeat(65_000)}@example.org`,
    `ada@${'a.'.repeat(30_000)}org`,
    `ada@${'ä'.repeat(63)}.org`,
    `${marker}@example.org`,
  ),
  fc.tuple(fc.emailAddress(), hostileText).map(([email, text]) => email + text),
  fc.tuple(hostileText, fc.domain()).map(([text, domain]) => `${text}@${domain}`),
);

const address = fc.oneof(
  { weight: 6, arbitrary: fc.nat(100_000).map(number => `reader-${number}@example.org`) },
  { weight: 2, arbitrary: fc.emailAddress() },
  { weight: 1, arbitrary: fc.constant(plantedAddress) },
  { weight: 4, arbitrary: odd },
);

const zones = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom('Europe/Berlin', 'UTC', 'america/lima', 'US/Pacific', 'Etc/GMT+5'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Europe/Nowhere', '+01:00', 'Europe/Berlin#7#0', '../etc', 'a/'.repeat(5_000)),
  },
);
const number = (min: number, max: number) =>
  fc.oneof(fc.integer({ min, max }), fc.integer({ min, max }).map(String));

const fields = fieldsOf({
  email: address,
  zone: zones,
  hour: number(0, 23),
  frequency: fc.constantFrom('daily', 'weekly'),
  weekday: number(1, 7),
  maxPapers: number(1, 50),
});

interface SignUpInput extends Sent {
  readonly path: string;
}

const inputs: fc.Arbitrary<SignUpInput> = fc.oneof(
  sentAs(fields, formTypes).map(sent => ({ ...sent, path: '/subscriptions' })),
  sentAs(fields, jsonTypes).map(sent => ({ ...sent, path: '/api/subscriptions' })),
);

/** Headers that a confirmation has; any other would have come with the input. */
const ownHeaders = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'auto-submitted',
  'mime-version',
  'content-type',
];

async function open(): Promise<FuzzWorld<SignUpInput>> {
  const dynamo = await startDynamo();
  const limits = { perClientPerHour: 1_000_000, perHour: 1_000_000 };
  const web = webOnDynamo(dynamo, { signUpMaxima: limits });
  return {
    take: async ({ path, type, body }) => {
      const answer = await callWeb(web.app, {
        method: 'POST',
        url: path,
        headers: { 'content-type': type },
        body,
      });
      const verdict = verdictOf(answer, web);
      if (verdict.kind === 'refused') checkReason(verdict.why, answer.statusCode);
      for (const mail of web.outbox.splice(0)) await checkMail(mail.raw, mail.to, verdict.kind);
      return verdict;
    },
    halfStored: async () => {
      const { subscribers, papers, deliveries } = dynamo.tables;
      const elsewhere = [...(await scan(dynamo, papers)), ...(await scan(dynamo, deliveries))];
      return [
        ...problemsOf(await scan(dynamo, subscribers)),
        ...elsewhere.map(item => `a sign-up left ${String(item['pk'])}`),
      ];
    },
    close: () => dynamo.close(),
  };
}

const fieldNames = ['email', 'zone', 'hour', 'frequency', 'weekday', 'maxPapers'];

/** A value that is not right is told by its field; a request that cannot be read has no fields yet. */
function checkReason(why: string, status: number): void {
  if (status !== 422) return;
  for (const line of why.split('\n')) {
    const [field = '', text = ''] = line.split(': ');
    if (!fieldNames.includes(field) || text === '') throw new WrongAnswerError(`names no field: ${line}`);
  }
  const emailProblem = /^email: (.*)$/m.exec(why)?.[1];
  // The sentences are ours; what was typed must not be in them. Apostrophes are escaped in pages.
  if (emailProblem !== undefined && !Object.values<string>(addressProblems).includes(emailProblem))
    throw new WrongAnswerError(`not one of our sentences: ${emailProblem}`);
}

async function checkMail(raw: Uint8Array, to: string, verdict: string): Promise<void> {
  if (verdict !== 'accepted') throw new WrongAnswerError('a mail for a sign-up that was refused');
  const address = parseAddress(to);
  if (!address.ok || address.address.email !== to) throw new WrongAnswerError('a mail to no address');
  const mail = await PostalMime.parse(raw);
  const names = mail.headers.map(header => header.key);
  const strange = names.filter((name, index) => !ownHeaders.includes(name) || names.indexOf(name) !== index);
  if (strange.length > 0) throw new WrongAnswerError(`the mail has the headers ${strange.join(', ')}`);
  if (mail.to?.length !== 1 || mail.to[0]?.address !== to)
    throw new WrongAnswerError('the mail goes elsewhere');
  // Who signs somebody up may choose nothing of what they read.
  if (mail.text?.includes(to) === true) throw new WrongAnswerError('the mail repeats what was typed');
}

export const signUpKind = defineKind({ name: 'sign-up', inputs, open });

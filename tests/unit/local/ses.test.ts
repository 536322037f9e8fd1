import { describe, expect, test } from 'vitest';
import type { SesAccount } from '../../../infra/local/servers/ses/account.ts';
import { createSendingLimiter, type SesLimits } from '../../../infra/local/servers/ses/limits.ts';
import type { WritableOutbox } from '../../../infra/local/servers/ses/outbox.ts';
import { parseParameters } from '../../../infra/local/servers/ses/query-protocol.ts';
import { type SendDeps, sendEmail, sendRawEmail } from '../../../infra/local/servers/ses/send.ts';
import { fake } from '../../support/fake.ts';

const sender = 'papers@sender.example';
const plain = `From: Papers <${sender}>\r\nTo: reader@mail.example\r\nSubject: Hello\r\n\r\nText\r\n`;

interface Kept {
  readonly to: readonly string[];
  readonly message: string;
}

function createSes(limits: Partial<SesLimits> = {}) {
  const kept: Kept[] = [];
  const published: { targetArn: string; event: unknown }[] = [];
  let now = Date.parse('2026-08-18T05:00:00Z');
  const clock = () => new Date(now);
  const account: SesAccount = {
    identities: new Set([sender, 'verified.example']),
    configurationSets: new Set(['mails']),
    eventDestinations: [
      {
        configurationSet: 'mails',
        targetArn: 'topic',
        matchingEventTypes: ['send', 'bounce', 'complaint', 'reject'],
      },
    ],
  };
  const deps: SendDeps = {
    account,
    limiter: createSendingLimiter({ maxSendRate: 2, max24HourSend: 3, ...limits }, clock),
    outbox: fake<WritableOutbox>('outbox', {
      keep: ({ to }, message) => {
        kept.push({ to, message: message.toString() });
        return Promise.resolve();
      },
    }),
    clock,
    newId: () => `id-${kept.length}`,
    keepEvents: () => Promise.resolve(),
    publish: (_messageId, events) => published.push(...events),
  };
  /** A parameter that is changed to undefined is left out. */
  const raw = (changes: Record<string, string | undefined> = {}, message: string | Buffer = plain) => {
    const parameters: Record<string, string | undefined> = {
      Source: sender,
      'Destinations.member.1': 'reader@mail.example',
      'RawMessage.Data': Buffer.from(message).toString('base64'),
      ...changes,
    };
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) given.set(name, value);
    return sendRawEmail(parseParameters(given.toString()), deps);
  };
  const simple = (changes: Record<string, string>) =>
    sendEmail(
      parseParameters(
        new URLSearchParams({
          Source: sender,
          'Destination.ToAddresses.member.1': 'reader@mail.example',
          'Message.Subject.Data': 'Hello',
          'Message.Body.Text.Data': 'Text',
          ...changes,
        }).toString(),
      ),
      deps,
    );
  return { raw, simple, kept, published, pass: (milliseconds: number) => (now += milliseconds) };
}

const recipients = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`Destinations.member.${i + 1}`, `r${i}@mail.example`]),
  );
const withHeader = (header: string) => plain.replace('\r\n\r\n', `\r\n${header}\r\n\r\n`);

describe('SES refuses', () => {
  test.each([
    ['an address without a domain', { 'Destinations.member.1': 'reader' }, "Missing final '@domain'"],
    ['a local part that is not ASCII', { 'Destinations.member.1': 'jürgen@mail.example' }, 'non-ASCII'],
    ['a domain that is not ASCII', { 'Destinations.member.1': 'j@münchen.example' }, 'non-ASCII'],
    ['white space in an address', { 'Destinations.member.1': 'a b@mail.example' }, 'whitespace'],
    ['one bad address among good ones', { 'Destinations.member.2': 'bad@' }, 'illegal character'],
    ['more than 50 recipients', recipients(51), 'Recipient count exceeds 50'],
    [
      'a tag with a dot',
      { 'Tags.member.1.Name': 'digest', 'Tags.member.1.Value': 'a.b' },
      'message tag <a.b>',
    ],
    ['an empty message', { 'RawMessage.Data': '' }, 'Missing required parameter RawMessage.Data'],
  ])('%s', async (_what, changes, message) => {
    const ses = createSes();

    await expect(ses.raw(changes)).rejects.toMatchObject({
      code: 'InvalidParameterValue',
      message: expect.stringContaining(message) as string,
    });
    expect(ses.kept).toEqual([]);
  });

  test.each([
    ['a header twice', withHeader('subject: Again'), "Duplicate header 'subject'"],
    [
      'List-Unsubscribe twice',
      withHeader('List-Unsubscribe: <a>\r\nlist-unsubscribe: <b>'),
      'Duplicate header',
    ],
    ['a header that is not ASCII', withHeader('X-Name: Jürgen'), 'non-ASCII'],
    ['a header without a name', withHeader('nothing'), 'without a name'],
    ['a bare carriage return in a header', withHeader('X-A: a\rBcc: b'), 'bare carriage return'],
    ['a line of more than 1000 bytes', `${plain}${'x'.repeat(1000)}\r\n`, 'longer than 1000'],
    ['a message from nobody', 'To: reader@mail.example\r\n\r\nText', "Missing required header 'From'"],
    ['more than 10 MB', Buffer.from(plain + 'line\r\n'.repeat(1_800_000)), 'Message length is more than'],
  ])('%s', async (_what, message, expected) => {
    await expect(createSes().raw({}, message)).rejects.toMatchObject({
      code: 'InvalidParameterValue',
      message: expect.stringContaining(expected) as string,
    });
  });

  test('a mail to nobody', async () => {
    const message = plain.replace('To: reader@mail.example\r\n', '');

    await expect(createSes().raw({ 'Destinations.member.1': undefined }, message)).rejects.toMatchObject({
      code: 'InvalidParameterValue',
      message: 'No recipients were given.',
    });
  });

  test('a sender that is not verified, in the envelope or in From', async () => {
    const stranger = plain.replace(sender, 'me@elsewhere.example');

    await expect(createSes().raw({ Source: 'me@elsewhere.example' })).rejects.toMatchObject({
      code: 'MessageRejected',
    });
    await expect(createSes().raw({}, stranger)).rejects.toMatchObject({
      message: expect.stringContaining('not verified') as string,
    });
  });

  test('a configuration set that does not exist', async () => {
    await expect(createSes().raw({ ConfigurationSetName: 'other' })).rejects.toMatchObject({
      code: 'ConfigurationSetDoesNotExist',
    });
  });

  test('a subject with a line break in SendEmail', async () => {
    await expect(
      createSes().simple({ 'Message.Subject.Data': 'a\r\nBcc: x@y.example' }),
    ).rejects.toMatchObject({
      code: 'InvalidParameterValue',
    });
  });

  test('what is too fast, for a second', async () => {
    const ses = createSes({ max24HourSend: -1 });
    await ses.raw();
    await ses.raw();

    await expect(ses.raw()).rejects.toMatchObject({
      code: 'Throttling',
      message: 'Maximum sending rate exceeded.',
    });
    ses.pass(1000);
    await ses.raw();

    expect(ses.kept).toHaveLength(3);
  });

  test('what is beyond the quota of 24 hours, but for mails to the simulator', async () => {
    const ses = createSes({ maxSendRate: 100 });
    for (let sent = 0; sent < 3; sent += 1) await ses.raw();

    await expect(ses.raw()).rejects.toMatchObject({
      code: 'Throttling',
      message: 'Daily message quota exceeded.',
    });
    await ses.raw({ 'Destinations.member.1': 'success@simulator.amazonses.com' });
    ses.pass(86_400_000);
    await ses.raw();

    expect(ses.kept).toHaveLength(5);
  });
});

describe('SES accepts', () => {
  test('a verified domain’s addresses, and the recipients of the headers when none are named', async () => {
    const ses = createSes({ maxSendRate: 10 });
    const message = withHeader('Bcc: hidden@mail.example')
      .replace(sender, 'anyone@sub.verified.example')
      .replace('reader@mail.example', '"Reader, One" <one@mail.example>, two@mail.example');

    await ses.raw({ Source: undefined, 'Destinations.member.1': undefined }, message);

    expect(ses.kept[0]?.to).toEqual(['one@mail.example', 'two@mail.example', 'hidden@mail.example']);
  });

  test('a simple mail, of which it makes a message', async () => {
    const ses = createSes();

    await ses.simple({ 'Message.Subject.Data': 'Zwölf', 'Message.Body.Html.Data': '<p>Text</p>' });

    expect(ses.kept[0]?.message).toMatch(/^From: papers@sender\.example\r\nTo: reader@mail\.example\r\n/);
    expect(ses.kept[0]?.message).toContain(`Subject: =?UTF-8?B?${Buffer.from('Zwölf').toString('base64')}?=`);
    expect(ses.kept[0]?.message).toContain('Content-Type: multipart/alternative');
  });

  test('a mail as it is, but for its id, date and blind copies', async () => {
    const ses = createSes();
    const message = withHeader(
      'Message-ID: <own@x>\r\nDate: long ago\r\nBcc: hidden@mail.example\r\nX-Long: a\r\n b',
    );

    const id = await ses.raw({}, message);

    const [{ message: kept } = { message: '' }] = ses.kept;
    expect(kept).toContain(`\r\nMessage-ID: <${id}@email.amazonses.com>\r\n`);
    expect(kept).toContain('\r\nDate: Tue, 18 Aug 2026 05:00:00 +0000\r\n\r\nText\r\n');
    expect(kept).toContain('X-Long: a\r\n b\r\n');
    expect(kept).not.toMatch(/own@x|long ago|Bcc/);
  });
});

describe('SES publishes', () => {
  const types = async (address: string, message = plain) => {
    const ses = createSes();
    await ses.raw({ 'Destinations.member.1': address, ConfigurationSetName: 'mails' }, message);
    return ses.published.map(({ event }) => event as { eventType: string });
  };

  test('what its destination asked for, with the tags as lists', async () => {
    const ses = createSes();
    const tags = { 'Tags.member.1.Name': 'digest', 'Tags.member.1.Value': 'r_2026-08-18_1' };
    await ses.raw({ ConfigurationSetName: 'mails', ...tags });

    expect(ses.published).toMatchObject([
      {
        targetArn: 'topic',
        event: {
          eventType: 'Send',
          send: {},
          mail: {
            messageId: 'id-0',
            timestamp: '2026-08-18T05:00:00.000Z',
            source: sender,
            destination: ['reader@mail.example'],
            commonHeaders: { subject: 'Hello' },
            tags: { digest: ['r_2026-08-18_1'], 'ses:configuration-set': ['mails'] },
          },
        },
      },
    ]);
  });

  test.each([
    ['bounce@simulator.amazonses.com', { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } }],
    ['bounce+label@simulator.amazonses.com', { bounce: { bounceType: 'Permanent' } }],
    ['suppressionlist@simulator.amazonses.com', { bounce: { bounceSubType: 'Suppressed' } }],
    ['ooto@simulator.amazonses.com', { bounce: { bounceType: 'Transient' } }],
    ['complaint@simulator.amazonses.com', { complaint: { complaintFeedbackType: 'abuse' } }],
  ])('what becomes of a mail to %s', async (address, event) => {
    expect(await types(address)).toMatchObject([{ eventType: 'Send' }, event]);
  });

  test('that it rejected a virus', async () => {
    const infected = `${plain}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!\r\n`;

    expect(await types('reader@mail.example', infected)).toMatchObject([
      { eventType: 'Send' },
      { eventType: 'Reject', reject: { reason: 'Bad content' } },
    ]);
  });

  test('nothing about a mail without a configuration set', async () => {
    const ses = createSes();
    await ses.raw();

    expect(ses.published).toEqual([]);
  });
});

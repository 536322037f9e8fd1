import { describe, expect, test } from 'vitest';
import { createConsoleApp } from '../../../infra/local/console/console-app.ts';
import type { ConsoleView } from '../../../infra/local/console/console-view.ts';
import type { Schedule } from '../../../infra/local/schedules/schedule.ts';
import { parseScheduleExpression } from '../../../infra/local/schedules/schedule-expression.ts';
import type { OutboxEntry } from '../../../infra/local/servers/ses/outbox.ts';

const mail: OutboxEntry = {
  id: 'mail-1',
  acceptedAt: '2026-08-18T05:00:00.000Z',
  from: 'papers@sender.example',
  to: ['reader@mail.example'],
  subject: '=?UTF-8?Q?20_papers_=E2=80=93_&?= =?UTF-8?B?w6Q8Yj4=?=',
  tags: { digest: 'reader_2026-08-18_1' },
  bytes: 1234,
  eml: '/state/outbox/mail-1.eml',
};
const raw = [
  'Subject: x',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'See https://papers.example/confirm?a=1&b=2 <b>',
  '--b',
  'Content-Type: text/html',
  '',
  '<html><head><title>x</title></head><body><script>alert(1)</script>Hello</body></html>',
  '--b--',
].join('\r\n');

function createConsole(changes: Partial<ConsoleView> = {}) {
  const fired: Date[] = [];
  const schedule: Schedule = {
    definition: {
      name: 'Dispatch',
      arn: 'arn',
      expression: 'cron(0/15 * * * ? *)',
      zone: 'UTC',
      timetable: parseScheduleExpression('cron(0/15 * * * ? *)', 'UTC'),
      enabled: true,
      input: '{}',
    },
    functionName: 'Dispatch',
    fire: instant => {
      fired.push(instant);
      return Promise.reject(new Error('shown on its page'));
    },
    occurrences: () => [],
  };
  const app = createConsoleApp({
    webUrl: 'http://127.0.0.1:3000',
    stateDirectory: '/state',
    outbox: {
      list: () => [mail],
      find: id => (id === mail.id ? mail : undefined),
      read: id => Promise.resolve(id === mail.id ? Buffer.from(raw) : undefined),
    },
    queues: () => [{ name: 'Mailer/Digests/DeadLetters', visible: 2, inFlight: 0, delayed: 0 }],
    streams: () => [{ name: 'SendEvents/Stream', pending: 7 }],
    functions: () => [
      {
        name: 'Mailer',
        active: 0,
        recent: [
          {
            requestId: 'r-1',
            trigger: 'queue',
            startedAt: '2026-08-18T05:00:00.000Z',
            coldStart: true,
            lines: ['{"event":"<sent>"}'],
            ended: { milliseconds: 12, failure: { errorType: 'TypeError', errorMessage: 'no <such> thing' } },
          },
        ],
      },
    ],
    schedules: [schedule],
    runs: day => Promise.resolve(day === '2026-08-18' ? [run] : []),
    now: () => new Date('2026-08-18T05:07:00Z'),
    ...changes,
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers: { host: '127.0.0.1:3001', ...headers } });
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { host: '127.0.0.1:3001', ...headers },
      body: new URLSearchParams(form),
    });
  const token = async () => /name="token" value="([^"]+)"/.exec(await (await get('/schedules')).text())![1]!;
  return { get, post, token, fired };
}

const run = {
  run: '2026-08-18T05:00Z',
  complete: false,
  due: 5,
  sent: 2,
  skipped: 1,
  failed: 1,
  unknown: 0,
  inFlight: 1,
  bounced: 0,
  complained: 0,
  reasons: { 'skipped: paused': 1 },
  missing: [],
};

describe('the console shows', () => {
  test('each mail with its subject in words, escaped', async () => {
    const page = await (await createConsole().get('/')).text();

    expect(page).toContain('<a href="/mails/mail-1">20 papers – &amp;ä&lt;b&gt;</a>');
    expect(page).toContain('reader@mail.example');
  });

  test('a mail’s HTML in a frame that may do nothing but open windows', async () => {
    const console = createConsole();

    const page = await (await console.get('/mails/mail-1')).text();
    const frame = await console.get('/mails/mail-1/html');

    expect(page).toContain('src="/mails/mail-1/html"');
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(frame.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups [^;]*; default-src 'none'/,
    );
    expect(await frame.text()).toContain('<head><base target="_blank">');
  });

  test('a mail’s text with its addresses as links, and the message as it was sent', async () => {
    const console = createConsole();

    const text = await (await console.get('/mails/mail-1?view=text')).text();
    const sent = await (await console.get('/mails/mail-1?view=raw')).text();

    expect(text).toContain('<a href="https://papers.example/confirm?a=1&amp;b=2" target="_blank"');
    expect(text).toContain('&lt;b&gt;');
    expect(sent).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('dead letters so that they are seen', async () => {
    expect(await (await createConsole().get('/queues')).text()).toMatch(
      /<tr class="bad">\s*<td>Mailer\/Digests\/DeadLetters<\/td>\s*<td class="number">2/,
    );
  });

  test('what waits in streams', async () => {
    expect(await (await createConsole().get('/queues')).text()).toMatch(
      /<td>SendEvents\/Stream<\/td>\s*<td class="number">7/,
    );
  });

  test('the runs of a day with their accounts', async () => {
    const console = createConsole();

    const today = await (await console.get('/runs')).text();
    const other = await (await console.get('/runs?day=2026-08-17')).text();

    expect(today).toContain('2026-08-18T05:00Z (still queueing)');
    expect(today).toContain('skipped: paused (1)');
    expect(other).toContain('No run came due on this day.');
  });

  test('what a function wrote and why it failed, escaped', async () => {
    const page = await (await createConsole().get('/functions/Mailer')).text();

    expect(page).toContain('TypeError: no &lt;such&gt; thing');
    expect(page).toContain('&lt;sent&gt;');
  });

  test('what it was told to tell, on every page', async () => {
    const console = createConsole({ notice: 'The sample listing is in use.' });

    for (const path of ['/', '/queues', '/runs', '/functions', '/schedules']) {
      expect(await (await console.get(path)).text()).toContain('The sample listing is in use.');
    }
  });
});

test('a page of the console can load itself again, and stop doing so', async () => {
  const console = createConsole();

  const still = await (await console.get('/mails/mail-1?view=text')).text();
  const moving = await (await console.get('/mails/mail-1?view=text&refresh=5')).text();

  expect(still).not.toContain('http-equiv="refresh"');
  expect(still).toContain('href="/mails/mail-1?view=text&amp;refresh=5"');
  expect(moving).toContain('<meta http-equiv="refresh" content="5">');
  expect(moving).toContain('href="/mails/mail-1?view=text"');
});

describe('the console keeps to itself', () => {
  test.each(['papers.example', 'evil.127.0.0.1.example:3001', '127.0.0.1.evil.example', '0.0.0.0:3001', ''])(
    'and answers nobody who calls it %j',
    async host => {
      expect((await createConsole().get('/', { host })).status).toBe(421);
    },
  );

  test.each(['127.0.0.1:3001', 'localhost:3001'])('but answers to %s', async host => {
    expect((await createConsole().get('/', { host })).status).toBe(200);
  });

  test.each([
    '/mails/..%2F..%2Fpackage.json',
    '/mails/../../package.json',
    '/mails/%2e%2e%2fmail-1',
    '/mails/nobody/html',
    '/functions/..%2F..',
  ])('and has nothing at %s', async path => {
    expect((await createConsole().get(path)).status).toBe(404);
  });

  test('and forbids scripts, frames of others and forms to elsewhere', async () => {
    const { headers } = await createConsole().get('/');

    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('a schedule is fired', () => {
  test('for now, or for a chosen instant in UTC', async () => {
    const console = createConsole();
    const token = await console.token();

    const now = await console.post('/schedules/Dispatch/fire', { token });
    await console.post('/schedules/Dispatch/fire', { token, at: '2026-08-19T06:15' });

    expect(now.status).toBe(303);
    expect(now.headers.get('location')).toBe('/functions/Dispatch?refresh=5');
    expect(console.fired).toEqual([new Date('2026-08-18T05:07:00Z'), new Date('2026-08-19T06:15:00Z')]);
  });

  test('not by a form of another process or page', async () => {
    const console = createConsole();
    const token = await console.token();
    const otherToken = await createConsole().token();

    const answers = [
      await console.post('/schedules/Dispatch/fire', {}),
      await console.post('/schedules/Dispatch/fire', { token: otherToken }),
      await console.post('/schedules/Dispatch/fire', { token }, { origin: 'http://papers.example' }),
      await console.post('/schedules/Dispatch/fire', { token }, { origin: 'null' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(console.fired).toEqual([]);
  });

  test('not for something that is no instant, nor when there is none of that name', async () => {
    const console = createConsole();
    const token = await console.token();

    expect((await console.post('/schedules/Dispatch/fire', { token, at: 'tomorrow' })).status).toBe(400);
    expect((await console.post('/schedules/Dispatch/fire', { token, at: '2026-13-40T99:99' })).status).toBe(
      400,
    );
    expect((await console.post('/schedules/Nothing/fire', { token })).status).toBe(404);
    expect(console.fired).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { useWeb } from '../support/use-web.ts';

const { web, replaceWeb, newAddress, reader, stored } = useWeb();

describe('signing up', () => {
  it('mails a link whose page has the button that confirms', async () => {
    const address = newAddress();

    await web().post('/subscriptions', { email: `  ${address} `, zone: 'Europe/Berlin', hour: '7' });

    const [mail] = web().outbox;
    const pending = (await stored(address))!;
    expect(mail).toMatchObject({ to: address, tags: { confirmation: pending.id } });
    const text = Buffer.from(mail!.raw).toString().replace(/=\r\n/g, '');
    expect(text).toContain(`https://papers.example.org/r/${readerKey(pending)}/confirm`);
    const page = await (await web().get(`/r/${readerKey(pending)}/confirm`)).text();
    expect(page).toContain(`action="/r/${readerKey(pending)}/confirm"`);
    expect(page).toContain('Every day with papers, at 07:00 Berlin time');
  });

  it('answers alike, in words and with one mail, whatever is known of the address', async () => {
    const known = ['pending', 'active', 'unsubscribed', 'bounced', 'complained'] as const;
    const readers = await Promise.all(known.map(status => reader(status)));
    const addresses = [newAddress(), ...readers.map(each => each.address)];
    const answers: string[] = [];
    const mails: number[] = [];

    for (const email of addresses) {
      const before = web().outbox.length;
      const answer = await web().post('/subscriptions', { email });
      answers.push(await wordsOf(answer, email));
      mails.push(web().outbox.length - before);
    }

    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^200 /);
    expect(mails).toEqual(addresses.map(() => 1));
  });

  it('tells an active reader by mail, leaving everything as it is', async () => {
    const { address, key } = await reader('active');
    const before = await stored(address);

    await web().post('/subscriptions', { email: address, zone: 'Asia/Tokyo' });

    expect(await stored(address)).toEqual(before);
    const text = Buffer.from(web().outbox.at(-1)!.raw).toString().replace(/=\r\n/g, '');
    expect(text).toContain(`/r/${key}/preferences`);
  });

  it('keeps what was entered and says beside the field what is wrong', async () => {
    const answer = await web().post('/subscriptions', {
      email: 'jürgen@example.org',
      zone: 'Mars/Olympus',
      hour: '25',
    });
    const page = await answer.text();

    expect(answer.status).toBe(422);
    expect(page).toContain('value="jürgen@example.org"');
    expect(page).toContain('id="email-problem"');
    expect(page).toContain('aria-describedby="email-problem"');
    expect(page).toContain('id="zone-problem"');
    expect(page).toContain('id="hour-problem"');
    expect(web().outbox).toEqual([]);
  });

  it.each([
    'victim@example.org\r\nBcc: everyone@example.org',
    'victim@example.org%0d%0aBcc:everyone@example.org',
    'a@example.org, b@example.org',
    '"Buy now" <victim@example.org>',
    'victim@example.org\u2028Bcc: everyone@example.org',
  ])('lets nothing but one address into a header: %j', async email => {
    const answer = await web().post('/subscriptions', { email });

    expect(answer.status).toBe(422);
    expect(web().outbox).toEqual([]);
  });

  it('mails one address once an hour and three times a day, and answers the same all along', async () => {
    const email = newAddress();
    const bodies: string[] = [];
    for (const time of ['10:00', '10:30', '11:00', '12:00', '13:00']) {
      web().setNow(new Date(`2026-08-18T${time}:00Z`));
      // Neither case nor a tag makes it another mailbox.
      const spelling = email.replace('@', `+${time.slice(0, 2)}@`);
      const answer = await web().post('/subscriptions', { email: spelling });
      bodies.push(await wordsOf(answer, spelling));
    }

    expect(web().outbox).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it('stops a client that signs up many addresses, by its network, and says when to come back', async () => {
    replaceWeb({ signUpMaxima: { perClientPerHour: 2, perHour: 1_000 } });
    web().setNow(new Date('2026-08-18T10:45:00Z'));
    const from = (host: number) => `2001:db8:0:7::${host}`;
    await web().post('/subscriptions', { email: newAddress() }, from(1));
    await web().post('/subscriptions', { email: newAddress() }, from(2));

    const third = await web().post('/subscriptions', { email: newAddress() }, from(3));
    const elsewhere = await web().post('/subscriptions', { email: newAddress() }, '2001:db8:0:8::1');

    expect([third.status, third.headers.get('Retry-After')]).toEqual([429, '900']);
    expect(elsewhere.status).toBe(200);
    expect(web().outbox).toHaveLength(3);
  });

  it('stops everyone when too many sign up at once, whether their address was signed up before or not', async () => {
    replaceWeb({ signUpMaxima: { perClientPerHour: 1_000, perHour: 2 } });
    web().setNow(new Date('2026-08-18T22:00:00Z'));
    const [first, second, third] = [newAddress(), newAddress(), newAddress()];
    const statuses: number[] = [];
    for (const [client, email] of [first, second, third, first].entries()) {
      statuses.push((await web().post('/subscriptions', { email }, `198.51.100.${client}`)).status);
    }

    expect(statuses).toEqual([200, 200, 429, 429]);
  });

  it.each(['unanswered', 'throttled', 'quota-spent', 'sending-stopped'] as const)(
    'asks to try again when SES is %s, and then trying again works at once',
    async kind => {
      const email = newAddress();
      web().answerMail({ kind, reason: 'test' });

      const failed = await web().post('/subscriptions', { email });
      web().answerMail({ kind: 'accepted', messageId: 'test' });
      const again = await web().post('/subscriptions', { email });

      expect([failed.status, again.status]).toEqual([503, 200]);
      expect(failed.headers.get('Retry-After')).not.toBeNull();
      expect(web().outbox).toHaveLength(1);
    },
  );

  it('says so when SES takes no mail for such an address', async () => {
    web().answerMail({ kind: 'rejected', reason: 'test' });

    const answer = await web().post('/subscriptions', { email: newAddress() });

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('id="email-problem"');
  });

  it('does nothing for whatever fills the field that nobody sees, and does not say so', async () => {
    const email = newAddress();

    const answer = await web().post('/subscriptions', { email, homepage: 'https://spam.example' });
    const other = newAddress();
    const honest = await web().post('/subscriptions', { email: other });

    expect(await wordsOf(answer, email)).toBe(await wordsOf(honest, other));
    expect(await stored(email)).toBeUndefined();
    expect(web().outbox).toHaveLength(1);
  });

  it('works as JSON by the same rules', async () => {
    const email = newAddress();

    const answer = await web().json('POST', '/api/subscriptions', {
      email,
      hour: 6,
      frequency: 'weekly',
      weekday: 7,
    });
    const wrong = await web().json('POST', '/api/subscriptions', { email: ['a@example.org'], hour: '6.5' });

    expect(answer.status).toBe(202);
    expect((await stored(email))?.preferences).toMatchObject({ hour: 6, frequency: 'weekly', weekday: 7 });
    expect(wrong.headers.get('Content-Type')).toBe('application/problem+json');
    const problem: unknown = await wrong.json();
    expect(problem).toMatchObject({
      status: 422,
      errors: { email: expect.any(String) as string, hour: expect.any(String) as string },
    });
  });

  it.each([
    ['no JSON at all', 'application/json', '{'],
    ['a list', 'application/json', '[]'],
    ['null', 'application/json', 'null'],
    ['a form', 'application/x-www-form-urlencoded', 'email=a%40example.org'],
  ])('refuses %s in the API', async (_, type, body) => {
    const answer = await web().app.request('/api/subscriptions', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400, title: 'This request cannot be read' });
  });

  it('survives a file where an address belongs, and a form that is none', async () => {
    const files = new FormData();
    files.set('email', new File(['a@example.org'], 'a.txt'));
    const file = await web().app.request('/subscriptions', { method: 'POST', body: files });
    const broken = await web().app.request('/subscriptions', {
      method: 'POST',
      body: 'not multipart',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    });

    expect([file.status, broken.status]).toEqual([422, 400]);
  });

  it('refuses a body of any size worth mentioning', async () => {
    const answer = await web().post('/subscriptions', { email: 'a'.repeat(140_000) });

    expect(answer.status).toBe(413);
  });
});

/** All that an answer tells but the address that was typed, which the page repeats. */
async function wordsOf(answer: Response, typed: string): Promise<string> {
  const headers = [...answer.headers].filter(([name]) => name !== 'content-length');
  return `${answer.status} ${(await answer.text()).replaceAll(typed, '[typed]')} ${JSON.stringify(headers)}`;
}

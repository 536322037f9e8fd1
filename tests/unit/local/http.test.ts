import { describe, expect, test } from 'vitest';
import { toHttpAnswer } from '../../../infra/local/http/http-answer.ts';
import { type HttpRequest, toHttpEvent } from '../../../infra/local/http/http-event.ts';

const request = (changes: Partial<HttpRequest>): HttpRequest => ({
  method: 'GET',
  url: '/',
  headers: { host: '127.0.0.1:3000' },
  body: Buffer.alloc(0),
  clientAddress: '127.0.0.1',
  ...changes,
});
const now = new Date('2026-08-18T05:00:07Z');
const eventOf = (changes: Partial<HttpRequest>) => toHttpEvent(request(changes), 'r-1', now);

describe('the event of a request', () => {
  test('has the path decoded, the query as sent and its values joined', () => {
    expect(eventOf({ url: '/days/2026%2D08-18?a=1&b=x%20y&a=2' })).toMatchObject({
      rawPath: '/days/2026-08-18',
      rawQueryString: 'a=1&b=x%20y&a=2',
      queryStringParameters: { a: '1,2', b: 'x y' },
    });
  });

  test('is cut at a question mark that was encoded, as an HTTP API does it', () => {
    expect(eventOf({ url: '/a%3Fb/c' }).rawPath).toBe('/a');
  });

  test('keeps a path that cannot be decoded', () => {
    expect(eventOf({ url: '/%E0%A4%A' }).rawPath).toBe('/%E0%A4%A');
  });

  test('takes cookies out of the headers and joins repeated headers by commas', () => {
    const event = eventOf({
      headers: { cookie: 'a=1; b=2', 'x-many': ['1', '2'] },
    });

    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.headers).toMatchObject({ 'x-many': '1,2', 'x-forwarded-for': '127.0.0.1' });
    expect(event.headers).not.toHaveProperty('cookie');
  });

  test.each([
    ['application/json', false],
    ['text/plain; charset=utf-8', false],
    ['application/x-www-form-urlencoded', true],
    ['multipart/form-data; boundary=x', true],
    ['application/octet-stream', true],
  ])('carries a body of %s in base64: %s', (type, inBase64) => {
    const event = eventOf({ method: 'POST', headers: { 'content-type': type }, body: Buffer.from('grüß') });

    expect(event.isBase64Encoded).toBe(inBase64);
    expect(Buffer.from(event.body!, inBase64 ? 'base64' : 'utf8').toString()).toBe('grüß');
  });

  test('has no body when the request has none', () => {
    expect(eventOf({ method: 'POST' })).not.toHaveProperty('body');
  });

  test('tells the time as API Gateway writes it', () => {
    expect(eventOf({}).requestContext).toMatchObject({
      time: '18/Aug/2026:05:00:07 +0000',
      timeEpoch: now.getTime(),
    });
  });
});

describe('what goes back to the client', () => {
  test('has the function’s status, headers and body', () => {
    const answer = toHttpAnswer({
      statusCode: 404,
      headers: { 'Content-Type': 'text/html', 'X-N': 1 },
      body: 'no',
    });

    expect(answer).toEqual({
      status: 404,
      headers: { 'content-type': 'text/html', 'x-n': '1' },
      body: Buffer.from('no'),
    });
  });

  test('is decoded when it was in base64', () => {
    const answer = toHttpAnswer({ statusCode: 200, body: 'AAEC', isBase64Encoded: true });

    expect([...answer.body]).toEqual([0, 1, 2]);
  });

  test('has one header for each cookie', () => {
    expect(toHttpAnswer({ statusCode: 200, cookies: ['a=1', 'b=2'] }).headers).toEqual({
      'set-cookie': ['a=1', 'b=2'],
    });
  });

  test('is the answer itself in JSON when it has no status', () => {
    expect(toHttpAnswer({ hello: 'you' })).toMatchObject({
      status: 200,
      body: Buffer.from('{"hello":"you"}'),
    });
  });

  test('is an error when the answer makes no sense', () => {
    expect(toHttpAnswer({ statusCode: 'soon' })).toMatchObject({ status: 500 });
  });
});

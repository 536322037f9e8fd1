import { describe, expect, it } from 'vitest';
import { StageSettingsError } from '../../infra/stage-settings-error.ts';
import { parseStage } from '../../infra/stages.ts';
import { readContext } from '../support/synthesised-stage.ts';

const least = {
  sender: { name: 'Daily Papers', address: 'papers@example.org' },
  listId: 'digest.example.org',
  removal: 'destroy',
};

function problemOf(settings: unknown): string {
  try {
    parseStage('prod', { prod: settings });
  } catch (error) {
    if (error instanceof StageSettingsError) return error.message;
    throw error;
  }
  throw new Error('the settings were taken');
}

describe('settings of a stage', () => {
  it('need only a sender, a list id and what removal does', () => {
    const settings = parseStage('prod', { prod: least });

    expect(settings).toMatchObject({
      web: {},
      postalAddress: '',
      sources: {
        huggingFace: { url: 'https://huggingface.co' },
        arxiv: { url: 'https://rss.arxiv.org', categories: [], listOnly: false },
      },
      schedule: { ingest: 'cron(5 * * * ? *)', dispatch: 'cron(0/15 * * * ? *)', settleHour: 8 },
      rates: { mailerConcurrency: 2, unknownGraceMinutes: 30, quotaReservePercent: 10 },
      timing: { sesTimeoutSeconds: 10, mailerTimeoutSeconds: 120, clockMarginSeconds: 30 },
      signUps: { perClientPerHour: 10, perHour: 500 },
      logRetentionDays: 30,
    });
  });

  it.each(Object.keys(readContext().stages))('of cdk.json are taken: %s', name => {
    expect(parseStage(name, readContext().stages)).toBeDefined();
  });

  it.each([
    [{ schedule: { settleHour: 31 } }, 'stages.prod.schedule.settleHour: got 31, expected a UTC hour, 0–23'],
    [
      { schedule: { settleHour: '8' } },
      'stages.prod.schedule.settleHour: got "8", expected a UTC hour, 0–23',
    ],
    [
      { schedule: { ingest: '5 * * * *' } },
      'stages.prod.schedule.ingest: got "5 * * * *", expected six fields in UTC as EventBridge Scheduler reads them, such as cron(5 * * * ? *)',
    ],
    [
      { rates: { mailerConcurrency: 1 } },
      'stages.prod.rates.mailerConcurrency: got 1, expected a whole number from 2 (the least that SQS allows) to 1000',
    ],
    [
      { timing: { mailerTimeoutSeconds: 20 } },
      'stages.prod.timing.mailerTimeoutSeconds: got 20, expected three times sesTimeoutSeconds at the least, or a mail that SES is slow to answer does not fit in',
    ],
    [
      { rates: { unknownGraceMinutes: 9 } },
      'stages.prod.rates.unknownGraceMinutes: got 9, expected so long that an event can be tried three times before a mail goes out again: three times what the feedback queue hides it for (6 × timing.feedbackTimeoutSeconds + timing.eventsWindowSeconds), twice timing.sendEventBufferSeconds, and timing.clockMarginSeconds',
    ],
    [
      { mailFromSubdomain: 'bounce' },
      'stages.prod.mailFromSubdomain: got "bounce", expected a mailDomain beside it, or nothing',
    ],
    [
      { zone: { id: 'example.org', name: 'example.org' } },
      'stages.prod.zone.id: got "example.org", expected the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ',
    ],
    [
      { web: { domain: 'papers.example.org' } },
      'stages.prod.web.domain: got "papers.example.org", expected a name in zone, where its record and certificate are made; without a zone, web.url',
    ],
    [
      {
        zone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.org' },
        web: { domain: 'papers.example.org', url: 'https://papers.example.org' },
      },
      'stages.prod.web.url: got "https://papers.example.org", expected nothing, for web.domain already says where the page is',
    ],
    [
      { sender: { address: 'papers@example.org' } },
      'stages.prod.sender.name: got nothing, expected the name that readers see, such as "Daily Papers"',
    ],
    [
      { sender: { name: 'Daily Papers', address: 'papers' } },
      'stages.prod.sender.address: got "papers", expected the e-mail address that mails come from, such as papers@example.org',
    ],
    [
      { mailDomain: 'other.org' },
      'stages.prod.sender.address: got "papers@example.org", expected an address in mailDomain, for that is what SES verifies',
    ],
    [
      { web: { url: 'https://papers.example.org/' } },
      'stages.prod.web.url: got "https://papers.example.org/", expected an address without path or trailing slash, such as https://papers.example.org',
    ],
    [
      { sources: { huggingFace: { url: 'https://169.254.169.254' } } },
      'stages.prod.sources.huggingFace.url: got "https://169.254.169.254", expected an https address at a public name, without path, such as https://huggingface.co',
    ],
    [
      { sources: { arxiv: { categories: ['cs.CL', 'Biology!'] } } },
      'stages.prod.sources.arxiv.categories.1: got "Biology!", expected an arXiv category, such as cs.CL',
    ],
    [{ removal: undefined }, 'stages.prod.removal: got nothing, expected "retain" or "destroy"'],
    [
      { logRetentionDays: 8 },
      'stages.prod.logRetentionDays: got 8, expected a number of days that CloudWatch Logs offers, such as 7, 30, 90 or 365',
    ],
    [{ rates: 3 }, 'stages.prod.rates: got 3, expected an object with settings'],
    [
      { schedule: { settelHour: 8 } },
      'stages.prod.schedule.settelHour: there is no such setting, expected it to be spelt otherwise or absent',
    ],
  ])('that will not do are named with what would: %j', (change, message) => {
    expect(problemOf({ ...least, ...change })).toBe(message);
  });

  it('are all named at once', () => {
    const problem = problemOf({
      ...least,
      schedule: { settleHour: 31 },
      rates: { quotaReservePercent: 200 },
    });

    expect(problem.split('\n')).toHaveLength(2);
  });

  it('must exist under the name asked for', () => {
    expect(() => parseStage('staging', { local: least, prod: least })).toThrow(
      'stage: got "staging", expected one of local, prod, or settings for it in cdk.json under context.stages.staging',
    );
  });

  it('must have a name that can stand in the names of stacks', () => {
    expect(() => parseStage('My Stage', { 'My Stage': least })).toThrow(
      'stage: got "My Stage", expected a name of up to 20 lower-case letters, digits and hyphens',
    );
  });
});

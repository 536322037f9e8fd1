import { describe, expect, it } from 'vitest';
import { parseReaderKey, readerKey, readerUrls } from '../../../shared/subscribers/reader-link.ts';
import {
  formatZoneHour,
  parseZoneHour,
  shardCount,
  slotFrequencyOf,
  slotOf,
  slotsOf,
} from '../../../shared/subscribers/slots.ts';
import { createToken, tokensMatch } from '../../../shared/subscribers/token.ts';
import { canonicalZone, zoneNames, zonePlace } from '../../../shared/subscribers/zones.ts';
import { subscriber } from '../../support/subscriber-factories.ts';

describe('a reader’s link', () => {
  const reader = subscriber();

  it('carries id and token, and can be read back', () => {
    expect(parseReaderKey(readerKey(reader))).toEqual({ id: reader.id, token: reader.token });
  });

  it.each([
    '',
    'x',
    reader.id,
    `${readerKey(reader)}x`,
    readerKey(reader).slice(1),
    `${'g'.repeat(32)}.${reader.token}`,
  ])('is nobody’s when it is %j', key => {
    expect(parseReaderKey(key)).toBeUndefined();
  });

  it('leads to the pages of this reader', () => {
    const urls = readerUrls('https://papers.example.org', reader);

    expect(urls.unsubscribe).toBe(`https://papers.example.org/r/${readerKey(reader)}/unsubscribe`);
    expect(urls.oneClick).toMatch(new RegExp(`^https://papers.example.org/u/${reader.id}\\.[\\w-]{22}$`));
    expect(urls.oneClick).not.toContain(reader.token);
    expect(urls.pauseWeek).toBe(`https://papers.example.org/r/${readerKey(reader)}/pause-week`);
    expect(urls.more('math/0309136')).toBe(
      `https://papers.example.org/r/${readerKey(reader)}/more/math/0309136`,
    );
    expect(new Set(Object.values(urls)).size).toBe(Object.keys(urls).length);
  });
});

describe('a token', () => {
  it('is 22 characters that fit into a URL', () => {
    expect(createToken(size => Buffer.alloc(size, 255))).toBe('_____________________w');
  });

  it('matches itself only, whatever the length of the other', () => {
    const token = 'abcdefghijklmnopqrstuv';

    expect(tokensMatch(token, token)).toBe(true);
    expect(['', 'a', `${token}w`, token.toUpperCase()].some(other => tokensMatch(other, token))).toBe(false);
  });
});

describe('a slot', () => {
  it('holds the readers of one zone and hour, spread over its shards by id', () => {
    const slots = Array.from('0123456789abcdef', first =>
      slotOf(subscriber({ id: first.repeat(32) }, { zone: 'Europe/Berlin', hour: 7 })),
    );

    expect(new Set(slots)).toEqual(new Set(slotsOf({ zone: 'Europe/Berlin', hour: 7 })));
    expect(slotsOf({ zone: 'Europe/Berlin', hour: 7 })).toHaveLength(shardCount);
  });

  it('has its zone and hour registered in a form that can be read back', () => {
    const zoneHour = { zone: 'America/Argentina/Buenos_Aires', hour: 23 };
    expect(parseZoneHour(formatZoneHour(zoneHour))).toEqual(zoneHour);
  });

  it.each(['', 'UTC', 'UTC#24', 'UTC#x', '#7'])('is not registered as %j', text => {
    expect(() => parseZoneHour(text)).toThrow();
  });

  it('tells the weekday of weekly readers only', () => {
    expect(slotFrequencyOf(subscriber().preferences)).toBe('daily');
    expect(slotFrequencyOf(subscriber({}, { frequency: 'weekdays', weekday: 3 }).preferences)).toBe(
      'weekdays',
    );
    expect(slotFrequencyOf(subscriber({}, { frequency: 'weekly', weekday: 3 }).preferences)).toBe('weekly-3');
  });
});

describe('zones', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    [' UTC ', 'UTC'],
    ['GMT', 'UTC'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
  ])('knows %s as %s', (text, zone) => {
    expect(canonicalZone(text)).toBe(zone);
  });

  it('offers each zone once, each of them one that a calendar can use', () => {
    expect(new Set(zoneNames).size).toBe(zoneNames.length);
    for (const zone of zoneNames) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
      expect(canonicalZone(zone)).toBe(zone);
    }
  });

  it('names the place', () => {
    expect(zonePlace('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../shared/subscribers/address.ts';
import { parsePreferences } from '../../shared/subscribers/preferences.ts';
import { defaultPreferences, frequencies, preferencesSchema } from '../../shared/subscribers/subscriber.ts';
import { zoneNames } from '../../shared/subscribers/zones.ts';

const now = new Date('2026-08-18T10:00:00.000Z');

/** Texts near what an address looks like, and texts that are nothing like it. */
const anyText = fc.oneof(
  fc.emailAddress(),
  fc.string({ unit: 'grapheme' }),
  fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })).map(([a, b]) => `${a}@${b}.org`),
  fc
    .tuple(fc.emailAddress(), fc.constantFrom('\r\n', '\n', '\0', ' ', ',', '<', '"'), fc.string())
    .map(([a, b, c]) => a + b + c),
);

describe('whatever is typed as an address', () => {
  it('can break out of no header if it is accepted', () => {
    fc.assert(
      fc.property(anyText, text => {
        const parsed = parseAddress(text);
        if (!parsed.ok) return;
        expect(parsed.address.email).toMatch(/^[^\s"<>(),:;\\[\]@]{1,64}@[a-z0-9.-]+$/);
        expect(parsed.address.email).toMatch(/^[\x21-\x7e]{3,254}$/);
      }),
    );
  });

  it('stays what it is when it is read again', () => {
    fc.assert(
      fc.property(anyText, text => {
        const parsed = parseAddress(text);
        if (!parsed.ok) return;
        expect(parseAddress(parsed.address.email)).toEqual(parsed);
      }),
    );
  });

  it('is one reader in any letter case and with spaces around it', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: 'small' }), email => {
        const [plain, upper, spaced] = [email, email.toUpperCase(), `  ${email}\t`].map(parseAddress);
        const key = plain?.ok === true ? plain.address.key : undefined;
        expect(upper).toMatchObject(key === undefined ? { ok: false } : { address: { key } });
        expect(spaced).toEqual(plain);
      }),
    );
  });
});

describe('whatever is sent as preferences', () => {
  const fields = ['zone', 'hour', 'frequency', 'weekday', 'maxPapers', 'pausedUntil'];

  it('gives preferences that the store can keep, or a message for a field', () => {
    const anyInput = fc.oneof(
      fc.object({ key: fc.constantFrom(...fields), maxDepth: 1 }),
      fc.dictionary(fc.constantFrom(...fields), fc.anything()),
    );
    fc.assert(
      fc.property(anyInput, input => {
        const parsed = parsePreferences(input, now, defaultPreferences);
        if (parsed.ok) expect(preferencesSchema.parse(parsed.preferences)).toEqual(parsed.preferences);
        else {
          expect(Object.keys(parsed.problems).length).toBeGreaterThan(0);
          expect(fields).toEqual(expect.arrayContaining(Object.keys(parsed.problems)));
        }
      }),
    );
  });

  it('comes back the same after a form has shown it', () => {
    const preferences = fc.record({
      zone: fc.constantFrom(...zoneNames),
      hour: fc.integer({ min: 0, max: 23 }),
      frequency: fc.constantFrom(...frequencies),
      weekday: fc.integer({ min: 1, max: 7 }),
      maxPapers: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(preferences, chosen => {
        const form = Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, String(value)]));
        expect(parsePreferences(form, now)).toEqual({ ok: true, preferences: chosen });
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChosenPapers } from '../../../functions/web/read-rules.ts';
import {
  applyAction,
  formOf,
  inputOf,
  readRulesForm,
  readRulesFormAction,
  termButtonValue,
} from '../../../functions/web/read-rules-form.ts';
import { parseRules } from '../../../shared/subscribers/parse-rules.ts';
import { noRules } from '../../../shared/subscribers/rules.ts';
import { defaultPreferences } from '../../../shared/subscribers/subscriber.ts';
import { rules } from '../../support/rule-factories.ts';

const stored = formOf({ rules: noRules, maxPapers: 20 });

function read(fields: Record<string, unknown>) {
  return readChosenPapers(inputOf(readRulesForm(fields, stored)), defaultPreferences);
}

describe('the form of rules', () => {
  it('has a term a line, in whatever way the lines end', () => {
    const form = {
      'include.phrases': '  diffusion \r\n\r\nlanguage model\n',
      'exclude.authors': 'Ada Example',
    };

    expect(read(form)).toEqual({
      ok: true,
      chosen: {
        rules: rules({
          include: { phrases: ['diffusion', 'language model'] },
          exclude: { authors: ['Ada Example'] },
        }),
        maxPapers: 20,
      },
    });
  });

  it('takes an empty bound for none, and what is not sent from what is stored', () => {
    const known = formOf({
      rules: rules({ include: { authors: ['Ada'] }, fillUp: false, minUpvotes: 9 }),
      maxPapers: 7,
    });

    const form = readRulesForm({ minUpvotes: ' ' }, known);

    expect(inputOf(form)).toMatchObject({
      rules: { include: { authors: ['Ada'] }, minUpvotes: 0, fillUp: false },
      maxPapers: '7',
    });
  });

  it.each([
    ['minUpvotes', ['-1', '1001', '2.5', 'many', '0x5']],
    ['fillUp', ['', 'maybe']],
    ['maxPapers', ['', '0', '51', 'all']],
    ['include.phrases', ['!', 'x'.repeat(81)]],
  ])('says what is wrong with %s, and with nothing else', (field, values) => {
    for (const value of values) {
      const result = read({ [field]: value });
      expect(Object.keys(result.ok ? {} : result.problems), value).toEqual([field]);
    }
  });

  it('shows any rules so that they are read back the same', () => {
    const term = fc.string({ unit: 'grapheme', maxLength: 40 });
    const terms = fc.record({
      phrases: fc.array(term, { maxLength: 5 }),
      authors: fc.array(term, { maxLength: 5 }),
    });
    const wishes = fc.record({ include: terms, minUpvotes: fc.nat(1_000), fillUp: fc.boolean() });

    fc.assert(
      fc.property(wishes, fc.integer({ min: 1, max: 50 }), (input, maxPapers) => {
        const parsed = parseRules(input);
        fc.pre(parsed.ok);
        const chosen = { rules: parsed.rules, maxPapers };
        expect(readChosenPapers(inputOf(formOf(chosen)), defaultPreferences)).toEqual({ ok: true, chosen });
      }),
      { seed: 5 },
    );
  });
});

describe('the buttons of the form', () => {
  it('keep nothing unless it is the one that saves', () => {
    const kinds = [
      { action: 'save' },
      { action: 'preview' },
      {},
      { action: 'delete' },
      { add: 'x' },
      { add: 'title:x' },
    ];

    expect(kinds.map(fields => readRulesFormAction(fields).kind)).toEqual([
      'save',
      'preview',
      'preview',
      'preview',
      'preview',
      'preview',
    ]);
  });

  it('add a term once, and take it out again', () => {
    const form = { ...stored, 'include.phrases': 'Diffusion\ngraphs: theory' };
    const press = (kind: 'add' | 'remove', term: string) =>
      applyAction(form, readRulesFormAction({ [kind]: termButtonValue('include.phrases', term) }));

    expect(press('add', 'flow matching')['include.phrases']).toBe('Diffusion\ngraphs: theory\nflow matching');
    expect(press('add', 'diffusion')['include.phrases']).toBe('graphs: theory\ndiffusion');
    expect(press('remove', 'graphs: theory')['include.phrases']).toBe('Diffusion');
  });
});

import fc from 'fast-check';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { preferencesSchema } from '../../shared/subscribers/subscriber.ts';
import { callWeb } from '../support/call-web.ts';
import { startDynamo } from '../support/dynamo.ts';
import { hostileText, hostileValue, plantedAddress } from './hostile.ts';
import { defineKind, type FuzzWorld, WrongAnswerError } from './kind.ts';
import { changeText, mutatedValue, textChanges, toText } from './mutate-json.ts';
import { readersOnDynamo } from './readers.ts';
import { problemsOf, scan } from './stored-items.ts';
import { verdictOf } from './web-answers.ts';
import { fieldsOf, formTypes, type Sent, sentAs } from './web-requests.ts';

const terms = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('diffusion model', 'Ada Example', 'cs.CL', 'Example Lab', 'naïve Bayes'),
    },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.constant(plantedAddress) },
  ),
  { maxLength: 4 },
);
const sides = fc.record({ phrases: terms, authors: terms, organizations: terms }, { requiredKeys: [] });
const rules = fc.record(
  { include: sides, exclude: sides, minUpvotes: fc.integer({ min: -1, max: 1_001 }), fillUp: fc.boolean() },
  { requiredKeys: [] },
);

/** The clock of the world stands at 18 August 2026. */
const pauses = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', '2026-08-31', '2027-02-28') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2026-08-18', '2026-02-30', '2030-01-01', '2026-W34', '31.08.2026'),
  },
);
const number = (min: number, max: number) =>
  fc.integer({ min, max }).chain(each => fc.constantFrom<unknown>(each, String(each), ` ${each} `));

const usual = {
  zone: fc.constantFrom('Europe/Berlin', 'asia/kolkata', 'UTC'),
  hour: number(0, 23),
  frequency: fc.constantFrom('daily', 'weekly', 'weekdays'),
  weekday: number(1, 7),
  maxPapers: number(1, 50),
  pausedUntil: pauses,
};

const preferences = fc.record({ ...usual, quietNote: fc.boolean(), rules });

const lines = terms.map(list => list.join('\r\n'));
const rulesForm = {
  'include.phrases': lines,
  'include.authors': lines,
  'exclude.categories': lines,
  minUpvotes: number(0, 20),
  fillUp: fc.constantFrom('yes', 'no'),
  maxPapers: number(1, 50),
  action: fc.constantFrom('save', 'save', 'preview'),
};

interface PreferencesInput extends Sent {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
}

const asJson = (values: fc.Arbitrary<unknown>, path: string): fc.Arbitrary<PreferencesInput> =>
  fc.tuple(values, textChanges).map(([value, breaks]) => {
    const text = toText(value);
    const body = new Uint8Array(Buffer.from(changeText(text, breaks)));
    return { method: 'PUT', path, type: 'application/json', body };
  });

const mutated = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 2, arbitrary: values },
    { weight: 3, arbitrary: mutatedValue(values) },
    { weight: 1, arbitrary: hostileValue },
  );

const inputs: fc.Arbitrary<PreferencesInput> = fc.oneof(
  asJson(mutated(preferences), '/api/r/KEY/preferences'),
  asJson(mutated(rules), '/api/r/KEY/rules'),
  sentAs(fieldsOf(rulesForm), formTypes).map(
    (sent): PreferencesInput => ({ ...sent, method: 'POST', path: '/r/KEY/rules' }),
  ),
  sentAs(fieldsOf({ ...usual, quietNote: fc.constant('on') }), formTypes).map(
    (sent): PreferencesInput => ({ ...sent, method: 'POST', path: '/r/KEY/preferences' }),
  ),
);

async function open(): Promise<FuzzWorld<PreferencesInput>> {
  const dynamo = await startDynamo();
  const { web, readers } = await readersOnDynamo(dynamo, ['one', 'other']);
  const key = readerKey(readers.one);
  const other = async () => JSON.stringify(await web.subscribers.get(readers.other.id));
  const before = await other();
  return {
    take: async ({ method, path, type, body }) => {
      const stored = async () => (await web.subscribers.get(readers.one.id))?.preferences;
      const earlier = await stored();
      const answer = await callWeb(web.app, {
        method,
        url: path.replace('KEY', key),
        headers: { 'content-type': type },
        body,
      });
      const verdict = verdictOf(answer, web);
      const now = await stored();
      if (verdict.kind === 'refused' && JSON.stringify(now) !== JSON.stringify(earlier))
        throw new WrongAnswerError('a refused change was stored');
      if (verdict.kind === 'accepted' && path.endsWith('/preferences') && method === 'PUT') {
        const told = preferencesSchema.parse(JSON.parse(answer.body));
        if (JSON.stringify(told) !== JSON.stringify(now))
          throw new WrongAnswerError('other preferences were stored');
      }
      if ((await other()) !== before) throw new WrongAnswerError('another reader changed');
      return verdict;
    },
    halfStored: async () => problemsOf(await scan(dynamo, dynamo.tables.subscribers)),
    close: () => dynamo.close(),
  };
}

export const preferencesKind = defineKind({ name: 'preferences', inputs, open });

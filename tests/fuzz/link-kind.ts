import fc from 'fast-check';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { callWeb } from '../support/call-web.ts';
import { delivery } from '../support/delivery-factories.ts';
import { startDynamo } from '../support/dynamo.ts';
import { hostileText } from './hostile.ts';
import { defineKind, type FuzzWorld, WrongAnswerError } from './kind.ts';
import { readersOnDynamo } from './readers.ts';
import { problemsOf } from './stored-items.ts';
import { keepState } from './table-state.ts';
import { verdictOf } from './web-answers.ts';

/** The pages and the API behind a reader's link, and some that are not there. */
const routes = [
  ['GET', '/r/KEY'],
  ['GET', '/r/KEY/confirm'],
  ['POST', '/r/KEY/confirm'],
  ['GET', '/r/KEY/preferences'],
  ['POST', '/r/KEY/preferences'],
  ['GET', '/r/KEY/pause'],
  ['GET', '/r/KEY/unsubscribe'],
  ['POST', '/r/KEY/unsubscribe'],
  ['GET', '/u/KEY'],
  ['POST', '/u/KEY'],
  ['GET', '/r/KEY/data'],
  ['GET', '/r/KEY/delete'],
  ['POST', '/r/KEY/delete'],
  ['GET', '/r/KEY/rules'],
  ['POST', '/r/KEY/rules'],
  ['GET', '/r/KEY/feed.atom'],
  ['GET', '/r/KEY/feed.json'],
  ['GET', '/r/KEY/pause-week'],
  ['POST', '/r/KEY/pause-week'],
  ['POST', '/r/KEY/weekly'],
  ['POST', '/r/KEY/fewer'],
  ['GET', '/r/KEY/more/2608.00001'],
  ['POST', '/r/KEY/less/2608.00001'],
  ['GET', '/api/r/KEY'],
  ['DELETE', '/api/r/KEY'],
  ['GET', '/api/r/KEY/preferences'],
  ['PUT', '/api/r/KEY/preferences'],
  ['GET', '/api/r/KEY/rules'],
  ['PUT', '/api/r/KEY/rules'],
  ['POST', '/api/r/KEY/confirm'],
  ['POST', '/api/r/KEY/unsubscribe'],
  ['HEAD', '/r/KEY/preferences'],
  ['OPTIONS', '/r/KEY/unsubscribe'],
  ['DELETE', '/r/KEY/preferences'],
  ['GET', '/papers/KEY'],
  ['GET', '/days/KEY'],
  ['GET', '/api/days?from=KEY&to=KEY'],
  ['GET', '/feeds?q=KEY'],
  ['GET', '/feeds/search.atom?q=KEY'],
  ['GET', '/feeds/search.json?q=KEY'],
] as const;

const names = ['first', 'second', 'pending'] as const;
type Name = (typeof names)[number];

/** How a key gets into a link: whole, or damaged, or made of two people's. */
type KeyMaking =
  | { readonly do: 'own'; readonly of: Name }
  | {
      readonly do: 'cut' | 'extend' | 'insert';
      readonly of: Name;
      readonly at: number;
      readonly text: string;
    }
  | { readonly do: 'mix'; readonly of: Name; readonly token: Name }
  | { readonly do: 'case' | 'escape' | 'twice'; readonly of: Name }
  | { readonly do: 'invented'; readonly text: string };

const name = fc.constantFrom(...names);
const keys: fc.Arbitrary<KeyMaking> = fc.oneof(
  { weight: 4, arbitrary: name.map(of => ({ do: 'own' as const, of })) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('cut' as const, 'extend' as const, 'insert' as const),
      of: name,
      at: fc.integer({ min: 0, max: 54 }),
      text: fc.oneof(hostileText, fc.constantFrom('\0', '.', '/', '?', '#', ' ', 'A', '０', '=', '%')),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('mix' as const), of: name, token: name }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('case' as const, 'escape' as const, 'twice' as const),
      of: name,
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .oneof(hostileText, fc.stringMatching(/^[0-9a-f]{32}\.[\w-]{22}$/))
      .map(text => ({ do: 'invented' as const, text })),
  },
);

const inputs = fc.record({
  route: fc.constantFrom(...routes),
  key: keys,
  /** As a browser writes it into a link, or as a program that does not know how. */
  encoded: fc.boolean(),
});
interface LinkInput {
  readonly route: (typeof routes)[number];
  readonly key: KeyMaking;
  readonly encoded: boolean;
}

const form = new URLSearchParams({
  zone: 'Europe/Paris',
  hour: '8',
  frequency: 'daily',
  weekday: '1',
  maxPapers: '9',
  pausedUntil: '',
  papers: '5',
  action: 'save',
}).toString();

async function open(): Promise<FuzzWorld<LinkInput>> {
  const dynamo = await startDynamo();
  const { web, readers } = await readersOnDynamo(dynamo, names);
  for (const reader of Object.values(readers)) {
    await web.ledger.replace(
      undefined,
      delivery({ subscriber: reader.id, status: 'sent', messageId: 'ses-1' }),
    );
  }
  const state = await keepState(dynamo);
  const keyOf = (of: Name) => readerKey(readers[of]);

  return {
    take: async ({ route: [method, path], key: making, encoded }) => {
      const key = makeKey(making, keyOf);
      const url = path.replaceAll('KEY', encoded ? encodeURIComponent(key.toWellFormed()) : asSent(key));
      const isJson = path.startsWith('/api/');
      const body = isJson ? JSON.stringify(Object.fromEntries(new URLSearchParams(form))) : form;
      const headers = { 'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded' };
      const sends = method === 'POST' || method === 'PUT';
      const answer = await callWeb(web.app, {
        method,
        url,
        ...(sends && { headers, body: Buffer.from(body) }),
      });
      const after = await state.read();
      try {
        for (const each of names) {
          if (holdsKey(url, keyOf(each))) continue;
          const { id, token, email } = readers[each];
          if (state.changed(after, id)) throw new WrongAnswerError(`the data of ${each} changed`);
          if (answer.body.includes(email) || (answer.body.includes(token) && !key.includes(token)))
            throw new WrongAnswerError(`the data of ${each} were told`);
        }
        if (method === 'GET' && state.changed(after)) throw new WrongAnswerError('a GET changed something');
        const problems = problemsOf(after.items);
        if (problems.length > 0) throw new WrongAnswerError(`left ${problems.join('; ')}`);
        // An answer to HEAD has no body to give a reason in.
        return verdictOf(method === 'HEAD' ? { ...answer, body: '<h1>None</h1><p>None</p>' } : answer, web);
      } finally {
        await state.restore(after);
      }
    },
    halfStored: async () => problemsOf((await state.read()).items),
    close: () => dynamo.close(),
  };
}

function makeKey(making: KeyMaking, keyOf: (of: Name) => string): string {
  if (making.do === 'invented') return making.text;
  const key = keyOf(making.of);
  switch (making.do) {
    case 'own':
      return key;
    case 'cut':
      return key.slice(0, making.at);
    case 'extend':
      return making.at % 2 === 0 ? key + making.text : making.text + key;
    case 'insert':
      return key.slice(0, making.at) + making.text + key.slice(making.at);
    case 'mix':
      return key.slice(0, 33) + keyOf(making.token).slice(33);
    case 'case':
      return key.toUpperCase();
    case 'escape':
      return key.replaceAll('.', '%2e');
    case 'twice':
      return `${key}/${key}`;
    default:
      return making satisfies never;
  }
}

/**
 * Whether a request carries a reader's whole key, however it is written: escaped any number of times, with the
 * characters in it that a URL drops, or before something else.
 */
function holdsKey(url: string, key: string): boolean {
  let written = url;
  for (let times = 0; times < 3; times += 1) written = decoded(written);
  return written
    .replace(/[\s\p{Cc}]/gu, '')
    .split(/[\\/?#&=]/)
    .includes(key);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The bytes of an unescaped text as a request line carries them: what would end the line is escaped by any client. */
function asSent(key: string): string {
  return key.toWellFormed().replace(/[\s\p{Cc}]/gu, each => encodeURIComponent(each));
}

export const linkKind = defineKind({ name: 'link', inputs, open });

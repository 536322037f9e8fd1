import fc from 'fast-check';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { termKinds } from '../../shared/subscribers/rules.ts';
import { callWeb } from '../support/call-web.ts';
import { startDynamo } from '../support/dynamo.ts';
import { dayListing } from '../support/paper-factories.ts';
import { keepListing } from '../support/web.ts';
import { hostileText, plantedAddress } from './hostile.ts';
import { defineKind, type FuzzWorld, WrongAnswerError } from './kind.ts';
import { readersOnDynamo } from './readers.ts';
import { problemsOf } from './stored-items.ts';
import { keepState } from './table-state.ts';
import { verdictOf } from './web-answers.ts';
import { fieldsOf, formTypes, type Sent, sentAs } from './web-requests.ts';

const paperIds = ['2608.00001', '2608.00002'];

const ids = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...paperIds) },
  { weight: 1, arbitrary: fc.constantFrom('2608.99999', 'math/0309136', 'title-0123456789abcdef') },
  { weight: 1, arbitrary: hostileText },
);
const paths = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('more', 'less'), ids).map(([wish, id]) => `${wish}/${asPath(id)}`),
  },
  { weight: 2, arbitrary: fc.constantFrom('pause-week', 'weekly', 'fewer', 'pause') },
);

/** A box of the forms under a paper, ticked, or what somebody makes of it. */
const boxes = fc
  .record({
    change: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('include', 'exclude', 'drop') },
      { weight: 1, arbitrary: fc.constantFrom('', 'constructor', '__proto__', 'toString') },
    ),
    kind: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...termKinds) },
      { weight: 1, arbitrary: fc.constantFrom('', 'fillUp', '__proto__', 'length') },
    ),
    term: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('diffusion model', 'Ada Example', 'cs.CL', 'naïve Bayes') },
      { weight: 1, arbitrary: hostileText },
      { weight: 1, arbitrary: fc.constantFrom(plantedAddress, 'a', '…', 'x'.repeat(81), ' the ') },
    ),
  })
  .map(({ change, kind, term }) => `${change}.${kind}:${term}`);

const fields = fieldsOf({
  'change-0': boxes,
  'change-1': boxes,
  papers: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 50 }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom('0', '51', '-1', '2.5', '1e1', '٣', '') },
  ),
  pausedUntil: fc.constantFrom('', '2026-08-31', '2026-02-30'),
});

interface MailLinkInput extends Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

const inputs: fc.Arbitrary<MailLinkInput> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'POST'),
    path: paths,
    sent: sentAs(fields, formTypes),
  })
  .map(({ method, path, sent }) => ({ ...sent, method, path }));

async function open(): Promise<FuzzWorld<MailLinkInput>> {
  const dynamo = await startDynamo();
  const { web, readers } = await readersOnDynamo(dynamo, ['one', 'other']);
  await keepListing(
    web.papers,
    dayListing(
      '2026-08-17',
      paperIds.map(id => ({ id, upvotes: 9 })),
    ),
  );
  const state = await keepState(dynamo);

  return {
    take: async ({ method, path, type, body }) => {
      const send = () =>
        callWeb(web.app, {
          method,
          url: `/r/${readerKey(readers.one)}/${path}`,
          ...(method === 'POST' && { headers: { 'content-type': type }, body }),
        });
      const preferences = async () =>
        JSON.stringify((await web.subscribers.get(readers.one.id))?.preferences);
      try {
        const verdict = verdictOf(await send(), web);
        const once = await preferences();
        const now = await state.read();
        if ((verdict.kind === 'refused' || method === 'GET') && state.changed(now))
          throw new WrongAnswerError(`${method === 'GET' ? 'a GET' : 'a refused form'} changed something`);
        if (state.changed(now, readers.other.id)) throw new WrongAnswerError('another reader changed');
        const problems = problemsOf(now.items);
        if (problems.length > 0) throw new WrongAnswerError(`left ${problems.join('; ')}`);
        const again = verdictOf(await send(), web);
        if (again.kind !== verdict.kind || (await preferences()) !== once)
          throw new WrongAnswerError('pressing the button twice does more than once');
        return verdict;
      } finally {
        await state.restore(await state.read());
      }
    },
    halfStored: async () => problemsOf((await state.read()).items),
    close: () => dynamo.close(),
  };
}

function asPath(id: string): string {
  return encodeURIComponent(id.toWellFormed()).replaceAll('%2F', '/');
}

export const mailLinkKind = defineKind({ name: 'mail-link', inputs, open });

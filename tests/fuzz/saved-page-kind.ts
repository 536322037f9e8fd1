import fc from 'fast-check';
import { recordDay } from '../../shared/papers/record-day.ts';
import { recordPapers } from '../../shared/papers/record-papers.ts';
import { savedPageEntries } from '../../shared/papers/sources/saved-page.ts';
import { createPapersStore } from '../../shared/papers/store.ts';
import { startDynamo } from '../support/dynamo.ts';
import { hasFixtures, readSavedPage } from '../support/fixtures.ts';
import { hostileText } from './hostile.ts';
import { defineKind, type FuzzWorld } from './kind.ts';
import { changeText, textChanges } from './mutate-json.ts';
import { danglingOf, problemsOf, scan } from './stored-items.ts';

const orHostile = (usual: string) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: hostileText });
const number = fc.oneof(
  { weight: 3, arbitrary: fc.nat(40).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('0', '-1', '007', '9'.repeat(20), '9'.repeat(400), '1e9', '٣') },
);

const entries = fc
  .record({
    title: orHostile('A Paper of a Saved Page'),
    abstract: orHostile('It says little.\nIn two lines.'),
    authors: number,
    date: orHostile('Jan 6, 2026'),
    comments: number,
  })
  .map(
    ({ title, abstract, authors, date, comments }) =>
      `${title}\n\n${abstract}\n\n• ${authors} authors\n\n·\n\n${date} ${comments}\n\n`,
  );

const made = fc
  .record({ banner: orHostile('Jan 8'), list: fc.array(entries, { minLength: 1, maxLength: 3 }) })
  .map(({ banner, list }) => `Daily Papers\n\n${banner}\n\n${list.join('')}`);

/** A stretch of the recorded page, where it is there: what a copy that was cut anywhere looks like. */
const stretches = hasFixtures
  ? fc.tuple(fc.nat(), fc.integer({ min: 1, max: 12_000 })).map(([from, length]) => {
      const page = readPage();
      const start = from % page.length;
      return page.slice(start, start + length);
    })
  : made;

let page: string | undefined;
const readPage = () => (page ??= readSavedPage());

const inputs = fc.record({
  text: fc
    .tuple(fc.oneof({ weight: 3, arbitrary: made }, { weight: 1, arbitrary: stretches }), textChanges)
    .map(([text, changes]) => changeText(text, changes)),
  day: fc.option(fc.constantFrom('2026-01-08', '2026-01-09'), { nil: undefined }),
});

interface SavedPageInput {
  readonly text: string;
  readonly day: string | undefined;
}

/** As the operator's back-fill does it: what is read is recorded. */
async function open(): Promise<FuzzWorld<SavedPageInput>> {
  const dynamo = await startDynamo();
  const papers = createPapersStore(dynamo.client, dynamo.tables.papers);
  return {
    take: async ({ text, day }) => {
      const read = savedPageEntries(text, day === undefined ? {} : { day });
      if (read.kind === 'unreadable') return { kind: 'refused', why: read.reason };
      const recorded = await recordPapers(papers, read.entries);
      const told = read.entries.map(entry => ({
        ...entry,
        paperId: recorded.papers.get(entry.paperId)?.id ?? entry.paperId,
      }));
      const at = new Date('2026-01-10T09:00:00Z');
      await recordDay(papers, { day: read.day, poll: { kind: 'read' }, told, at, settleHour: 8 });
      return { kind: 'accepted' };
    },
    halfStored: async () => {
      const items = await scan(dynamo, dynamo.tables.papers);
      return [...problemsOf(items), ...danglingOf(items)];
    },
    close: () => dynamo.close(),
  };
}

export const savedPageKind = defineKind({ name: 'saved-page', inputs, open });

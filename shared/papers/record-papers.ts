import { isDeepStrictEqual } from 'node:util';
import { atMost } from './at-most.ts';
import { isTitleId, titleId } from './ids.ts';
import { addFacts, combine, joinTold } from './merge.ts';
import type { Paper } from './paper.ts';
import type { PapersWriter } from './recording-store.ts';
import type { PaperAlias, StoredPaper } from './stored.ts';
import { claimTitle } from './title-claim.ts';
import type { PaperTelling } from './told.ts';

/** Someone else kept changing the same paper, attempt after attempt. The next poll records what is missing. */
export class PaperContentionError extends Error {
  override readonly name = 'PaperContentionError';
}

export interface DatedTelling extends PaperTelling {
  /** Set where the telling lists the paper on that day. */
  readonly day?: string;
}

export interface RecordedPapers {
  readonly newPapers: number;
  readonly changedPapers: number;
  /** Every told paper as it is now, by the id that it was told under: a title's id may lead to an arXiv id. */
  readonly papers: ReadonlyMap<string, Paper>;
}

type Items = ReadonlyMap<string, StoredPaper | PaperAlias>;

const papersAtOnce = 8;
const mostAttempts = 4;

/**
 * Merges what sources say into the kept papers and writes those that changed. A paper told by title only joins the one
 * with that title, whichever of the two comes first; its listing entries move along. Tellings of one source count in
 * the order given. Repeating the call after a crash at any point finishes the work; repeating it once done writes
 * nothing.
 */
export async function recordPapers(
  store: PapersWriter,
  tellings: readonly DatedTelling[],
): Promise<RecordedPapers> {
  const items = await readItems(store, tellings);
  const targetOf = targets(items, tellings);
  const groups = Map.groupBy(tellings, telling => targetOf(telling.paperId));
  const recorded = await atMost(papersAtOnce, [...groups], ([id, told]) =>
    recordPaper(store, id, told, items),
  );
  const byId = new Map(recorded.map(({ paper }) => [paper.id, paper]));
  const toldIds = new Set(tellings.map(telling => telling.paperId));
  return {
    newPapers: recorded.filter(({ change }) => change === 'new').length,
    changedPapers: recorded.filter(({ change }) => change === 'changed').length,
    papers: new Map(
      [...toldIds].flatMap(id => {
        const paper = byId.get(targetOf(id));
        return paper === undefined ? [] : [[id, paper] as const];
      }),
    ),
  };
}

/** Reads the told papers, the ones that their aliases lead to, and what is kept under titles not seen before. */
async function readItems(store: PapersWriter, tellings: readonly DatedTelling[]): Promise<Items> {
  const items = new Map<string, StoredPaper | PaperAlias>();
  const read = async (ids: readonly string[]) => {
    for (const item of await store.getStored(ids.filter(id => !items.has(id)))) items.set(item.id, item);
  };
  await read(tellings.map(telling => telling.paperId));
  await read([...items.values()].flatMap(item => ('mergedInto' in item ? [item.mergedInto] : [])));
  await read(
    tellings.flatMap(telling => newTitles(telling.paperId, paperOf(items, telling.paperId), [telling])),
  );
  return items;
}

/** Under which id a paper is kept that was told under an id. */
function targets(items: Items, tellings: readonly DatedTelling[]): (toldId: string) => string {
  const arxivIdsByTitle = new Map(
    tellings.flatMap(({ paperId, facts }) =>
      isTitleId(paperId) || facts.title === undefined ? [] : [[titleId(facts.title), paperId] as const],
    ),
  );
  return toldId => {
    const item = items.get(toldId);
    if (item !== undefined && 'mergedInto' in item) return item.mergedInto;
    return arxivIdsByTitle.get(toldId) ?? toldId;
  };
}

interface Recorded {
  readonly paper: Paper;
  readonly change: 'new' | 'changed' | 'same';
}

async function recordPaper(
  store: PapersWriter,
  id: string,
  tellings: readonly DatedTelling[],
  items: Items,
): Promise<Recorded> {
  let known = paperOf(items, id);
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const recorded = await tryRecordPaper(store, { id, known, tellings, items });
    if (recorded !== undefined) return recorded;
    const now = await store.getStoredNow(id);
    known = now === undefined || 'mergedInto' in now ? undefined : now;
  }
  throw new PaperContentionError(`paper ${id} was changed by someone else ${mostAttempts} times`);
}

interface PaperRecording {
  readonly id: string;
  readonly known: StoredPaper | undefined;
  readonly tellings: readonly DatedTelling[];
  readonly items: Items;
}

/** Undefined when the paper was changed meanwhile. */
async function tryRecordPaper(
  store: PapersWriter,
  { id, known, tellings, items }: PaperRecording,
): Promise<Recorded | undefined> {
  const titles = newTitles(id, known, tellings);
  const twins = titles.flatMap(title => paperOf(items, title) ?? []);
  let next = withTellings(known ?? emptyPaper(id), twins, tellings);

  if (twins.length > 0) {
    // The twins' facts and days must be kept here before anything of theirs goes.
    next = { ...next, revision: next.revision + 1 };
    if (!(await store.putPaper(next))) return undefined;
  }
  const claimed = await atMost(1, titles, title => claimTitle(store, id, title, items.get(title)));
  next = { ...next, titles: [...next.titles, ...titles.filter((_, index) => claimed[index])] };

  const change = known === undefined && twins.length === 0 ? 'new' : 'changed';
  if (known !== undefined && isDeepStrictEqual(known, next)) {
    return { paper: combine(id, next.told), change: 'same' };
  }
  const written = await store.putPaper({ ...next, revision: next.revision + 1 });
  return written ? { paper: combine(id, next.told), change } : undefined;
}

function withTellings(
  known: StoredPaper,
  twins: readonly StoredPaper[],
  tellings: readonly DatedTelling[],
): StoredPaper {
  const joined = twins.reduce((told, twin) => joinTold(twin.told, told), known.told);
  const days = [
    ...known.listedOn,
    ...twins.flatMap(twin => twin.listedOn),
    ...tellings.flatMap(telling => telling.day ?? []),
  ];
  return {
    ...known,
    told: tellings.reduce((told, { source, facts }) => addFacts(told, source, facts), joined),
    listedOn: [...new Set(days)].sort(),
  };
}

/** The title ids that do not lead to this paper yet, as far as is known. A paper without arXiv id has but its own. */
function newTitles(id: string, known: StoredPaper | undefined, tellings: readonly PaperTelling[]): string[] {
  if (isTitleId(id)) return [];
  const titles = tellings.flatMap(({ facts }) => (facts.title === undefined ? [] : [titleId(facts.title)]));
  return [...new Set(titles)].filter(title => known?.titles.includes(title) !== true);
}

function paperOf(items: Items, id: string): StoredPaper | undefined {
  const item = items.get(id);
  return item === undefined || 'mergedInto' in item ? undefined : item;
}

/** Not stored yet: revision 0. */
function emptyPaper(id: string): StoredPaper {
  return { id, told: {}, listedOn: [], titles: [], revision: 0 };
}

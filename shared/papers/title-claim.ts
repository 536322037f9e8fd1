import { joinEntries } from './merge.ts';
import type { PapersWriter } from './recording-store.ts';
import type { PaperAlias, StoredPaper } from './stored.ts';

/**
 * Lets a title's id lead to the paper with the arXiv id. A paper kept under the title until now must have been joined
 * into that paper before: its listing entries move, then the alias takes its place. False when the title could not be
 * claimed because its item changed meanwhile; the next telling tries again.
 */
export async function claimTitle(
  store: PapersWriter,
  id: string,
  title: string,
  item: StoredPaper | PaperAlias | undefined,
): Promise<boolean> {
  // Two papers of one title: the first keeps it.
  if (item !== undefined && 'mergedInto' in item) return true;
  if (item !== undefined) {
    for (const day of item.listedOn) await moveEntry(store, day, title, id);
  }
  return store.putAlias({ id: title, mergedInto: id }, item);
}

async function moveEntry(store: PapersWriter, day: string, from: string, to: string): Promise<void> {
  const { record, entries } = await store.getStoredDay(day);
  const moving = entries.find(entry => entry.paperId === from);
  if (moving === undefined) return;
  const kept = entries.find(entry => entry.paperId === to);
  await store.putEntry(joinEntries(kept, moving, to));
  await store.deleteEntry(day, from);
  const entryCount = kept === undefined ? entries.length : entries.length - 1;
  if (record !== undefined && record.entryCount !== entryCount) {
    await store.putDayRecord({ ...record, entryCount });
  }
}

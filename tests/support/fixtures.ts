import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { combine } from '../../shared/papers/merge.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { readHuggingFaceEntry } from '../../shared/papers/sources/hugging-face-entry.ts';

const root = fileURLToPath(new URL('../../../shared/fixtures', import.meta.url));

/** Recorded facts of public services, kept beside the project and not part of it: `../shared/fixtures`. */
export const recordedListings = `${root}/huggingface`;
const savedPages = `${root}/saved-page`;

/** Tests that need the recorded data say so in their name and are skipped where it is not there. */
export const hasFixtures = existsSync(recordedListings) && existsSync(savedPages);
export const needsFixtures = hasFixtures ? '' : ' (SKIPPED: needs ../shared/fixtures)';

export interface RecordedDay {
  readonly day: string;
  readonly body: string;
}

/** The recorded bodies of `/api/daily_papers?date=`, ascending. */
export function readRecordedDays(): RecordedDay[] {
  return readdirSync(recordedListings)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => ({ day: name.slice(0, 10), body: readFileSync(`${recordedListings}/${name}`, 'utf8') }));
}

/** The papers of all recorded days; one that two days list is there twice. */
export function readRecordedPapers(): Paper[] {
  return readRecordedDays().flatMap(({ day, body }) =>
    z
      .array(z.unknown())
      .parse(JSON.parse(body))
      .flatMap(value => {
        const read = readHuggingFaceEntry(value, day);
        return read.kind === 'entry'
          ? [combine(read.entry.paperId, { 'hugging-face': read.entry.facts })]
          : [];
      }),
  );
}

/** The saved page of 8 January 2026. */
export function readSavedPage(): string {
  const [name] = readdirSync(savedPages).filter(file => file.endsWith('.txt'));
  return readFileSync(`${savedPages}/${name ?? ''}`, 'utf8');
}

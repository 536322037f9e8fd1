import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { combine } from '../../../shared/papers/merge.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import { readHuggingFaceEntry } from '../../../shared/papers/sources/hugging-face-entry.ts';

/** What the bench matches: a day's papers, and titles whose words readers might wish for. */
export interface Material {
  /** Where it is from, for the report. */
  readonly origin: string;
  readonly papers: readonly Paper[];
  readonly titles: readonly string[];
}

const root = resolve(import.meta.dirname, '../../..');
const fixtures = join(root, '../shared/fixtures');
const recordedDay = join(fixtures, 'huggingface/2025-09-30.json');
const arxivRecords = join(fixtures, 'papers-eval/papers.jsonl.gz');
const sampleDays = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09'];
const recordSchema = z.object({ title: z.string() });

/** Real papers and titles where `../shared/fixtures` is there, else the project's own sample listing. */
export function readMaterial(): Material {
  if (existsSync(recordedDay) && existsSync(arxivRecords)) {
    const titles = gunzipSync(readFileSync(arxivRecords))
      .toString()
      .split('\n')
      .filter(line => line !== '')
      .map(line => recordSchema.parse(JSON.parse(line)).title);
    return {
      origin: `the listing of 2025-09-30; phrases from ${titles.length.toLocaleString('en')} titles of arXiv`,
      papers: readPapers(recordedDay),
      titles,
    };
  }
  const papers = sampleDays
    .map(day => join(root, 'seeds/listing', `${day}.json`))
    .filter(path => existsSync(path))
    .flatMap(readPapers);
  return {
    origin: 'the sample listing in seeds/, phrases and all (../shared/fixtures is not there)',
    papers,
    titles: papers.map(({ title }) => title),
  };
}

function readPapers(path: string): Paper[] {
  return z
    .array(z.unknown())
    .parse(JSON.parse(readFileSync(path, 'utf8')))
    .flatMap(value => {
      const read = readHuggingFaceEntry(value, '2026-01-05');
      return read.kind === 'entry' ? [combine(read.entry.paperId, { 'hugging-face': read.entry.facts })] : [];
    });
}

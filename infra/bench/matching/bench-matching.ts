import { matchRules } from '../../../shared/matching/match-rules.ts';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import { noRules, type Rules } from '../../../shared/subscribers/rules.ts';
import { bruteForceMatcher } from './brute-force.ts';
import { measureHeap } from './heap.ts';
import { readMaterial } from './material.ts';
import { profileScanner } from './profile-scan.ts';
import { drawProfiles, type Profile } from './profiles.ts';

const mostPapers = 50;
const seed = 5;
/** The slow ones are measured on so many profiles, spread over all. */
const sampleSize = 1_000;
/** Of ours; the middle one is told. */
const runs = 5;

interface Timed<T> {
  readonly seconds: number;
  readonly result: T;
}

/** Prints profiles × papers per second of three ways to match, their agreement, and what profiles hold in memory. */
export function benchMatching(print: (line: string) => void): void {
  const material = readMaterial();
  const papers = material.papers.slice(0, mostPapers);
  print(`${papers.length} papers: ${material.origin}`);
  print('');
  printSpeed(material.titles, papers, print);
  print('');
  printMemory(material.titles, papers, print);
}

function printSpeed(
  titles: readonly string[],
  papers: readonly Paper[],
  print: (line: string) => void,
): void {
  const profiles = [...drawProfiles(titles, 100_000, seed)].map(asRules);
  const phrases = profiles.flatMap(({ include }) => include.phrases);
  print(
    `${count(profiles.length)} profiles of 1 to 8 phrases, ${count(phrases.length)} in all, ` +
      `${count(new Set(phrases).size)} distinct. Seconds of one core:`,
  );
  const run = () => {
    const indexed = timed(() => indexPapers(papers));
    const match = (rules: Rules) => [...matchRules(rules, indexed.result).keys()];
    return { indexed, first: timed(() => profiles.map(match)), again: timed(() => profiles.map(match)) };
  };
  const inNewProcess = run();
  const later = Array.from({ length: runs }, run);
  const first = middle(later.map(it => it.first));
  const again = middle(later.map(it => it.again));
  const row = (name: string, ofProfiles: number, seconds: number, remark = '') => {
    const perSecond = (ofProfiles * papers.length) / seconds;
    const times = (profiles.length * papers.length) / first.seconds / perSecond;
    const ratio = times > 1.5 ? `, ours is ${count(Math.round(times))} times as fast` : '';
    const figures = [count(ofProfiles).padStart(10), seconds.toFixed(2).padStart(9)];
    print(
      `${name.padEnd(32)}${figures.join('')}${count(Math.round(perSecond)).padStart(14)}${ratio}${remark}`,
    );
  };
  print(`${' '.repeat(34)}profiles  seconds  × papers / s`);
  row('ours, nothing met before', profiles.length, inNewProcess.first.seconds);
  row('ours, their words met before', profiles.length, first.seconds);
  row('ours, their terms met before', profiles.length, again.seconds);
  const every = Math.floor(profiles.length / sampleSize);
  const sampled = profiles.flatMap((rules, number) =>
    number % every === 0 ? [{ profile: rules.include.phrases, expected: first.result[number] ?? [] }] : [],
  );
  for (const [name, prepare] of [
    ['a regular expression a profile', profileScanner],
    ['brute force', bruteForceMatcher],
  ] as const) {
    const matchOther = prepare(papers);
    const other = timed(() => sampled.map(({ profile }) => matchOther(profile)));
    const differing = sampled.filter(({ expected }, number) => !isSame(expected, other.result[number] ?? []));
    const agreement = differing.length === 0 ? ', same matches' : `, OTHER MATCHES FOR ${differing.length}`;
    row(name, sampled.length, other.seconds, agreement);
  }
  const matches = first.result.reduce((sum, ids) => sum + ids.length, 0);
  print(
    `Indexing took ${milliseconds(inNewProcess.indexed)} ms in the new process, ` +
      `${milliseconds(middle(later.map(it => it.indexed)))} ms later; ${count(matches)} pairs of profile and paper match.`,
  );
}

/**
 * Each profile as it comes out of the store: strings of its own, shared with no other. Plain rules, for nothing in the
 * system holds another form of them: whoever matches has one reader at a time, and reads their rules with them.
 */
function printMemory(
  titles: readonly string[],
  papers: readonly Paper[],
  print: (line: string) => void,
): void {
  const { made: index, bytes: ofIndex } = measureHeap(() => indexPapers(papers));
  print(`Memory: the index ${megabytes(ofIndex)}; profiles as plain rules, as a mailer has one at a time`);
  for (const number of [100_000, 1_000_000]) {
    const { made, bytes } = measureHeap(() =>
      Array.from(drawProfiles(titles, number, seed), profile => structuredClone(asRules(profile))),
    );
    print(`  ${count(number)} profiles ${megabytes(bytes)}, ${count(Math.round(bytes / number))} bytes each`);
    const { bytes: remembered } = measureHeap(() => made.map(rules => matchRules(rules, index).size));
    print(`    what the index remembers of their terms, and so many numbers ${megabytes(remembered)}`);
  }
}

function asRules(phrases: Profile): Rules {
  return { ...noRules, include: { ...noRules.include, phrases: [...phrases] } };
}

/** Seconds of processor, garbage collection included: a busy machine does not change them much. */
function timed<T>(what: () => T): Timed<T> {
  const start = process.cpuUsage();
  const result = what();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, result };
}

function middle<T>(measured: readonly Timed<T>[]): Timed<T> {
  const [it] = measured.toSorted((a, b) => a.seconds - b.seconds).slice(Math.floor(measured.length / 2));
  if (it === undefined) throw new Error('Nothing was measured.');
  return it;
}

function milliseconds({ seconds }: Timed<unknown>): string {
  return (seconds * 1000).toFixed(0);
}

function isSame(ids: readonly string[], others: readonly string[]): boolean {
  return ids.toSorted().join() === others.toSorted().join();
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

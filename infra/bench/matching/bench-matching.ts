import { matchRules } from '../../../shared/matching/match-rules.ts';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import { noRules, type Rules } from '../../../shared/subscribers/rules.ts';
import { bruteForceMatcher } from './brute-force.ts';
import { measureHeap } from './heap.ts';
import { type Material, readMaterial } from './material.ts';
import { profileScanner } from './profile-scan.ts';
import { drawProfiles, type Profile } from './profiles.ts';

const mostPapers = 50;
const seed = 5;
/** The slow ones are measured on so many profiles, spread over all. */
const sampleSize = 1_000;

interface Timed<T> {
  readonly seconds: number;
  readonly result: T;
}

/** Prints profiles × papers per second of three ways to match, their agreement, and what profiles hold in memory. */
export function benchMatching(print: (line: string) => void): void {
  const material = readMaterial();
  const papers = material.papers.slice(0, mostPapers);
  const profiles = [...drawProfiles(material.titles, 100_000, seed)].map(asRules);
  const distinct = new Set(profiles.flatMap(({ include }) => include.phrases)).size;
  const phrases = profiles.reduce((sum, { include }) => sum + include.phrases.length, 0);
  print(`${papers.length} papers: ${material.origin}`);
  print(
    `${count(profiles.length)} profiles of 1 to 8 phrases, ${count(phrases)} in all, ${count(distinct)} distinct`,
  );
  print('');
  const indexed = timed(() => indexPapers(papers));
  const match = (rules: Rules) => [...matchRules(rules, indexed.result).keys()];
  const first = timed(() => profiles.map(match));
  const again = timed(() => profiles.map(match));
  const every = Math.floor(profiles.length / sampleSize);
  const sampled = profiles.flatMap((rules, number) =>
    number % every === 0 ? [{ profile: rules.include.phrases, expected: first.result[number] ?? [] }] : [],
  );
  const pairs = profiles.length * papers.length;
  const rate = first.seconds / pairs;
  print('                                 profiles   seconds   profiles × papers a second');
  const row = (name: string, ofProfiles: number, seconds: number) => {
    const perPair = seconds / (ofProfiles * papers.length);
    const slower = perPair / rate;
    const ratio = slower > 1.5 ? `  1/${count(Math.round(slower))} of ours` : '';
    const perSecond = count(Math.round(1 / perPair)).padStart(13);
    print(
      `${name.padEnd(30)} ${count(ofProfiles).padStart(10)} ${seconds.toFixed(3).padStart(9)} ${perSecond}${ratio}`,
    );
  };
  row('ours', profiles.length, first.seconds);
  row('ours, the same readers again', profiles.length, again.seconds);
  for (const [name, prepare] of [
    ['a regular expression a profile', profileScanner],
    ['brute force', bruteForceMatcher],
  ] as const) {
    const matchOther = prepare(papers);
    const other = timed(() => sampled.map(({ profile }) => matchOther(profile)));
    row(name, sampled.length, other.seconds);
    const differing = sampled.filter(({ expected }, number) => !isSame(expected, other.result[number] ?? []));
    print(
      `    ${differing.length === 0 ? 'finds the same' : `DIFFERS for ${count(differing.length)} profiles`}`,
    );
  }
  const matches = first.result.reduce((sum, ids) => sum + ids.length, 0);
  print('');
  print(`Indexing the papers took ${(indexed.seconds * 1000).toFixed(0)} ms; ${count(matches)} pairs match.`);
  printMemory(material, print);
}

/** Each profile as it comes out of the store: strings of its own, shared with no other. */
function printMemory({ titles, papers }: Material, print: (line: string) => void): void {
  const { made: index, bytes: ofIndex } = measureHeap(() => indexPapers(papers.slice(0, mostPapers)));
  print(`Memory: the index ${megabytes(ofIndex)}`);
  for (const number of [100_000, 1_000_000]) {
    const { made, bytes } = measureHeap(() =>
      Array.from(drawProfiles(titles, number, seed), profile => structuredClone(asRules(profile))),
    );
    const { bytes: remembered } = measureHeap(() => {
      for (const rules of made) matchRules(rules, index);
      return index;
    });
    print(
      `        ${count(number)} profiles ${megabytes(bytes)} (${count(Math.round(bytes / number))} bytes each)` +
        `, what the index remembers of their terms ${megabytes(remembered)}`,
    );
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

function isSame(ids: readonly string[], others: readonly string[]): boolean {
  return ids.toSorted().join() === others.toSorted().join();
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

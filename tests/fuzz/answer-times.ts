import { performance } from 'node:perf_hooks';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { startDynamo } from '../support/dynamo.ts';
import { strangersKey } from '../support/use-web.ts';
import { readersOnDynamo } from './readers.ts';

/** The median time of one of two requests that nobody may tell apart, over that of the other. */
interface TimeRatio {
  readonly of: string;
  readonly ratio: number;
}

const rounds = 150;

/**
 * Compares, in one run and in turns, how long answers take that must not tell whether an address or a link is known.
 * For a person to read: times on a busy machine prove nothing. What is proved is that both do the same work
 * (tests/stores/web-abuse.test.ts).
 */
export async function compareAnswerTimes(): Promise<readonly TimeRatio[]> {
  const dynamo = await startDynamo();
  try {
    const names = Array.from({ length: rounds }, (_, index) => `known-${index}`);
    const { web, readers } = await readersOnDynamo(dynamo, names);
    const signUp = (name: string) => web.post('/subscriptions', { email: `${name}@example.org` });
    const follow = (key: string) => web.get(`/r/${key}/preferences`);
    const wrongKey = (index: number) =>
      `${readerKey(readers[`known-${index}`]!).slice(0, 33)}${'z'.repeat(22)}`;
    return [
      await compare('a sign-up, of an active reader / of nobody', [
        index => signUp(`known-${index}`),
        index => signUp(`nobody-${index}`),
      ]),
      await compare('a guessed link, of a reader / of nobody', [
        index => follow(wrongKey(index)),
        () => follow(strangersKey),
      ]),
    ];
  } finally {
    await dynamo.close();
  }
}

type Request = (index: number) => Promise<Response>;

async function compare(of: string, [one, other]: readonly [Request, Request]): Promise<TimeRatio> {
  const times: [number, number][] = [];
  for (let index = 0; index < rounds; index += 1) {
    // Who comes first changes, or one of them would always find the caches warm.
    if (index % 2 === 0) times.push([await timed(one, index), await timed(other, index)]);
    else {
      const second = await timed(other, index);
      times.push([await timed(one, index), second]);
    }
  }
  return { of, ratio: median(times.map(([time]) => time)) / median(times.map(([, time]) => time)) };
}

async function timed(request: Request, index: number): Promise<number> {
  const started = performance.now();
  await (await request(index)).text();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

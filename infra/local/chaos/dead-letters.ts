import { setTimeout as pause } from 'node:timers/promises';
import { type DeadLetter, drain, giveBack, peek } from '../../ops/target/dead-letters.ts';
import { depthOf, type UnitQueues, unitQueues } from '../../ops/target/queues.ts';
import type { Target } from '../../ops/target/target.ts';
import { type Poison, reasonFor } from './plan-poison.ts';
import { untilDone, withTarget } from './with-target.ts';

/** What became of messages that could not be worked on. */
export interface LetterCount {
  /** Messages put in that nobody can work on. */
  readonly poison: number;
  /** Those of them that were dead letters each time that an operator looked, for the reason that they were made for. */
  readonly told: number;
  /** Dead letters given back that were jobs like any other. */
  readonly jobs: number;
  /** Dead letters given back, poison and jobs. */
  readonly redriven: number;
  /** Dead letters after that which are no poison: jobs that were not repaired. */
  readonly left: number;
}

type Place = Parameters<typeof withTarget>[0];

/** As long as a look hides a letter, and as long as one is hidden that a killed runner was to give back. */
const longestHidden = 65_000;

/** All dead letters and why they are there, as `ops dlq show` tells it. */
export async function readLetters(place: Place): Promise<readonly DeadLetter[]> {
  const letters = await untilDone(() =>
    withTarget(place, target => Promise.all(unitQueues(target).map(unit => readAll(target, unit)))),
  );
  return letters.flat();
}

/** A look hides letters for a moment, so a look that was broken off is not the last one. */
async function readAll(target: Target, unit: UnitQueues): Promise<readonly DeadLetter[]> {
  const deadline = Date.now() + longestHidden;
  for (;;) {
    const { waiting, hidden } = await depthOf(target, unit.deadLetters);
    const letters = await peek(target, unit, waiting + hidden);
    if (letters.length === waiting + hidden) return letters;
    if (Date.now() > deadline) {
      throw new Error(
        `${unit.unit} has ${waiting + hidden} dead letters, and ${letters.length} can be seen.`,
      );
    }
    await pause(1_000);
  }
}

/** What an operator does about dead letters: `ops dlq redrive`, for each function, until there are none. */
export async function redrive(place: Place): Promise<number> {
  const deadline = Date.now() + longestHidden;
  let redriven = 0;
  for (;;) {
    const left = await untilDone(() =>
      withTarget(place, async target => {
        let letters = 0;
        for (const unit of unitQueues(target)) {
          const { waiting, hidden } = await depthOf(target, unit.deadLetters);
          letters += waiting + hidden;
          await drain(target, unit, waiting + hidden, async body => {
            await giveBack(target, unit, body);
            redriven += 1;
          });
        }
        return letters;
      }),
    );
    if (left === 0) return redriven;
    if (Date.now() > deadline) throw new Error(`${left} dead letters cannot be given back.`);
    await pause(500);
  }
}

/** Compares what an operator saw before and after the redrive with what was put in. */
export function countLetters(
  poison: readonly Poison[],
  before: readonly DeadLetter[],
  after: readonly DeadLetter[],
  redriven: number,
): LetterCount {
  const isTold = (each: Poison, letters: readonly DeadLetter[]) =>
    letters.some(({ body, reason }) => body.includes(each.mark) && reason.includes(reasonFor(each)));
  const isPoison = ({ body }: DeadLetter) => poison.some(({ mark }) => body.includes(mark));
  return {
    poison: poison.length,
    told: poison.filter(each => isTold(each, before) && isTold(each, after)).length,
    jobs: before.filter(letter => !isPoison(letter)).length,
    redriven,
    left: after.filter(letter => !isPoison(letter)).length,
  };
}

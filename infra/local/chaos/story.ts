import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../../shared/platform/clock.ts';
import { connect } from '../../ops/target/connect.ts';
import { drain, giveBack } from '../../ops/target/dead-letters.ts';
import { depthOf, unitQueues } from '../../ops/target/queues.ts';
import type { Target } from '../../ops/target/target.ts';
import type { ChaosPlan } from './plan.ts';
import { addReaders, type ChaosReader, dueHour } from './readers.ts';
import { type Runner, RunnerKilledError } from './runner.ts';

/** The run did not come to an end; the message says where it stood. */
export class ChaosStuckError extends Error {
  override readonly name = 'ChaosStuckError';
}

export interface StoryDeps {
  readonly runner: Runner;
  /** Of the system. */
  readonly stateDirectory: string;
  readonly tell: (line: string) => void;
}

/** What Lambda tries of an invocation that nobody waits for. */
const tries = 3;
/** The hours at which ingest's schedule fires between the settle hour and the due one, and their minute. */
const ingestHours = [8, 9, 10, 11];
/** Everything that a run waits out (visibility, leases, graces) is over in a fraction of this, in milliseconds. */
const longest = 10 * 60_000;

/** Lives through the day: readers sign up, the listing settles, a run becomes due, and the mails go out in the end. */
export async function liveThrough(
  day: string,
  readers: readonly ChaosReader[],
  plan: ChaosPlan,
  deps: StoryDeps,
): Promise<{ readonly redriven: number }> {
  const { runner, tell } = deps;
  await withTarget(deps, target => addReaders(readers, target.subscribers));
  tell(`${readers.length} readers have confirmed`);
  for (const hour of ingestHours)
    await fire(runner, 'Ingest', new Date(`${day}T${String(hour).padStart(2, '0')}:05:00Z`));
  tell('the listing has been read');
  const due = Date.parse(`${day}T${dueHour}:00:00Z`);
  for (const { minutes, times } of plan.ticks) {
    const instant = new Date(due + minutes * 60_000);
    await Promise.all(Array.from({ length: times }, () => fire(runner, 'Dispatch', instant)));
  }
  const leavers = readers.filter((_, number) => plan.leavers.includes(number));
  await leave(leavers, deps);
  tell(`${leavers.length} readers have left`);
  await untilQuiet(deps);
  const redriven = await redrive(deps);
  if (redriven > 0) await untilQuiet(deps);
  return { redriven };
}

/** Readers unsubscribe, delete their data or turn out to have no mailbox, while their jobs wait or are worked on. */
async function leave(readers: readonly ChaosReader[], deps: StoryDeps): Promise<void> {
  const ways = [
    (target: Target, reader: ChaosReader) => target.subscribers.unsubscribe(reader),
    (target: Target, reader: ChaosReader) => target.subscribers.erase(reader),
    (target: Target, { id }: ChaosReader) =>
      target.subscribers.markUndeliverable(id, 'bounced', systemClock()),
  ];
  for (const [index, reader] of readers.entries()) {
    await untilDone(() => withTarget(deps, async target => ways[index % ways.length]?.(target, reader)));
  }
}

/** The runner may be killed at any moment, and its endpoints with it: then once more, when it is up again. */
async function untilDone(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === 20) throw error;
      await pause(500);
    }
  }
}

/** As EventBridge and Lambda do: what fails is tried again, and what fails for good is left to the next tick. */
async function fire(runner: Runner, schedule: string, instant: Date): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    try {
      if ((await runner.fire(schedule, instant)).ok) return;
    } catch (error) {
      if (!(error instanceof RunnerKilledError)) throw error;
    }
  }
}

async function untilQuiet({ runner, tell }: StoryDeps): Promise<void> {
  const deadline = Date.now() + longest;
  let told = Date.now();
  for (;;) {
    const left = await look(runner);
    if (left === undefined) return;
    if (Date.now() > deadline) throw new ChaosStuckError(`After ${longest / 60_000} minutes: ${left}`);
    if (Date.now() - told > 15_000) {
      told = Date.now();
      tell(left.replace(/^After \d+ s there is still: /, 'still '));
    }
    await pause(200);
  }
}

async function look(runner: Runner): Promise<string | undefined> {
  try {
    return await runner.look();
  } catch (error) {
    if (error instanceof RunnerKilledError) return 'the runner starts again';
    throw error;
  }
}

/** What an operator does about dead letters: `ops dlq redrive`, for each function that has some. */
async function redrive(deps: StoryDeps): Promise<number> {
  return withTarget(deps, async target => {
    let redriven = 0;
    for (const unit of unitQueues(target).filter(({ source }) => source !== undefined)) {
      const { waiting, hidden } = await depthOf(target, unit.deadLetters);
      redriven += await drain(target, unit, waiting + hidden, body => giveBack(target, unit, body));
    }
    return redriven;
  });
}

/** The system as an operator reaches it. Ports change with each start. */
export async function withTarget<T>(
  { stateDirectory }: Pick<StoryDeps, 'stateDirectory'>,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const target = await connect({ stage: undefined, local: true, state: stateDirectory });
  try {
    return await work(target);
  } finally {
    target.close();
  }
}

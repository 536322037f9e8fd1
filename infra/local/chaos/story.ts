import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../../shared/platform/clock.ts';
import type { Target } from '../../ops/target/target.ts';
import { countLetters, type LetterCount, readLetters, redrive } from './dead-letters.ts';
import type { ChaosPlan } from './plan.ts';
import { startPoison } from './put-poison.ts';
import { addReaders, type ChaosReader, dueHour } from './readers.ts';
import { type Runner, RunnerKilledError } from './runner.ts';
import { untilDone, withTarget } from './with-target.ts';

/** The run did not come to an end; the message says where it stood. */
export class ChaosStuckError extends Error {
  override readonly name = 'ChaosStuckError';
}

export interface StoryDeps {
  readonly runner: Runner;
  /** Of the system. */
  readonly stateDirectory: string;
  /** Where the runner counts what happens. */
  readonly momentsFile: string;
  readonly tell: (line: string) => void;
  /** Whether nothing that is still to come can change what is to be seen. */
  readonly isDecided: () => Promise<boolean>;
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
): Promise<LetterCount> {
  const { runner, tell } = deps;
  await withTarget(deps, target => addReaders(readers, target.subscribers));
  tell(`${readers.length} readers have confirmed`);
  for (const hour of ingestHours)
    await fire(runner, 'Ingest', new Date(`${day}T${String(hour).padStart(2, '0')}:05:00Z`));
  tell('the listing has been read');
  const poisoner = startPoison(plan.poison, { ...deps, day, readers });
  try {
    await becomeDue(day, readers, plan, deps);
    await untilQuiet(deps);
    await poisoner.finish();
    await untilQuiet(deps);
    return await mend(plan, deps);
  } finally {
    poisoner.stop();
  }
}

/** Dispatch's ticks come or are missed, and some readers leave. */
async function becomeDue(
  day: string,
  readers: readonly ChaosReader[],
  plan: ChaosPlan,
  deps: StoryDeps,
): Promise<void> {
  const due = Date.parse(`${day}T${dueHour}:00:00Z`);
  for (const { minutes, times } of plan.ticks) {
    const instant = new Date(due + minutes * 60_000);
    await Promise.all(Array.from({ length: times }, () => fire(deps.runner, 'Dispatch', instant)));
  }
  const leavers = readers.filter((_, number) => plan.leavers.includes(number));
  await leave(leavers, deps);
  deps.tell(`${leavers.length} readers have left`);
}

/** What an operator does in the end: looks at the dead letters, mends the cause and gives them back. */
async function mend({ poison }: ChaosPlan, deps: StoryDeps): Promise<LetterCount> {
  const before = await readLetters(deps);
  if (before.length === 0) return countLetters(poison, [], [], 0);
  await untilDone(() => deps.runner.mend());
  const redriven = await redrive(deps);
  deps.tell(`${redriven} dead letters have been given back`);
  await untilQuiet(deps);
  return countLetters(poison, before, await readLetters(deps), redriven);
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

async function untilQuiet({ runner, tell, isDecided }: StoryDeps): Promise<void> {
  const deadline = Date.now() + longest;
  let told = Date.now();
  for (;;) {
    const left = await look(runner);
    if (left === undefined || (await isDecided())) return;
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

import fc from 'fast-check';

/** What became of one input. A throw instead of a verdict is a crash, or a wrong answer. */
export type Verdict =
  | { readonly kind: 'accepted' }
  /** `why`: what the sender is told, or what a person finds in the log or beside the dead letter. */
  | { readonly kind: 'refused'; readonly why: string };

/** The code took the input without a crash, but what it said is not what it may say: an echo, or no reason. */
export class WrongAnswerError extends Error {
  override readonly name = 'WrongAnswerError';
}

/** The code under test with state of its own, for some hundreds of inputs. */
export interface FuzzWorld<Input> {
  take(input: Input): Promise<Verdict>;
  /** What is stored in part, or belongs to no accepted input; one line each. */
  halfStored(): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface KindDefinition<Input> {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Input>;
  open(): Promise<FuzzWorld<Input>>;
}

export interface FuzzOptions {
  readonly runs: number;
  /** The same seed gives the same inputs. */
  readonly seed: number;
}

export interface FuzzReport {
  readonly kind: string;
  readonly inputs: number;
  readonly accepted: number;
  readonly refused: number;
  readonly crashes: number;
  readonly wrongAnswers: number;
  readonly halfStored: number;
  /** CPU milliseconds of this process for the costliest input: what explodes shows here first. */
  readonly slowest: number;
  /** The first findings, each with the input that shows it. */
  readonly findings: readonly string[];
}

export interface FuzzKind {
  readonly name: string;
  run(options: FuzzOptions): Promise<FuzzReport>;
}

/** Inputs to a world: few enough that its tables stay small and a finding is found again soon. */
const batchSize = 250;
const mostFindings = 5;
/** In CPU milliseconds. A third of what the shortest of our functions may take: beyond it, an input is an attack. */
const tooSlow = 10_000;

/** A kind of bad input: how it is made, and the code that it goes to. */
export function defineKind<Input>(kind: KindDefinition<Input>): FuzzKind {
  return {
    name: kind.name,
    run: async ({ runs, seed }) => {
      let report = emptyReport(kind.name);
      for (let start = 0; start < runs; start += batchSize) {
        const numRuns = Math.min(batchSize, runs - start);
        report = add(report, await runBatch(kind, { seed: seed + start, numRuns }));
      }
      return report;
    },
  };
}

interface Batch {
  readonly seed: number;
  readonly numRuns: number;
}

async function runBatch<Input>(kind: KindDefinition<Input>, batch: Batch): Promise<FuzzReport> {
  const world = await kind.open();
  try {
    let report = emptyReport(kind.name);
    for (const input of fc.sample(kind.inputs, batch)) report = add(report, await runOne(world, input, kind));
    const halves = await world.halfStored();
    return add(report, {
      ...emptyReport(kind.name),
      halfStored: halves.length,
      findings: halves.map(half => `half stored in the batch of seed ${batch.seed}: ${half.slice(0, 400)}`),
    });
  } finally {
    await world.close();
  }
}

async function runOne<Input>(
  world: FuzzWorld<Input>,
  input: Input,
  { name }: KindDefinition<Input>,
): Promise<FuzzReport> {
  const report = { ...emptyReport(name), inputs: 1 };
  const before = process.cpuUsage();
  try {
    const verdict = await world.take(input);
    const { user, system } = process.cpuUsage(before);
    const slowest = Math.round((user + system) / 1_000);
    if (slowest > tooSlow)
      return { ...report, slowest, crashes: 1, findings: [`took ${slowest} ms: ${show(input)}`] };
    if (verdict.kind === 'accepted') return { ...report, slowest, accepted: 1 };
    if (verdict.why.trim() === '')
      return { ...report, slowest, wrongAnswers: 1, findings: [`refused without a reason: ${show(input)}`] };
    return { ...report, slowest, refused: 1 };
  } catch (error) {
    const finding = `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n  for ${show(input)}`;
    return error instanceof WrongAnswerError
      ? { ...report, wrongAnswers: 1, findings: [`${error.message}\n  for ${show(input)}`] }
      : { ...report, crashes: 1, findings: [finding] };
  }
}

function emptyReport(kind: string): FuzzReport {
  return {
    kind,
    inputs: 0,
    accepted: 0,
    refused: 0,
    crashes: 0,
    wrongAnswers: 0,
    halfStored: 0,
    slowest: 0,
    findings: [],
  };
}

function add(a: FuzzReport, b: FuzzReport): FuzzReport {
  return {
    kind: a.kind,
    inputs: a.inputs + b.inputs,
    accepted: a.accepted + b.accepted,
    refused: a.refused + b.refused,
    crashes: a.crashes + b.crashes,
    wrongAnswers: a.wrongAnswers + b.wrongAnswers,
    halfStored: a.halfStored + b.halfStored,
    slowest: Math.max(a.slowest, b.slowest),
    findings: [...a.findings, ...b.findings].slice(0, mostFindings),
  };
}

/** The input in one line, bytes as text, cut: what is huge is told by its beginning. */
function show(input: unknown): string {
  const text = JSON.stringify(input, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString() : value,
  );
  return text.slice(0, 1_500);
}

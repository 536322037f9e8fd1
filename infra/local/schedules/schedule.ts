import { randomUUID } from 'node:crypto';
import type { FunctionRunner } from '../functions/function-runner.ts';
import { occurrencesOf, type Timetable } from './schedule-expression.ts';

/** A schedule of the template. */
export interface ScheduleDefinition {
  /** The unit that it belongs to: `Ingest`. */
  readonly name: string;
  readonly arn: string;
  /** As in the template, for people. */
  readonly expression: string;
  readonly zone: string;
  readonly timetable: Timetable;
  readonly enabled: boolean;
  /** JSON with `<aws.scheduler.…>` placeholders. */
  readonly input: string;
}

export interface Schedule {
  readonly definition: ScheduleDefinition;
  readonly functionName: string;
  /** Invokes the target as if it were `instant`; resolves to its answer. */
  fire(instant: Date): Promise<unknown>;
  occurrences(from: Date, to: Date): readonly Date[];
}

export function createSchedule(definition: ScheduleDefinition, target: FunctionRunner): Schedule {
  return {
    definition,
    functionName: target.definition.name,
    fire: instant => target.invoke(scheduledEvent(definition, instant, randomUUID()), 'schedule'),
    occurrences: (from, to) => occurrencesOf(definition.timetable, from, to),
  };
}

/** The event of one firing: the schedule's input with EventBridge Scheduler's context attributes filled in. */
export function scheduledEvent(
  definition: Pick<ScheduleDefinition, 'arn' | 'input'>,
  instant: Date,
  executionId: string,
): unknown {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': definition.arn,
    'scheduled-time': instant.toISOString().replace(/\.\d+Z$/, 'Z'),
    'execution-id': executionId,
    'attempt-number': '1',
  };
  const filled = definition.input.replaceAll(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, name: string) => values[name] ?? whole,
  );
  return JSON.parse(filled);
}

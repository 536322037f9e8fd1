import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { synthesise } from '../synthesise.ts';

/** How a function of a stage is deployed, as far as it costs. */
export interface DeployedFunction {
  readonly memoryMegabytes: number;
  /** Whether Lambda starts traces of its own for it. */
  readonly traced: boolean;
}

/** What a stage's templates hold that costs whether anybody is mailed or not, or that says what work costs. */
export interface StageResources {
  /** Metrics that alarms look at: an alarm of metric maths is charged for each of them. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  /** Queues that a function reads. */
  readonly consumedQueues: number;
  readonly logRetentionDays: number;
  readonly functions: Readonly<Record<string, DeployedFunction>>;
}

const templateSchema = z.object({
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional() })),
});
export type Template = z.output<typeof templateSchema>;

const alarmSchema = z.object({
  Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional(),
});
const functionSchema = z.object({
  MemorySize: z.number().default(128),
  TracingConfig: z.object({ Mode: z.string() }).optional(),
});
const logGroupSchema = z.object({ RetentionInDays: z.number().default(Number.POSITIVE_INFINITY) });
const referenceSchema = z.object({ Ref: z.string() });

/** Synthesises a stage and reads its templates. `stages` are settings by stage, cdk.json's where there are none. */
export async function readStageResources(
  stage: string,
  stages?: Readonly<Record<string, unknown>>,
): Promise<StageResources> {
  const directory = await mkdtemp(join(tmpdir(), 'daily-papers-stage-'));
  try {
    await synthesise({ directory, context: { stage, ...(stages && { stages }) } });
    const files = (await readdir(directory)).filter(file => file.endsWith('.template.json'));
    const templates = await Promise.all(
      files.map(async file =>
        templateSchema.parse(JSON.parse(await readFile(join(directory, file), 'utf8'))),
      ),
    );
    return countResources(templates);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Counts over all templates of a stage. */
export function countResources(templates: readonly Template[]): StageResources {
  const all = (type: string) =>
    templates.flatMap(({ Resources }) => Object.values(Resources).filter(({ Type }) => Type === type));
  const alarmMetrics = all('AWS::CloudWatch::Alarm').map(({ Properties }) => {
    const { Metrics = [] } = alarmSchema.parse(Properties);
    return Math.max(1, Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length);
  });
  const retentions = all('AWS::Logs::LogGroup').map(
    ({ Properties }) => logGroupSchema.parse(Properties).RetentionInDays,
  );
  return {
    alarmMetrics: alarmMetrics.reduce((sum, metrics) => sum + metrics, 0),
    dashboards: all('AWS::CloudWatch::Dashboard').length,
    consumedQueues: all('AWS::Lambda::EventSourceMapping').length,
    logRetentionDays: Math.max(0, ...retentions),
    functions: Object.fromEntries(templates.flatMap(functionsOf)),
  };
}

/** By the name that the outputs have for them, such as `FanOut`. */
function functionsOf({ Outputs, Resources }: Template): readonly [string, DeployedFunction][] {
  return Object.entries(Outputs).flatMap(([output, { Value }]): [string, DeployedFunction][] => {
    const resource = Resources[referenceSchema.safeParse(Value).data?.Ref ?? ''];
    if (!output.endsWith('Function') || resource?.Type !== 'AWS::Lambda::Function') return [];
    const { MemorySize, TracingConfig } = functionSchema.parse(resource.Properties);
    const deployed = { memoryMegabytes: MemorySize, traced: TracingConfig?.Mode === 'Active' };
    return [[output.replace(/Function$/, ''), deployed]];
  });
}

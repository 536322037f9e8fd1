import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { OpsError } from '../ops-error.ts';
import { createClients, type Endpoints } from './clients.ts';
import { openTarget } from './open-target.ts';
import type { Target } from './target.ts';

export interface Choice {
  readonly stage: string | undefined;
  readonly local: boolean;
  /** State directory of the local system. */
  readonly state: string | undefined;
}

const root = resolve(import.meta.dirname, '../../..');
const endpoint = z.url();
const endpointsFile = z.object({
  endpoints: z.object({ dynamodb: endpoint, sqs: endpoint, sns: endpoint, ses: endpoint, lambda: endpoint }),
  outputs: z.record(z.string(), z.string()),
});
const cdkJson = z.object({
  context: z.object({
    stages: z.record(z.string(), z.object({ env: z.object({ region: z.string().optional() }).optional() })),
  }),
});

/** Finds the system that a command line names. Throws OpsError with what to do when it is not there. */
export async function connect({ stage, local, state }: Choice): Promise<Target> {
  if (local && stage !== undefined) throw new OpsError('Say --stage NAME or --local, not both.');
  if (local) return connectToLocal(resolve(state ?? join(root, '.local/system')));
  if (stage !== undefined) return connectToStage(stage);
  throw new OpsError(
    'Say which system: --stage NAME for one in AWS, or --local for the one that npm start runs.',
  );
}

async function connectToLocal(stateDirectory: string): Promise<Target> {
  const { endpoints, outputs } = await readEndpoints(stateDirectory);
  return openTarget('the local system', outputs, createClients('us-east-1', endpoints));
}

async function readEndpoints(
  stateDirectory: string,
): Promise<{ endpoints: Endpoints; outputs: Record<string, string> }> {
  try {
    return endpointsFile.parse(JSON.parse(await readFile(join(stateDirectory, 'endpoints.json'), 'utf8')));
  } catch (cause) {
    throw new OpsError(
      `No local system runs on ${stateDirectory}. Start it with npm start in another window, or name its state directory with --state DIR.`,
      { cause },
    );
  }
}

async function connectToStage(stage: string): Promise<Target> {
  const region = await regionOf(stage);
  const client = new CloudFormationClient({ ...(region !== undefined && { region }) });
  try {
    const [state, pipeline] = await Promise.all([
      outputsOf(client, `DailyPapers-${stage}-State`, stage),
      outputsOf(client, `DailyPapers-${stage}-Pipeline`, stage),
    ]);
    const where = await client.config.region();
    const outputs = { ...state, ...pipeline };
    return await openTarget(`stage ${stage} in ${where}`, outputs, createClients(where));
  } finally {
    client.destroy();
  }
}

async function outputsOf(
  client: CloudFormationClient,
  stackName: string,
  stage: string,
): Promise<Record<string, string>> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return Object.fromEntries(
      outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    if (/does not exist/.test(said))
      throw new OpsError(
        `There is no stack ${stackName} in this account and region. Deploy it with: npm run deploy -- --stage ${stage}`,
        { cause },
      );
    throw new OpsError(
      `AWS cannot be asked about ${stackName}: ${said.replace(/[.\s]*$/, '')}. Credentials and region come from the environment or your AWS profile (AWS_PROFILE, AWS_REGION).`,
      { cause },
    );
  }
}

/** The region that cdk.json sets for the stage; undefined leaves it to the SDK. */
async function regionOf(stage: string): Promise<string | undefined> {
  const parsed = cdkJson.safeParse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')));
  return parsed.data?.context.stages[stage]?.env?.region;
}

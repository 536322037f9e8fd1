import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { grantsIn } from '../support/grants.ts';
import { synthesiseStage } from '../support/synthesised-stage.ts';

/** Every role is held against the code of its function: what the code does not call, the role may not do. */
const { pipeline } = synthesiseStage('prod', {
  sources: { huggingFace: { tokenParameter: '/daily-papers/hugging-face-token' } },
});

const folders = {
  Ingest: 'ingest',
  Dispatch: 'dispatch',
  FanOut: 'fan-out',
  Mailer: 'mailer',
  Feedback: 'feedback',
  SendEvents: 'send-events',
  Web: 'web',
};

/** Calls that Lambda itself makes in the function's name: logs, traces, polling its queue, keeping what failed. */
const madeByLambda =
  /^(logs|xray):|^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueAttributes|GetQueueUrl) |^sqs:SendMessage on DeadLetters$/;

/** What makes a call of each action; helpers of shared/platform/dynamo.ts stand for the command that they send. */
const callsOf: Readonly<Record<string, RegExp>> = {
  'dynamodb:GetItem': /new GetCommand\(/,
  'dynamodb:BatchGetItem': /\bgetAll\(/,
  'dynamodb:Query': /new QueryCommand\(|\bqueryAll\(/,
  'dynamodb:PutItem': /new PutCommand\(/,
  'dynamodb:UpdateItem': /new UpdateCommand\(/,
  'dynamodb:DeleteItem': /new DeleteCommand\(/,
  'sqs:SendMessage': /new SendMessage(Batch)?Command\(/,
  'ses:SendRawEmail': /new SendRawEmailCommand\(/,
  'ses:GetSendQuota': /new GetSendQuotaCommand\(/,
  'ssm:GetParameter': /new GetParameterCommand\(/,
};

/** The code that works on what is granted: a table's stores, or whatever speaks to the service. */
function codeFor(resource: string, files: readonly string[]): string {
  const table = /^(Papers|Subscribers|Deliveries)/.exec(resource)?.[1]?.toLowerCase();
  const folder = table === undefined ? 'shared/platform/' : `shared/${table}/`;
  return files
    .filter(file => file.startsWith(folder))
    .map(file => readFileSync(file, 'utf8'))
    .join('\n');
}

/** The project's own files that end up in the bundle of a function. */
async function filesIn(folder: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [`functions/${folder}/handler.ts`],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter(file => (inputs[file]?.bytesInOutput ?? 0) > 0),
  );
}

describe('no role may do what its function never does:', () => {
  it.each(Object.entries(folders))('%s', async (unit, folder) => {
    const files = await filesIn(folder);

    const unused = grantsIn(pipeline, unit)
      .filter(grant => !madeByLambda.test(grant))
      .filter(grant => {
        const [action = '', resource = ''] = grant.split(' on ');
        const call = callsOf[action];
        return call === undefined || !call.test(codeFor(resource, files));
      });

    expect(unused).toEqual([]);
  });

  it('which would be seen', async () => {
    const files = await filesIn('feedback');
    expect(callsOf['dynamodb:DeleteItem']?.test(codeFor('Deliveries', files))).toBe(false);
    expect(callsOf['ses:SendRawEmail']?.test(codeFor('MailIdentity', files))).toBe(false);
  });
});

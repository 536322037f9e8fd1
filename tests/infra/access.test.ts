import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { grantsIn, policiesIn } from '../support/grants.ts';
import { synthesiseStage } from '../support/synthesised-stage.ts';

const { pipeline } = synthesiseStage('prod');

const grantsOf = (unit: string) => grantsIn(pipeline, unit);

const everyFunction = (unit: string) => [
  'logs:CreateLogStream on Logs',
  'logs:PutLogEvents on Logs',
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
  ...(['Ingest', 'Dispatch'].includes(unit)
    ? ['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'].map(action => `sqs:${action} on DeadLetters`)
    : []),
];
const consumes = (queue: string) =>
  ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'].map(
    action => `sqs:${action} on ${queue}`,
  );
const calls = (table: string, ...actions: string[]) =>
  actions.map(action => `dynamodb:${action} on ${table}`);
const sends = ['ses:SendRawEmail on MailIdentity', 'ses:SendRawEmail on ConfigurationSet'];

describe('a function may do what its stores do, and nothing else:', () => {
  it.each([
    ['Ingest', calls('Papers', 'BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem')],
    [
      'Dispatch',
      [
        ...calls('Subscribers', 'GetItem'),
        ...calls('Deliveries', 'BatchGetItem', 'GetItem', 'Query', 'UpdateItem'),
        'sqs:SendMessage on Slices',
      ],
    ],
    [
      'FanOut',
      [
        ...calls('Subscribers/index/bySlot', 'Query'),
        ...calls('Deliveries', 'UpdateItem'),
        ...consumes('Slices'),
        'sqs:SendMessage on Slices',
        'sqs:SendMessage on Digests',
      ],
    ],
    [
      'Mailer',
      [
        ...calls('Papers', 'BatchGetItem', 'GetItem', 'Query'),
        ...calls('Subscribers', 'GetItem'),
        ...calls('Deliveries', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
        ...consumes('Digests'),
        'sqs:SendMessage on Digests',
        ...sends,
        'ses:GetSendQuota on *',
      ],
    ],
    [
      'Feedback',
      [
        ...calls('Subscribers', 'UpdateItem'),
        ...calls('Deliveries', 'GetItem', 'PutItem'),
        ...consumes('Events'),
      ],
    ],
    ['SendEvents', [...calls('Deliveries', 'BatchGetItem'), 'sqs:SendMessage on Events']],
    [
      'Web',
      [
        ...calls('Papers', 'BatchGetItem', 'GetItem', 'Query'),
        ...calls('Subscribers', 'DeleteItem', 'GetItem', 'UpdateItem'),
        ...calls('Deliveries', 'PutItem', 'Query'),
        ...sends,
      ],
    ],
  ])('%s', (unit, grants) => {
    expect(grantsOf(unit)).toEqual([...everyFunction(unit), ...grants].sort());
  });

  it('nor does any role come with a managed policy', () => {
    pipeline.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });

  it('and only X-Ray and the sending quota are granted on everything, and a bucket’s objects to its stream', () => {
    const wide = policiesIn(pipeline).flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.filter(({ Resource }) => JSON.stringify(Resource).includes('*')),
    );

    expect([...new Set(wide.flatMap(({ Action }) => Action))].sort()).toEqual([
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:PutObject',
      'ses:GetSendQuota',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });
});

describe('mail', () => {
  it('goes out under the name of the sender alone', () => {
    const statements = ['Mailer', 'Web'].map(unit => ({
      Roles: [{ Ref: Match.stringLikeRegexp(`^${unit}FunctionRole`) }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'ses:SendRawEmail',
            Condition: { StringEquals: { 'ses:FromAddress': 'papers@example.com' } },
          }),
        ]),
      },
    }));

    for (const statement of statements) pipeline.hasResourceProperties('AWS::IAM::Policy', statement);
  });
});

describe('the token of Hugging Face', () => {
  it('may be read where the stage names its parameter, and that parameter only', () => {
    const stage = synthesiseStage('local', {
      sources: { huggingFace: { tokenParameter: '/daily-papers/hugging-face-token' } },
    });

    stage.pipeline.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'ssm:GetParameter',
            Resource: {
              'Fn::Join': ['', Match.arrayWith([':parameter/daily-papers/hugging-face-token'])],
            },
          }),
        ]),
      },
    });
  });
});

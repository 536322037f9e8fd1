import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { reference, resources, synthesiseStage } from '../support/synthesised-stage.ts';

const { pipeline } = synthesiseStage('prod');

const queues = resources(
  pipeline,
  'AWS::SQS::Queue',
  z.object({
    Properties: z.object({
      MessageRetentionPeriod: z.int(),
      VisibilityTimeout: z.int().optional(),
      SqsManagedSseEnabled: z.literal(true),
      RedrivePolicy: z.object({ deadLetterTargetArn: reference, maxReceiveCount: z.int() }).optional(),
    }),
  }),
);
const functions = resources(
  pipeline,
  'AWS::Lambda::Function',
  z.object({ Properties: z.object({ Timeout: z.int() }) }),
);
const eventSources = resources(
  pipeline,
  'AWS::Lambda::EventSourceMapping',
  z.object({
    Properties: z.object({
      FunctionName: reference,
      EventSourceArn: reference,
      BatchSize: z.int(),
      MaximumBatchingWindowInSeconds: z.int().optional(),
      FunctionResponseTypes: z.array(z.string()),
      ScalingConfig: z.object({ MaximumConcurrency: z.int() }).optional(),
    }),
  }),
);

const fed = [...eventSources.values()].map(({ Properties: source }) => ({
  source,
  queue: queues.get(source.EventSourceArn)!.Properties,
  consumer: functions.get(source.FunctionName)!.Properties,
}));

describe('a queue that feeds a function', () => {
  it('hides a message for six timeouts and the batching window, as Lambda asks', () => {
    expect(fed).toHaveLength(3);
    for (const { source, queue, consumer } of fed) {
      const window = source.MaximumBatchingWindowInSeconds ?? 0;
      expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer.Timeout + window);
    }
  });

  it('hears which messages of a batch failed', () => {
    for (const { source } of fed) expect(source.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('gives a message up after ten receives, to a queue that keeps it longer than its source does', () => {
    for (const { queue } of fed) {
      const deadLetters = queues.get(queue.RedrivePolicy!.deadLetterTargetArn)!.Properties;
      expect(queue.RedrivePolicy!.maxReceiveCount).toBe(10);
      expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
    }
  });

  it('has the batches and the concurrency of its unit', () => {
    const shapes = [...eventSources].map(([id, { Properties: source }]) => [
      /^(.+?)Function/.exec(id)![1],
      source.BatchSize,
      source.ScalingConfig?.MaximumConcurrency,
      source.MaximumBatchingWindowInSeconds,
    ]);

    expect(shapes.sort()).toEqual([
      ['FanOut', 1, 5, undefined],
      ['Feedback', 10, 2, 5],
      ['Mailer', 10, 4, undefined],
    ]);
  });
});

describe('every queue', () => {
  it('redrives to a dead-letter queue, or is one', () => {
    const sources = [...queues].filter(([, { Properties }]) => Properties.RedrivePolicy !== undefined);
    const ends = [...queues].filter(([, { Properties }]) => Properties.RedrivePolicy === undefined);

    expect(sources.map(([id]) => id).sort()).toEqual(fed.map(({ source }) => source.EventSourceArn).sort());
    for (const [id, { Properties }] of ends) {
      expect(id).toContain('DeadLetters');
      expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    }
  });

  it('refuses what does not come over TLS', () => {
    const policies = resources(
      pipeline,
      'AWS::SQS::QueuePolicy',
      z.object({ Properties: z.object({ Queues: z.tuple([reference]) }) }),
    );

    expect([...policies.values()].map(({ Properties }) => Properties.Queues[0]).sort()).toEqual(
      [...queues.keys()].sort(),
    );
    pipeline.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sqs:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });
});

describe('the feedback queue', () => {
  it('gets the bare SES event, and keeps what SNS cannot deliver', () => {
    pipeline.resourceCountIs('AWS::SNS::Subscription', 1);
    pipeline.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      RawMessageDelivery: true,
      Endpoint: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FeedbackEventsQueue'), 'Arn'] },
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FeedbackEventsDeadLetters'), 'Arn'] },
      },
    });
  });

  it('lets only SNS write, and only for the topic of mail events', () => {
    pipeline.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: Match.stringLikeRegexp('^FeedbackEventsQueue') }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny' }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: {
              ArnEquals: { 'aws:SourceArn': { 'Fn::ImportValue': Match.stringLikeRegexp('MailEvents') } },
            },
          }),
        ],
      },
    });
  });
});

import * as z from 'zod';
import { accountId, region } from '../../servers/messaging.ts';
import { defineKind, type Identity, part } from '../resource-kind.ts';

const arn = ({ generatedName }: Identity) => `arn:aws:sqs:${region}:${accountId}:${generatedName}`;

export const queueKind = defineKind({
  type: 'AWS::SQS::Queue',
  file: import.meta.filename,
  used: {
    VisibilityTimeout: z.int().optional(),
    MessageRetentionPeriod: z.int().optional(),
    DelaySeconds: z.int().optional(),
    MaximumMessageSize: z.int().optional(),
    ReceiveMessageWaitTimeSeconds: z.int().optional(),
    RedrivePolicy: part({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int() }).optional(),
  },
  ignored: {
    SqsManagedSseEnabled: 'encryption at rest is the disk’s here',
    Tags: 'labels only',
  },
  ref: ({ generatedName, places }) => places.queueUrl(generatedName),
  attributes: {
    Arn: arn,
    QueueName: ({ generatedName }) => generatedName,
    QueueUrl: ({ generatedName, places }) => places.queueUrl(generatedName),
  },
});

export const queuePolicyKind = defineKind({
  type: 'AWS::SQS::QueuePolicy',
  file: import.meta.filename,
  used: {},
  ignored: {
    PolicyDocument: 'nothing here checks permissions',
    Queues: 'nothing here checks permissions',
  },
});

import * as z from 'zod';
import { accountId, region } from '../../servers/messaging.ts';
import { defineKind, type Identity, part } from '../resource-kind.ts';

const arn = ({ generatedName }: Identity) =>
  `arn:aws:lambda:${region}:${accountId}:function:${generatedName}`;

export const functionKind = defineKind({
  type: 'AWS::Lambda::Function',
  file: import.meta.filename,
  used: {
    Code: part({ S3Key: z.string() }, { S3Bucket: 'the bundle is taken from the assembly' }),
    /** `file.export` */
    Handler: z.string().regex(/^[\w/-]+\.\w+$/),
    Runtime: z.string().regex(/^nodejs\d+\.x$/),
    /** Seconds. */
    Timeout: z.int().default(3),
    /** MiB. */
    MemorySize: z.int().default(128),
    Environment: part({ Variables: z.record(z.string(), z.string()).default({}) }).optional(),
    ReservedConcurrentExecutions: z.int().optional(),
  },
  ignored: {
    Architectures: 'the bundles are JavaScript and run on any processor',
    Description: 'for people',
    LoggingConfig: 'logs go to the state directory',
    RecursiveLoop: 'nothing here stops a function that feeds itself',
    Role: 'nothing here checks permissions',
    TracingConfig: 'there is no X-Ray',
    DeadLetterConfig: 'EventInvokeConfig says the same',
    EphemeralStorage: 'the disk is this machine’s',
    Tags: 'labels only',
  },
  attributes: { Arn: arn },
});

export const eventSourceKind = defineKind({
  type: 'AWS::Lambda::EventSourceMapping',
  file: import.meta.filename,
  used: {
    EventSourceArn: z.string().startsWith('arn:aws:sqs:'),
    FunctionName: z.string(),
    BatchSize: z.int().min(1).default(10),
    MaximumBatchingWindowInSeconds: z.int().min(0).default(0),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    ScalingConfig: part({ MaximumConcurrency: z.int() }).optional(),
    Enabled: z.boolean().default(true),
  },
  ignored: { Tags: 'labels only' },
});

export const eventInvokeConfigKind = defineKind({
  type: 'AWS::Lambda::EventInvokeConfig',
  file: import.meta.filename,
  used: {
    FunctionName: z.string(),
    MaximumRetryAttempts: z.int().min(0).max(2).default(2),
    DestinationConfig: part({
      OnFailure: part({ Destination: z.string().startsWith('arn:aws:sqs:') }),
    }).optional(),
  },
  ignored: {
    Qualifier: 'there is one version of a function',
    MaximumEventAgeInSeconds: 'two retries take three minutes, less than any age worth setting',
  },
});

export const permissionKind = defineKind({
  type: 'AWS::Lambda::Permission',
  file: import.meta.filename,
  used: {},
  ignored: {
    Action: 'nothing here checks permissions',
    FunctionName: 'nothing here checks permissions',
    Principal: 'nothing here checks permissions',
    SourceArn: 'nothing here checks permissions',
    SourceAccount: 'nothing here checks permissions',
  },
});

import * as z from 'zod';
import { accountId, region } from '../../servers/messaging.ts';
import { defineKind, type Identity, part } from '../resource-kind.ts';

const arn = ({ generatedName }: Identity) =>
  `arn:aws:firehose:${region}:${accountId}:deliverystream/${generatedName}`;

/** A processor's parameters, which the template lists as names and texts. */
const parametersSchema = z
  .array(part({ ParameterName: z.string(), ParameterValue: z.string() }))
  .transform(
    (list): Record<string, unknown> =>
      Object.fromEntries(list.map(each => [each.ParameterName, each.ParameterValue])),
  )
  .pipe(
    part(
      {
        LambdaArn: z.string(),
        NumberOfRetries: z.coerce.number().int().min(0).default(3),
        BufferSizeInMBs: z.coerce.number().min(0.2).max(3).default(1),
        BufferIntervalInSeconds: z.coerce.number().int().min(0).max(900).default(60),
      },
      { RoleArn: 'nothing here checks permissions' },
    ),
  );

export const deliveryStreamKind = defineKind({
  type: 'AWS::KinesisFirehose::DeliveryStream',
  file: import.meta.filename,
  used: {
    DeliveryStreamType: z.literal('DirectPut'),
    ExtendedS3DestinationConfiguration: part(
      {
        BucketARN: z.string(),
        Prefix: z.string().default(''),
        ErrorOutputPrefix: z.string().default('!{firehose:error-output-type}/'),
        ProcessingConfiguration: part({
          Enabled: z.literal(true),
          Processors: z.tuple([part({ Type: z.literal('Lambda'), Parameters: parametersSchema })]),
        }),
      },
      {
        BufferingHints: 'what a function leaves or fails on is written at once',
        RoleARN: 'nothing here checks permissions',
      },
    ),
  },
  ignored: {
    DeliveryStreamEncryptionConfigurationInput: 'encryption at rest is the disk’s here',
    Tags: 'labels only',
  },
  attributes: { Arn: arn },
});

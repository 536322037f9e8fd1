import * as z from 'zod';
import { accountId, region } from '../../servers/messaging.ts';
import { defineKind, part } from '../resource-kind.ts';

const keySchema = z.array(part({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

export const tableKind = defineKind({
  type: 'AWS::DynamoDB::GlobalTable',
  file: import.meta.filename,
  used: {
    AttributeDefinitions: z.array(
      part({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: z.literal('PAY_PER_REQUEST'),
    GlobalSecondaryIndexes: z
      .array(
        part({
          IndexName: z.string(),
          KeySchema: keySchema,
          Projection: part({
            ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
            NonKeyAttributes: z.array(z.string()).optional(),
          }),
        }),
      )
      .optional(),
    // One replica is the table itself; more would be other regions.
    Replicas: z.tuple([
      part(
        { Region: z.literal(region) },
        {
          DeletionProtectionEnabled: 'nothing here deletes a table but --fresh, which is asked for',
          GlobalSecondaryIndexes: 'repeats the names of the indexes',
          PointInTimeRecoverySpecification: 'there are no backups of a local table',
          ContributorInsightsSpecification: 'there is no CloudWatch',
          TableClass: 'a matter of price',
          Tags: 'labels only',
        },
      ),
    ]),
  },
  ignored: {
    TimeToLiveSpecification:
      'dynalite never deletes; readers filter on the attribute, for TTL deletion is late anyway',
    SSESpecification: 'encryption at rest is the disk’s here',
    WarmThroughput: 'a matter of capacity',
    WriteOnDemandThroughputSettings: 'a matter of capacity',
    ReadOnDemandThroughputSettings: 'a matter of capacity',
  },
  attributes: {
    Arn: ({ generatedName }) => `arn:aws:dynamodb:${region}:${accountId}:table/${generatedName}`,
  },
});

import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resources, synthesiseStage } from '../support/synthesised-stage.ts';

const local = synthesiseStage('local');
const prod = synthesiseStage('prod');

const tableType = 'AWS::DynamoDB::GlobalTable';
const tableSchema = z.object({
  DeletionPolicy: z.string(),
  UpdateReplacePolicy: z.string(),
  Properties: z.looseObject({
    BillingMode: z.string(),
    KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
    Replicas: z.tuple([
      z.looseObject({
        DeletionProtectionEnabled: z.boolean(),
        PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
      }),
    ]),
    TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }),
  }),
});

describe('the state stack', () => {
  it('keeps the logical ids of whatever cannot be made again', () => {
    const stateful = [
      'AWS::DynamoDB::GlobalTable',
      'AWS::SES::EmailIdentity',
      'AWS::SES::ConfigurationSet',
      'AWS::SNS::Topic',
    ];

    const ids = stateful.flatMap(type => Object.keys(prod.state.findResources(type)));

    // A changed id here is a new, empty table beside a forgotten one. Restore the id instead of changing the test.
    expect(ids).toEqual([
      'PapersFCDB0EBE',
      'SubscribersF56A45C7',
      'DeliveriesBF2F7293',
      'MailIdentity4365A1C5',
      'ConfigurationSet3DD38186',
      'MailEventsE4612002',
    ]);
  });

  it('pays per request, restores to any point in time and lets expired items go', () => {
    const tables = resources(prod.state, tableType, tableSchema);

    expect(tables.size).toBe(3);
    for (const { Properties: table } of tables.values()) {
      expect(table.BillingMode).toBe('PAY_PER_REQUEST');
      expect(table.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
      expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
      expect(table).not.toHaveProperty('TableName');
      expect(table.Replicas[0]).not.toHaveProperty('TableName');
    }
  });

  it('has the keys that the stores use', () => {
    const tables = resources(prod.state, tableType, tableSchema);

    const keys = [...tables.values()].map(({ Properties }) =>
      Properties.KeySchema.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`),
    );

    expect(keys).toEqual([['pk HASH', 'sk RANGE'], ['pk HASH'], ['pk HASH', 'sk RANGE']]);
  });

  it('indexes readers by slot, with their frequency and no more', () => {
    prod.state.hasResourceProperties(tableType, {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'bySlot',
          KeySchema: [
            { AttributeName: 'slot', KeyType: 'HASH' },
            { AttributeName: 'pk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['slotFrequency'] },
        },
      ],
    });
  });

  it('protects tables and itself in a stage that retains', () => {
    const tables = resources(prod.state, tableType, tableSchema);

    for (const table of tables.values()) {
      expect(table.DeletionPolicy).toBe('Retain');
      expect(table.UpdateReplacePolicy).toBe('Retain');
      expect(table.Properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
    }
    expect(prod.stacks.state.terminationProtection).toBe(true);
    expect(prod.stacks.pipeline.terminationProtection).not.toBe(true);
  });

  it('leaves nothing behind of a stage that says destroy', () => {
    const tables = resources(local.state, tableType, tableSchema);

    for (const table of tables.values()) {
      expect(table.DeletionPolicy).toBe('Delete');
      expect(table.Properties.Replicas[0].DeletionProtectionEnabled).toBe(false);
    }
    expect(local.stacks.state.terminationProtection).toBe(false);
  });
});

describe('mail', () => {
  it('comes from the sender address, or from its domain when the stage has one', () => {
    const domain = synthesiseStage('local', {
      sender: { name: 'Daily Papers', address: 'papers@example.org' },
      mailDomain: 'example.org',
    });

    local.state.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'papers@daily-papers.example',
    });
    domain.state.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'example.org' });
  });

  it('is sent over TLS, with reputation metrics and suppression, and without tracking anybody', () => {
    prod.state.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SendingOptions: { SendingEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      VdmOptions: { DashboardOptions: { EngagementMetrics: 'DISABLED' } },
      TrackingOptions: Match.absent(),
    });
  });

  it('reports failures to the topic, neither opens nor clicks, nor each send', () => {
    prod.state.resourceCountIs('AWS::SES::ConfigurationSetEventDestination', 1);
    prod.state.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: { Ref: 'ConfigurationSet3DD38186' },
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint', 'reject', 'renderingFailure', 'deliveryDelay'],
        SnsDestination: { TopicARN: { Ref: 'MailEventsE4612002' } },
      },
    });
  });

  it('events may be published by SES alone, for this configuration set, and over TLS', () => {
    prod.state.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: { StringEquals: Match.objectLike({ 'AWS:SourceArn': Match.anyValue() }) },
          }),
        ],
      },
    });
  });
});

describe('two stages', () => {
  it('share no name and no export, so that they live side by side in one account', () => {
    const exports = (template: typeof prod.state) =>
      z
        .record(z.string(), z.object({ Export: z.object({ Name: z.string() }).optional() }))
        .transform(outputs => Object.values(outputs).flatMap(output => output.Export?.Name ?? []))
        .parse(template.findOutputs('*'));

    const shared = exports(local.state).filter(name => exports(prod.state).includes(name));

    expect(exports(prod.state).length).toBeGreaterThan(0);
    expect(shared).toEqual([]);
    expect(prod.stacks.state.stackName).toBe('DailyPapers-prod-State');
    expect(prod.stacks.pipeline.stackName).toBe('DailyPapers-prod-Pipeline');
  });
});

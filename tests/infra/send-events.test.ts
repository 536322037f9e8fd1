import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { policiesIn } from '../support/grants.ts';
import { resources, synthesiseStage } from '../support/synthesised-stage.ts';

const prod = synthesiseStage('prod');
const local = synthesiseStage('local');

const logicalId = (type: string) => Object.keys(prod.pipeline.findResources(type))[0]!;
const stream = logicalId('AWS::KinesisFirehose::DeliveryStream');
const bucket = logicalId('AWS::S3::Bucket');
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const roleArn = (name: string) => ({
  'Fn::GetAtt': [Match.stringLikeRegexp(`^SendEvents${name}Role`), 'Arn'],
});

const statementsOf = (role: string) =>
  policiesIn(prod.pipeline)
    .filter(({ Properties }) => Properties.Roles[0].startsWith(`SendEvents${role}`))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

describe('Send events', () => {
  it('go into the stream, and no other events do', () => {
    prod.pipeline.resourceCountIs('AWS::SES::ConfigurationSetEventDestination', 1);
    prod.pipeline.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: { 'Fn::ImportValue': Match.stringLikeRegexp('ConfigurationSet') },
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['send'],
        KinesisFirehoseDestination: {
          DeliveryStreamARN: arn(stream),
          IAMRoleARN: roleArn('Publisher'),
        },
      },
    });
  });

  it('are put there by SES for this configuration set alone, which may do nothing else', () => {
    prod.pipeline.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': { Ref: 'AWS::AccountId' },
                'aws:SourceArn': { 'Fn::Join': ['', Match.arrayWith([':configuration-set/'])] },
              },
            },
          },
        ],
      },
    });
    expect(statementsOf('Publisher')).toEqual([
      { Effect: 'Allow', Action: ['firehose:PutRecordBatch'], Resource: [arn(stream)] },
    ]);
  });
});

describe('the stream', () => {
  it('gathers a megabyte or the stage’s time for the function, and tries a batch ten times more', () => {
    prod.pipeline.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
      ExtendedS3DestinationConfiguration: {
        BucketARN: arn(bucket),
        ProcessingConfiguration: {
          Enabled: true,
          Processors: [
            {
              Type: 'Lambda',
              Parameters: Match.arrayWith([
                {
                  ParameterName: 'LambdaArn',
                  ParameterValue: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SendEventsFunction'), 'Arn'] },
                },
                { ParameterName: 'NumberOfRetries', ParameterValue: '10' },
                { ParameterName: 'BufferSizeInMBs', ParameterValue: '1' },
                { ParameterName: 'BufferIntervalInSeconds', ParameterValue: '60' },
              ]),
            },
          ],
        },
      },
    });
  });

  it('waits as long as the stage says', () => {
    const { pipeline } = synthesiseStage('local', { timing: { sendEventBufferSeconds: 2 } });

    pipeline.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: {
        BufferingHints: { IntervalInSeconds: 2 },
        ProcessingConfiguration: {
          Processors: [
            {
              Parameters: Match.arrayWith([
                { ParameterName: 'BufferIntervalInSeconds', ParameterValue: '2' },
              ]),
            },
          ],
        },
      },
    });
  });

  it('may invoke its function and write to its bucket', () => {
    const granted = statementsOf('StreamRole').flatMap(({ Action, Resource }) =>
      Action.map(action => `${action} on ${Resource.length} of ${JSON.stringify(Resource[0])}`),
    );

    const functionArn = JSON.stringify(
      arn(
        Object.keys(prod.pipeline.findResources('AWS::Lambda::Function')).find(id =>
          id.startsWith('SendEvents'),
        )!,
      ),
    );
    const objects = JSON.stringify({ 'Fn::Join': ['', [arn(bucket), '/*']] });
    expect(granted.sort()).toEqual(
      [
        `lambda:InvokeFunction on 2 of ${functionArn}`,
        ...['GetBucketLocation', 'ListBucket', 'ListBucketMultipartUploads'].map(
          action => `s3:${action} on 1 of ${JSON.stringify(arn(bucket))}`,
        ),
        ...['AbortMultipartUpload', 'GetObject', 'PutObject'].map(
          action => `s3:${action} on 1 of ${objects}`,
        ),
      ].sort(),
    );
  });

  it('and its event destination are made after the policies that AWS tries when they are made', () => {
    const dependsOn = (type: string) =>
      [...resources(prod.pipeline, type, z.object({ DependsOn: z.array(z.string()) })).values()][0]!
        .DependsOn;

    expect(dependsOn('AWS::KinesisFirehose::DeliveryStream')).toContainEqual(
      expect.stringMatching(/^SendEventsStreamRoleDefaultPolicy/),
    );
    expect(dependsOn('AWS::SES::ConfigurationSetEventDestination')).toContainEqual(
      expect.stringMatching(/^SendEventsPublisherRoleDefaultPolicy/),
    );
  });
});

describe('the bucket of failed records', () => {
  it('is nobody else’s, encrypted, and forgets within two weeks', () => {
    prod.pipeline.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: Match.absent(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 14, Status: 'Enabled' }] },
    });
  });

  it('is read and written over TLS only', () => {
    prod.pipeline.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Action: 's3:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  });

  it('goes with the stage where the stage says destroy, and stays where it says retain', () => {
    prod.pipeline.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
    local.pipeline.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  });
});

import { accountId } from '../../servers/messaging.ts';
import { defineKind } from '../resource-kind.ts';

/** Resources that mean nothing on one machine. What depends on them ignores them too. */

export const roleKind = defineKind({
  type: 'AWS::IAM::Role',
  file: import.meta.filename,
  used: {},
  ignored: {
    AssumeRolePolicyDocument: 'nothing here checks permissions',
    Description: 'for people',
    ManagedPolicyArns: 'nothing here checks permissions',
    Policies: 'nothing here checks permissions',
    Tags: 'labels only',
  },
  attributes: { Arn: ({ generatedName }) => `arn:aws:iam::${accountId}:role/${generatedName}` },
});

export const policyKind = defineKind({
  type: 'AWS::IAM::Policy',
  file: import.meta.filename,
  used: {},
  ignored: {
    PolicyDocument: 'nothing here checks permissions',
    PolicyName: 'nothing here checks permissions',
    Roles: 'nothing here checks permissions',
  },
});

export const logGroupKind = defineKind({
  type: 'AWS::Logs::LogGroup',
  file: import.meta.filename,
  used: {},
  ignored: {
    LogGroupName: 'logs go to the state directory',
    RetentionInDays: 'logs stay until --fresh',
    Tags: 'labels only',
  },
});

export const cdkMetadataKind = defineKind({
  type: 'AWS::CDK::Metadata',
  file: import.meta.filename,
  used: {},
  ignored: { Analytics: 'tells AWS which constructs are in use' },
});

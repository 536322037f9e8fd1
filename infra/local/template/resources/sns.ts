import * as z from 'zod';
import { accountId, region } from '../../servers/messaging.ts';
import { defineKind, type Identity } from '../resource-kind.ts';

const arn = ({ generatedName }: Identity) => `arn:aws:sns:${region}:${accountId}:${generatedName}`;

export const topicKind = defineKind({
  type: 'AWS::SNS::Topic',
  file: import.meta.filename,
  used: {},
  ignored: { Tags: 'labels only', DisplayName: 'for text messages and mails, of which there are none' },
  ref: arn,
  attributes: { TopicArn: arn, TopicName: ({ generatedName }) => generatedName },
});

export const subscriptionKind = defineKind({
  type: 'AWS::SNS::Subscription',
  file: import.meta.filename,
  used: {
    TopicArn: z.string(),
    Protocol: z.literal('sqs'),
    Endpoint: z.string(),
    RawMessageDelivery: z.boolean().default(false),
  },
  ignored: { RedrivePolicy: 'a delivery from one part of this process to another cannot fail' },
});

export const topicPolicyKind = defineKind({
  type: 'AWS::SNS::TopicPolicy',
  file: import.meta.filename,
  used: {},
  ignored: {
    PolicyDocument: 'nothing here checks permissions',
    Topics: 'nothing here checks permissions',
  },
});

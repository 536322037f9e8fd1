import * as z from 'zod';
import { defineKind, part } from '../resource-kind.ts';

export const emailIdentityKind = defineKind({
  type: 'AWS::SES::EmailIdentity',
  file: import.meta.filename,
  used: { EmailIdentity: z.string() },
  ignored: {
    FeedbackAttributes: 'bounces come as events only',
    ConfigurationSetAttributes: 'every mail names its configuration set',
    DkimAttributes: 'mails are not signed on this machine',
    DkimSigningAttributes: 'mails are not signed on this machine',
    MailFromAttributes: 'there is no SMTP envelope on this machine',
    Tags: 'labels only',
  },
  ref: ({ property, generatedName }) => property('EmailIdentity') ?? generatedName,
  attributes: Object.fromEntries(
    ['1', '2', '3'].flatMap(number => [
      [`DkimDNSTokenName${number}`, () => `token-${number}._domainkey.invalid`],
      [`DkimDNSTokenValue${number}`, () => `token-${number}.dkim.invalid`],
    ]),
  ),
});

export const configurationSetKind = defineKind({
  type: 'AWS::SES::ConfigurationSet',
  file: import.meta.filename,
  used: {
    Name: z.string().optional(),
    SendingOptions: part({ SendingEnabled: z.literal(true) }).optional(),
  },
  ignored: {
    DeliveryOptions: 'mails go to the outbox, not through TLS',
    ReputationOptions: 'there is no CloudWatch',
    SuppressionOptions: 'nobody bounces here but the simulator, whose addresses are never suppressed',
    VdmOptions: 'there is no deliverability dashboard',
    Tags: 'labels only',
  },
  ref: ({ property, generatedName }) => property('Name') ?? generatedName,
});

export const eventDestinationKind = defineKind({
  type: 'AWS::SES::ConfigurationSetEventDestination',
  file: import.meta.filename,
  used: {
    ConfigurationSetName: z.string(),
    EventDestination: part(
      {
        Enabled: z.boolean().default(true),
        MatchingEventTypes: z.array(z.string()),
        SnsDestination: part({ TopicARN: z.string() }).optional(),
        KinesisFirehoseDestination: part(
          { DeliveryStreamARN: z.string() },
          { IAMRoleARN: 'nothing here checks permissions' },
        ).optional(),
      },
      { Name: 'a label only' },
    ),
  },
  ignored: {},
});

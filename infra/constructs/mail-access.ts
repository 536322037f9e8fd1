import { Stack, Validations } from 'aws-cdk-lib';
import { Grant, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { UnitProps } from './unit.ts';

/** The variables of a function that writes to readers. */
export function mailEnvironment({ settings, state }: UnitProps) {
  return {
    SENDER_NAME: settings.sender.name,
    SENDER_ADDRESS: settings.sender.address,
    POSTAL_ADDRESS: settings.postalAddress,
    CONFIGURATION_SET: state.configurationSet.configurationSetName,
  };
}

/** Allows sending as the stage's sender and as nobody else, and only with its configuration set. */
export function allowSending(role: IRole, { settings, state }: UnitProps): void {
  const configurationSetArn = Stack.of(state.configurationSet).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: state.configurationSet.configurationSetName,
  });
  // By name, not by reference: an export in use could never change, and so a sender never get a domain.
  const identityArn = Stack.of(state.configurationSet).formatArn({
    service: 'ses',
    resource: 'identity',
    resourceName: settings.mailDomain ?? settings.sender.address,
  });
  Grant.addToPrincipal({
    grantee: role,
    actions: ['ses:SendRawEmail'],
    resourceArns: [identityArn, configurationSetArn],
    conditions: { StringEquals: { 'ses:FromAddress': settings.sender.address } },
  }).assertSuccess();
}

/** Allows asking how much may be sent, and how fast. */
export function allowReadingQuota(role: IRole): void {
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['ses:GetSendQuota'], resources: ['*'] }));
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'The sending quota belongs to the account: ses:GetSendQuota takes no resource.',
  });
}

import type { ResourceKind } from './resource-kind.ts';
import { tableKind } from './resources/dynamodb.ts';
import { deliveryStreamKind } from './resources/firehose.ts';
import { apiKind, integrationKind, routeKind, stageKind } from './resources/http-api.ts';
import { eventInvokeConfigKind, eventSourceKind, functionKind, permissionKind } from './resources/lambda.ts';
import { apiMappingKind, certificateKind, domainNameKind, recordSetKind } from './resources/own-domain.ts';
import { bucketKind, bucketPolicyKind } from './resources/s3.ts';
import { scheduleGroupKind, scheduleKind } from './resources/scheduler.ts';
import { configurationSetKind, emailIdentityKind, eventDestinationKind } from './resources/ses.ts';
import { subscriptionKind, topicKind, topicPolicyKind } from './resources/sns.ts';
import { queueKind, queuePolicyKind } from './resources/sqs.ts';
import { alarmKind, budgetKind, dashboardKind } from './resources/watching.ts';
import { cdkMetadataKind, logGroupKind, policyKind, roleKind } from './resources/without-effect.ts';

/** Every resource type that the local system understands. A template with another one does not start. */
export const knownKinds: readonly ResourceKind[] = [
  alarmKind,
  apiKind,
  apiMappingKind,
  bucketKind,
  bucketPolicyKind,
  budgetKind,
  cdkMetadataKind,
  certificateKind,
  configurationSetKind,
  dashboardKind,
  deliveryStreamKind,
  domainNameKind,
  emailIdentityKind,
  eventDestinationKind,
  eventInvokeConfigKind,
  eventSourceKind,
  functionKind,
  integrationKind,
  logGroupKind,
  permissionKind,
  policyKind,
  queueKind,
  queuePolicyKind,
  recordSetKind,
  roleKind,
  routeKind,
  scheduleGroupKind,
  scheduleKind,
  stageKind,
  subscriptionKind,
  tableKind,
  topicKind,
  topicPolicyKind,
];

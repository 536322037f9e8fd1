import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';

/** The index of readers by (time zone, hour, shard). */
export const subscribersBySlot = 'bySlot';

/** The DynamoDB calls that stores make: plain reads and conditional writes. */
export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** Allows exactly these calls on the table itself; its indexes are not included. */
export function allowTable(grantee: IGrantable, table: TableV2, actions: readonly TableAction[]): void {
  allow(grantee, actions, table.tableArn);
}

/** Allows queries on one index of the table. */
export function allowIndex(grantee: IGrantable, table: TableV2, index: string): void {
  allow(grantee, ['Query'], `${table.tableArn}/index/${index}`);
}

function allow(grantee: IGrantable, actions: readonly TableAction[], resourceArn: string): void {
  Grant.addToPrincipal({
    grantee,
    actions: actions.map(action => `dynamodb:${action}`),
    resourceArns: [resourceArn],
  }).assertSuccess();
}

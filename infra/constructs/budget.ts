import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * Tells when the account's bill of this month passes the budget, or is expected to. Of the whole account: a budget by
 * tag stays at zero until somebody activates the tag for billing. An account's first two budgets are free.
 */
export function createBudget(scope: Construct, id: string, dollarsAMonth: number, topic: ITopic): CfnBudget {
  const notify = (notificationType: 'ACTUAL' | 'FORECASTED') => ({
    notification: {
      notificationType,
      comparisonOperator: 'GREATER_THAN',
      threshold: 100,
      thresholdType: 'PERCENTAGE',
    },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  });
  return new CfnBudget(scope, id, {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: dollarsAMonth, unit: 'USD' },
    },
    notificationsWithSubscribers: [notify('ACTUAL'), notify('FORECASTED')],
  });
}

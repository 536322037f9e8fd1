import { Stack, Validations } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** The topic that alarms and the budget speak to, and nobody else may; the address has to confirm once. */
export function createAlarmTopic(scope: Construct, id: string, address: string | undefined): Topic {
  const topic = new Topic(scope, id, { enforceSSL: true });
  const { account } = Stack.of(scope);
  for (const service of ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']) {
    const conditions = { StringEquals: { 'aws:SourceAccount': account } };
    topic.grantPublish(new ServicePrincipal(service, { conditions }));
  }
  if (address !== undefined) {
    const subscription = topic.addSubscription(new EmailSubscription(address));
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'A mail that cannot be delivered is of no use in a queue; CloudWatch keeps showing the alarm.',
    });
  }
  return topic;
}

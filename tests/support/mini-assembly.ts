import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A cloud assembly in miniature, shaped as the CDK leaves it: two stacks with a reference between them, and every kind of
 * thing that the local system runs. Its functions do what their events say.
 */

export type Resources = Record<string, { Type: string; Properties?: Record<string, unknown> }>;

const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const ref = (logicalId: string) => ({ Ref: logicalId });
const imported = (name: string) => ({ 'Fn::ImportValue': `Mini-State:${name}` });

const stateResources: Resources = {
  Things: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'slot', AttributeType: 'S' },
      ],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'bySlot',
          KeySchema: [
            { AttributeName: 'slot', KeyType: 'HASH' },
            { AttributeName: 'pk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['kind'] },
        },
      ],
      Replicas: [{ Region: ref('AWS::Region') }],
    },
  },
  MailEvents: { Type: 'AWS::SNS::Topic' },
  MailSettings: { Type: 'AWS::SES::ConfigurationSet' },
  Sender: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'papers@sender.example' } },
  MailDestination: {
    Type: 'AWS::SES::ConfigurationSetEventDestination',
    Properties: {
      ConfigurationSetName: ref('MailSettings'),
      EventDestination: {
        MatchingEventTypes: ['send', 'bounce', 'complaint'],
        SnsDestination: { TopicARN: ref('MailEvents') },
      },
    },
  },
};

const pipelineResources: Resources = {
  WorkDead: { Type: 'AWS::SQS::Queue' },
  Work: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 1,
      RedrivePolicy: { deadLetterTargetArn: arn('WorkDead'), maxReceiveCount: 2 },
    },
  },
  Events: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 5 } },
  EventsSubscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: imported('MailEvents'),
      Protocol: 'sqs',
      Endpoint: arn('Events'),
      RawMessageDelivery: true,
    },
  },
  EchoFunction: miniFunction({ THINGS: imported('Things'), MAIL_SETTINGS: imported('MailSettings') }),
  WorkerFunction: miniFunction({ WORK_QUEUE_URL: ref('Work'), EVENTS_QUEUE_URL: ref('Events') }),
  WorkSource: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arn('Work'),
      FunctionName: ref('WorkerFunction'),
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
  Clock: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: 'cron(30 7 ? * MON-FRI *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arn('EchoFunction'),
        Input: '{"do":"echo","scheduledTime":"<aws.scheduler.scheduled-time>"}',
      },
    },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arn('EchoFunction'),
      PayloadFormatVersion: '2.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref('Api'),
      RouteKey: '$default',
      Target: { 'Fn::Join': ['', ['integrations/', ref('Integration')]] },
    },
  },
};

function miniFunction(variables: Record<string, unknown>) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: 'mini.zip' },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Timeout: 1,
      MemorySize: 256,
      Environment: { Variables: { ...variables, OWN: 'from the template' } },
    },
  };
}

/** What every function of the assembly is: an HTTP event is answered, a queue's records and others do as they say. */
const program = `
const act = async (what, context) => {
  console.log(JSON.stringify({ doing: what.do, requestId: context.awsRequestId }));
  switch (what.do) {
    case 'throw': throw new RangeError('asked to throw');
    case 'exit': process.exit(3);
    case 'hang': return new Promise(() => {});
    case 'echo': return { event: what, environment: process.env, remaining: context.getRemainingTimeInMillis(), pid: process.pid };
    default: return null;
  }
};
export const handler = async (event, context) => {
  if (event.requestContext) {
    return { statusCode: 201, headers: { 'X-One': 1 }, cookies: ['a=1', 'b=2'], body: JSON.stringify(event) };
  }
  if (!event.Records) return act(event, context);
  const batchItemFailures = [];
  for (const record of event.Records) {
    const what = JSON.parse(record.body);
    await act(what, context);
    console.log('count', record.attributes.ApproximateReceiveCount, 'of', what.name);
    if (what.do === 'again') batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
};
`;

const exports_ = (names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, { Value: ref(name), Export: { Name: `Mini-State:${name}` } }]));

/** Writes the assembly into `directory`; `change` may add, alter or remove resources of the pipeline's stack first. */
export async function writeMiniAssembly(
  directory: string,
  change: (pipeline: Resources, state: Resources) => void = () => undefined,
): Promise<void> {
  const pipeline = structuredClone(pipelineResources);
  const state = structuredClone(stateResources);
  change(pipeline, state);
  const write = async (name: string, content: unknown) =>
    writeFile(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));

  await mkdir(join(directory, 'asset.mini'), { recursive: true });
  await write('asset.mini/index.mjs', program);
  await write('manifest.json', {
    artifacts: { ...artifact('Mini-State', state), ...artifact('Mini-Pipeline', pipeline) },
  });
  for (const name of ['Mini-State', 'Mini-Pipeline']) {
    await write(`${name}.assets.json`, {
      files: { mini: { source: { path: 'asset.mini' }, destinations: { here: { objectKey: 'mini.zip' } } } },
    });
  }
  await write('Mini-State.template.json', {
    Resources: state,
    Outputs: exports_(['Things', 'MailEvents', 'MailSettings']),
  });
  await write('Mini-Pipeline.template.json', { Resources: pipeline });
}

/** Constructs are named after their logical ids: `EchoFunction` is `Echo/Function`. */
function artifact(stack: string, resources: Resources) {
  const paths = Object.keys(resources).map(logicalId => {
    const unit = logicalId.replace(/Function$/, '/Function');
    return [`/${stack}/${unit}/Resource`, [{ type: 'aws:cdk:logicalId', data: logicalId }]] as const;
  });
  return {
    [stack]: {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: `${stack}.template.json` },
      metadata: Object.fromEntries(paths),
    },
  };
}

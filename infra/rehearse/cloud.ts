import * as z from 'zod';

/** What of the deployed cloud the rehearsal looks at and touches, as any program with credentials could. */
export interface Cloud {
  /** Stacks that are there, by name. */
  stacks(): Promise<string[]>;
  tables(): Promise<string[]>;
  functions(): Promise<string[]>;
  /** How many messages a queue holds, in flight and delayed ones included. */
  queueDepth(queueUrl: string): Promise<number>;
  /** Publishes to a topic as SES does. */
  publish(topicArn: string, message: unknown): Promise<void>;
  /** Puts a record into a stream as SES does. */
  putRecord(streamName: string, record: unknown): Promise<void>;
  /**
   * Lets the deployed schedule of a function fire once, at the next look of the scheduler: a one-off copy with the same
   * target, role, retries and dead-letter queue. `scheduledTime` stands in its input where AWS would put it.
   */
  fireSchedule(functionName: string, scheduledTime: Date): Promise<void>;
  /** Lets a function's queue wait, or feeds the function from it again. */
  feedFromQueue(functionName: string, enabled: boolean): Promise<void>;
  /** What SES was given to send, oldest first. */
  mails(): Promise<Mail[]>;
}

const mailSchema = z
  .object({ MessageId: z.string(), To: z.array(z.string()), Subject: z.string(), BodyText: z.string() })
  .transform(mail => ({
    messageId: mail.MessageId,
    to: mail.To,
    subject: mail.Subject,
    text: mail.BodyText,
  }));
export type Mail = z.output<typeof mailSchema>;

const mailboxSchema = z.object({ messages: z.record(z.string(), z.array(mailSchema)) });
const scheduleSchema = z.looseObject({
  ScheduleExpression: z.string(),
  FlexibleTimeWindow: z.unknown(),
  Target: z.looseObject({ Arn: z.string(), Input: z.string() }),
});
const schedulesSchema = z.object({ Schedules: z.array(z.object({ Name: z.string() })) });
const depthSchema = z.object({ Attributes: z.record(z.string(), z.coerce.number()) });
const mappingsSchema = z.object({ EventSourceMappings: z.array(z.object({ UUID: z.string() })).min(1) });
const scheduledTimeAttribute = '<aws.scheduler.scheduled-time>';

/** A call that the cloud refused. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
}

/** Speaks the services' own protocols to the emulator, which does not check signatures. */
export function createCloud(endpoint: string): Cloud {
  const call = async (service: string, path: string, init: RequestInit = {}): Promise<string> => {
    const credential = `Credential=rehearsal/20260101/us-east-1/${service}/aws4_request`;
    const headers = {
      Authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=none`,
      ...(init.headers as Record<string, string> | undefined),
    };
    const answer = await fetch(`${endpoint}${path}`, { ...init, headers });
    const body = await answer.text();
    if (!answer.ok) throw new CloudError(`${service} answered ${answer.status}: ${body.slice(0, 300)}`);
    return body;
  };
  const json = async (service: string, path: string, init?: RequestInit): Promise<unknown> =>
    JSON.parse(await call(service, path, init));
  const target = (service: string, operation: string, version: string, input: unknown) =>
    json(service, '/', {
      method: 'POST',
      headers: { 'Content-Type': `application/x-amz-json-${version}`, 'X-Amz-Target': operation },
      body: JSON.stringify(input),
    });
  const query = (service: string, fields: Readonly<Record<string, string>>) =>
    call(service, '/', { method: 'POST', body: new URLSearchParams(fields) });

  const scheduleOf = async (functionName: string) => {
    const { Schedules } = schedulesSchema.parse(await json('scheduler', '/schedules'));
    for (const { Name } of Schedules) {
      const schedule = scheduleSchema.parse(
        await json('scheduler', `/schedules/${encodeURIComponent(Name)}`),
      );
      if (schedule.Target.Arn.endsWith(`:${functionName}`)) return schedule;
    }
    throw new CloudError(`no schedule wakes ${functionName}`);
  };

  return {
    async stacks() {
      const listed = await query('cloudformation', { Action: 'DescribeStacks', Version: '2010-05-15' });
      return [...listed.matchAll(/<StackName>([^<]+)</g)].map(match => match[1] ?? '');
    },
    async tables() {
      const listed = await target('dynamodb', 'DynamoDB_20120810.ListTables', '1.0', {});
      return z.object({ TableNames: z.array(z.string()) }).parse(listed).TableNames;
    },
    async functions() {
      const listed = await json('lambda', '/2015-03-31/functions/');
      return z
        .object({ Functions: z.array(z.object({ FunctionName: z.string() })) })
        .parse(listed)
        .Functions.map(each => each.FunctionName);
    },
    async queueDepth(queueUrl) {
      const input = { QueueUrl: queueUrl, AttributeNames: ['All'] };
      const answer = await target('sqs', 'AmazonSQS.GetQueueAttributes', '1.0', input);
      return Object.entries(depthSchema.parse(keepNumbers(answer)).Attributes)
        .filter(([name]) => name.startsWith('ApproximateNumberOfMessages'))
        .reduce((sum, [, count]) => sum + count, 0);
    },
    async publish(topicArn, message) {
      const Message = JSON.stringify(message);
      await query('sns', { Action: 'Publish', Version: '2010-03-31', TopicArn: topicArn, Message });
    },
    async putRecord(streamName, record) {
      const Data = Buffer.from(`${JSON.stringify(record)}\n`).toString('base64');
      const input = { DeliveryStreamName: streamName, Records: [{ Data }] };
      await target('firehose', 'Firehose_20150804.PutRecordBatch', '1.1', input);
    },
    async fireSchedule(functionName, scheduledTime) {
      const { Target, FlexibleTimeWindow } = await scheduleOf(functionName);
      const Input = Target.Input.replace(scheduledTimeAttribute, scheduledTime.toISOString());
      const now = new Date().toISOString().slice(0, 19);
      await json('scheduler', `/schedules/rehearsal-${crypto.randomUUID()}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          ScheduleExpression: `at(${now})`,
          ActionAfterCompletion: 'DELETE',
          FlexibleTimeWindow,
          Target: { ...Target, Input },
        }),
      });
    },
    async feedFromQueue(functionName, enabled) {
      const path = '/2015-03-31/event-source-mappings';
      const listed = await json('lambda', `${path}/?FunctionName=${encodeURIComponent(functionName)}`);
      for (const { UUID } of mappingsSchema.parse(listed).EventSourceMappings) {
        await json('lambda', `${path}/${UUID}`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ Enabled: enabled }),
        });
      }
    },
    async mails() {
      const { messages } = mailboxSchema.parse(await json('ses', '/_ministack/ses/messages'));
      return Object.values(messages).flat();
    },
  };
}

/** Queue attributes without those that are not counts. */
function keepNumbers(answer: unknown): unknown {
  const { Attributes } = z.object({ Attributes: z.record(z.string(), z.string()) }).parse(answer);
  const counts = Object.entries(Attributes).filter(([, value]) => /^\d+$/.test(value));
  return { Attributes: Object.fromEntries(counts) };
}

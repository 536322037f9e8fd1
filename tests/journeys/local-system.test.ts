import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalSystem, SystemOptions } from '../../infra/local/local-system.ts';
import { startSystem } from '../../infra/local/system.ts';
import { type Resources, writeMiniAssembly } from '../support/mini-assembly.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = { region: 'us-east-1', credentials, maxAttempts: 1 };

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daily-papers-local-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

let started = 0;
async function start(
  options: Partial<SystemOptions> = {},
  change?: (pipeline: Resources, state: Resources) => void,
): Promise<LocalSystem> {
  started += 1;
  const assemblyDirectory = join(directory, `assembly-${started}`);
  await writeMiniAssembly(assemblyDirectory, change);
  return startSystem({
    stateDirectory: join(directory, `state-${started}`),
    assemblyDirectory,
    timers: false,
    ...options,
  });
}

describe('a system that is up', () => {
  let system: LocalSystem;
  let sqs: SQSClient;
  let ses: SESClient;
  let dynamo: DynamoDBClient;
  let workQueueUrl: string;
  let eventsQueueUrl: string;

  beforeAll(async () => {
    system = await start({ environment: { Echo: { EXTRA: 'from the options' } } });
    const environment = system.environmentOf('Worker');
    sqs = new SQSClient({ ...client, endpoint: environment['AWS_ENDPOINT_URL_SQS']! });
    ses = new SESClient({ ...client, endpoint: environment['AWS_ENDPOINT_URL_SES']! });
    dynamo = new DynamoDBClient({ ...client, endpoint: system.dynamoUrl });
    workQueueUrl = environment['WORK_QUEUE_URL']!;
    eventsQueueUrl = environment['EVENTS_QUEUE_URL']!;
  });
  afterAll(async () => {
    for (const each of [sqs, ses, dynamo]) each.destroy();
    await system.stop();
  });

  const work = (message: object) =>
    sqs.send(new SendMessageCommand({ QueueUrl: workQueueUrl, MessageBody: JSON.stringify(message) }));
  const depth = (name: string) => system.queues().find(queue => queue.name === name);
  const workerLog = () => readFile(join(system.stateDirectory, 'logs/Worker.log'), 'utf8');

  test('gives a function the variables of the template and of Lambda, and nothing of this machine', async () => {
    process.env['SECRET_OF_THIS_MACHINE'] = 'must not get in';

    const answer = await system.invoke('Echo', { do: 'echo' });

    delete process.env['SECRET_OF_THIS_MACHINE'];
    expect(answer).toMatchObject({
      environment: {
        OWN: 'from the template',
        EXTRA: 'from the options',
        THINGS: 'Mini-State-Things',
        TZ: 'UTC',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_ENDPOINT_URL_DYNAMODB: system.dynamoUrl,
      },
    });
    expect(JSON.stringify(answer)).not.toContain('SECRET_OF_THIS_MACHINE');
    expect(JSON.stringify(answer)).not.toContain('"PATH"');
  });

  test('tells a function how much time it has left', async () => {
    const answer = await system.invoke('Echo', { do: 'echo' });

    expect(answer).toMatchObject({ remaining: expect.closeTo(1000, -3) as number });
  });

  test('hands a thrown error on by its name and message', async () => {
    await expect(system.invoke('Echo', { do: 'throw' })).rejects.toMatchObject({
      name: 'FunctionError',
      type: 'RangeError',
      message: 'Echo: asked to throw',
    });
  });

  test('ends a function that takes longer than its timeout', async () => {
    await expect(system.invoke('Echo', { do: 'hang' })).rejects.toMatchObject({
      type: 'Sandbox.Timedout',
      message: expect.stringContaining('Task timed out after 1.00 seconds') as string,
    });
  });

  test('fails only the invocation whose process ends under it', async () => {
    const [crashed, fine] = await Promise.allSettled([
      system.invoke('Echo', { do: 'exit' }),
      system.invoke('Echo', { do: 'echo' }),
    ]);

    expect(crashed).toMatchObject({ reason: { type: 'Runtime.ExitError' } });
    expect(fine.status).toBe('fulfilled');
  });

  test('deletes the messages of a batch that were done, and delivers the others again until the dead letters', async () => {
    await work({ do: 'done', name: 'good' });
    await work({ do: 'again', name: 'bad' });

    await system.waitUntilQuiet({ timeout: 20_000 });

    const log = await workerLog();
    expect(log.match(/count \d of good/g)).toEqual(['count 1 of good']);
    expect(log.match(/count \d of bad/g)).toEqual(['count 1 of bad', 'count 2 of bad']);
    expect(depth('WorkDead')).toMatchObject({ visible: 1 });
    expect(depth('Work')).toMatchObject({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test('deletes no message of a batch whose function throws', async () => {
    const before = depth('WorkDead')!.visible;
    await work({ do: 'throw', name: 'thrown' });

    await system.waitUntilQuiet({ timeout: 20_000 });

    expect(depth('WorkDead')).toMatchObject({ visible: before + 1 });
  });

  test('says what is left when it does not come to rest in time', async () => {
    await work({ do: 'again', name: 'restless' });

    await expect(system.waitUntilQuiet({ timeout: 300 })).rejects.toThrow(/still: .*1 in Work/);

    await system.waitUntilQuiet({ timeout: 20_000 });
  });

  test('makes a message visible at once when its visibility timeout is set to 0', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: eventsQueueUrl, MessageBody: 'again please' }));
    const first = await sqs.send(new ReceiveMessageCommand({ QueueUrl: eventsQueueUrl, WaitTimeSeconds: 2 }));
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: eventsQueueUrl,
        ReceiptHandle: first.Messages![0]!.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );

    const second = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: eventsQueueUrl, WaitTimeSeconds: 2 }),
    );

    expect(second.Messages).toMatchObject([{ Body: 'again please' }]);
  });

  test('fires a schedule as if it were an instant, and knows when it would fire by itself', async () => {
    const answer = await system.fireSchedule('Clock', new Date('2026-08-18T05:30:00.000Z'));

    expect(answer).toMatchObject({ event: { do: 'echo', scheduledTime: '2026-08-18T05:30:00Z' } });
    // Berlin leaves summer time on 25 October 2026, a Sunday.
    expect(
      system.occurrences('Clock', new Date('2026-10-23T00:00:00Z'), new Date('2026-10-27T00:00:00Z')),
    ).toEqual([new Date('2026-10-23T05:30:00Z'), new Date('2026-10-26T06:30:00Z')]);
  });

  test('serves the HTTP API through the function, and gives its answer back', async () => {
    const response = await fetch(`${system.webUrl}/a%20path?x=1&x=2`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'one=1; two=2' },
      body: 'a=b',
    });

    expect(response.status).toBe(201);
    expect(response.headers.get('x-one')).toBe('1');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.json()).toMatchObject({
      version: '2.0',
      rawPath: '/a path',
      rawQueryString: 'x=1&x=2',
      cookies: ['one=1', 'two=2'],
      body: Buffer.from('a=b').toString('base64'),
      isBase64Encoded: true,
      requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' } },
    });
  });

  test('turns away a request of more than 10 MB', async () => {
    const response = await fetch(system.webUrl, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });

    expect(response.status).toBe(413);
  });

  test('keeps an accepted mail, and publishes its events through the topic to the queue', async () => {
    const raw =
      'From: papers@sender.example\r\nTo: x@y.example\r\nSubject: Hello\r\nDate: long ago\r\n\r\nText\r\n';
    const { MessageId } = await ses.send(
      new SendRawEmailCommand({
        Source: 'papers@sender.example',
        Destinations: ['bounce@simulator.amazonses.com'],
        RawMessage: { Data: Buffer.from(raw) },
        ConfigurationSetName: 'Mini-State-MailSettings',
        Tags: [{ Name: 'digest', Value: 'reader_2026-08-18_1' }],
      }),
    );

    const events = await receiveEvents(2);

    expect(events).toMatchObject([
      {
        eventType: 'Send',
        send: {},
        mail: { messageId: MessageId, tags: { digest: ['reader_2026-08-18_1'] } },
      },
      { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bouncedRecipients: [{ status: '5.1.1' }] } },
    ]);
    expect(system.outbox.list()[0]).toMatchObject({ id: MessageId, to: ['bounce@simulator.amazonses.com'] });
    const kept = (await system.outbox.read(MessageId!))!.toString();
    expect(kept).toContain(`Message-ID: <${MessageId!}@email.amazonses.com>`);
    expect(kept).not.toContain('long ago');
  });

  async function receiveEvents(count: number): Promise<unknown[]> {
    const bodies: unknown[] = [];
    while (bodies.length < count) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: eventsQueueUrl, WaitTimeSeconds: 3, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) break;
      bodies.push(...Messages.map(({ Body }) => JSON.parse(Body!) as unknown));
    }
    return bodies.filter(body => typeof body === 'object');
  }

  test('names an SES error as the SDK does on AWS', async () => {
    const send = ses.send(
      new SendRawEmailCommand({
        Source: 'stranger@elsewhere.example',
        Destinations: ['x@y.example'],
        RawMessage: { Data: Buffer.from('From: stranger@elsewhere.example\r\n\r\nText') },
      }),
    );

    await expect(send).rejects.toMatchObject({
      name: 'MessageRejected',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({
      Max24HourSend: 50_000,
      MaxSendRate: 50,
    });
  });

  test('counts requests, and the units that DynamoDB charges, indexes included', async () => {
    const before = system.usage.snapshot();
    const item = { pk: { S: 'a' }, slot: { S: 'UTC#9#0' }, kind: { S: 'x' }, rest: { S: 'y'.repeat(1500) } };
    const put = await dynamo.send(new PutItemCommand({ TableName: 'Mini-State-Things', Item: item }));
    await dynamo
      .send(
        new PutItemCommand({
          TableName: 'Mini-State-Things',
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      )
      .catch(() => undefined);
    await dynamo.send(
      new QueryCommand({
        TableName: 'Mini-State-Things',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'nobody' } },
      }),
    );

    const after = system.usage.snapshot();

    // Two units for 1.5 kB, one for the entry in the index, one for the condition that failed.
    expect(after.writeUnits - before.writeUnits).toBe(4);
    expect(after.readUnits - before.readUnits).toBe(0.5);
    expect(after.awsRequests['dynamodb']).toMatchObject({ PutItem: 2, Query: 1 });
    expect(put.ConsumedCapacity).toBeUndefined();
  });
});

describe('state', () => {
  test('survives a stop and another start', async () => {
    const first = await start();
    const options = {
      stateDirectory: first.stateDirectory,
      assemblyDirectory: join(directory, `assembly-${started}`),
      timers: false,
    };
    const sqs = new SQSClient({
      ...client,
      endpoint: first.environmentOf('Worker')['AWS_ENDPOINT_URL_SQS']!,
    });
    const events = first.environmentOf('Worker')['EVENTS_QUEUE_URL']!;
    await sqs.send(new SendMessageCommand({ QueueUrl: events, MessageBody: 'kept' }));
    const dynamo = new DynamoDBClient({ ...client, endpoint: first.dynamoUrl });
    await dynamo.send(new PutItemCommand({ TableName: 'Mini-State-Things', Item: { pk: { S: 'kept' } } }));
    dynamo.destroy();
    sqs.destroy();
    await first.stop();

    const second = await startSystem(options);

    const again = new DynamoDBClient({ ...client, endpoint: second.dynamoUrl });
    expect(await again.send(new ScanCommand({ TableName: 'Mini-State-Things' }))).toMatchObject({
      Items: [{ pk: { S: 'kept' } }],
    });
    expect(second.queues().find(({ name }) => name === 'Events')).toMatchObject({ visible: 1 });
    again.destroy();
    await second.stop();
  });

  test('is not opened twice at a time', async () => {
    const system = await start();
    const assemblyDirectory = join(directory, `assembly-${started}`);

    await expect(
      startSystem({ stateDirectory: system.stateDirectory, assemblyDirectory, timers: false }),
    ).rejects.toThrow(/already runs/);

    await system.stop();
  });

  test('refuses a table whose keys changed, and says how to begin anew', async () => {
    const system = await start();
    await system.stop();
    const changed = start({ stateDirectory: system.stateDirectory }, (_pipeline, state) => {
      Object.assign(state['Things']!.Properties!, {
        KeySchema: [{ AttributeName: 'slot', KeyType: 'HASH' }],
      });
    });

    await expect(changed).rejects.toThrow(/Mini-State-Things has other keys.*--fresh/);
  });
});

test('a stop ends every process', async () => {
  const system = await start();
  const { pid } = (await system.invoke('Echo', { do: 'echo' })) as { pid: number };

  await system.stop();

  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await expect(system.invoke('Echo', { do: 'echo' })).rejects.toThrow('stopping');
});

describe('a start that cannot succeed', () => {
  test('names the property of the template that it does not understand, and the file to extend', async () => {
    const starting = start({}, pipeline => {
      Object.assign(pipeline['EchoFunction']!.Properties!, { Layers: ['arn:aws:lambda:::layer:x'] });
    });

    await expect(starting).rejects.toThrow(
      /Mini-Pipeline: EchoFunction \(AWS::Lambda::Function\) has the unknown property Layers.*resources\/lambda\.ts/,
    );
  });

  test('names the port that is taken, and the flag for another one', async () => {
    const system = await start();
    const port = Number(new URL(system.webUrl).port);

    await expect(start({ webPort: port })).rejects.toThrow(`Port ${port} is taken`);

    await system.stop();
  });
});

import { describe, expect, test } from 'vitest';
import type { Stack } from '../../../infra/local/template/assembly.ts';
import { deploy } from '../../../infra/local/template/deployment.ts';
import { namesByUnit } from '../../../infra/local/template/naming.ts';
import { configurationSetKind } from '../../../infra/local/template/resources/ses.ts';
import { queueKind } from '../../../infra/local/template/resources/sqs.ts';

const places = { queueUrl: (name: string) => `http://queues/${name}`, webUrl: 'http://web' };

function stack(
  resources: Record<string, { Type: string; Properties?: Record<string, unknown>; Condition?: string }>,
): Stack {
  const entries = Object.entries(resources).map(
    ([id, resource]) => [id, { Properties: {}, ...resource }] as const,
  );
  return {
    name: 'Stack',
    template: { Resources: Object.fromEntries(entries), Outputs: {} },
    paths: new Map([['Queue', '/Stack/Mailer/Digests/Queue/Resource']]),
    assets: new Map(),
  };
}

describe('a deployment', () => {
  test('names a resource after its stack and logical id, and its construct by path', () => {
    const deployment = deploy([stack({ Queue: { Type: 'AWS::SQS::Queue' } })], places);

    expect(deployment.all(queueKind)).toMatchObject([
      { name: 'Stack-Queue', path: 'Mailer/Digests/Queue', ref: 'http://queues/Stack-Queue' },
    ]);
  });

  test('takes a name that the template gives', () => {
    const named = { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'mails' } };

    expect(deploy([stack({ Set: named })], places).all(configurationSetKind)).toMatchObject([
      { ref: 'mails' },
    ]);
  });

  test('leaves out properties that mean nothing here, whatever they refer to', () => {
    const queue = {
      Type: 'AWS::SQS::Queue',
      Properties: { Tags: { 'Fn::Nonsense': [] }, VisibilityTimeout: 30 },
    };

    const deployment = deploy([stack({ Queue: queue })], places);

    expect(deployment.all(queueKind)[0]?.properties).toEqual({ VisibilityTimeout: 30 });
  });

  test.each([
    [
      'an unknown type',
      { Type: 'AWS::EC2::Instance' },
      /Stack: Thing \(AWS::EC2::Instance\) is of a type that is not known.*known-kinds\.ts/,
    ],
    [
      'an unknown property',
      { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      /Thing \(AWS::SQS::Queue\) has the unknown property FifoQueue.*resources\/sqs\.ts/,
    ],
    [
      'an unknown part of a property',
      {
        Type: 'AWS::SQS::Queue',
        Properties: { RedrivePolicy: { deadLetterTargetArn: 'x', maxReceiveCount: 1, more: true } },
      },
      /RedrivePolicy: Unrecognized key: "more"/,
    ],
    [
      'a reference to nothing',
      { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: { Ref: 'Nobody' } } },
      /EmailIdentity that cannot be worked out \(there is no resource Nobody\)/,
    ],
    ['a condition', { Type: 'AWS::SQS::Queue', Condition: 'IsProd' }, /has the condition IsProd/],
  ])('does not start with %s', (_what, resource, message) => {
    expect(() => deploy([stack({ Thing: resource })], places)).toThrow(message);
  });

  test('calls things by their unit, and by their path where a unit has several', () => {
    const paths = ['Mailer/Function', 'Web/One', 'Web/Two'].map(path => ({ path }));

    expect(namesByUnit(paths)).toEqual(['Mailer', 'Web/One', 'Web/Two']);
  });
});

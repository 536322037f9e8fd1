import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { addPolicyChecks, addStage } from '../../infra/stacks/stage.ts';
import { parseStage } from '../../infra/stages.ts';
import { createBundlelessApp, readContext } from '../support/synthesised-stage.ts';

describe('the checks of AWS Solutions and Serverless', () => {
  it.each(Object.keys(readContext().stages))('find nothing that is not acknowledged in stage %s', name => {
    const app = createBundlelessApp();
    addStage(app, name, parseStage(name, readContext().stages));
    addPolicyChecks(app);

    expect(() => app.synth()).not.toThrow();
  });

  it('are awake: a queue without TLS and dead letters stops synthesis', () => {
    const app = createBundlelessApp();
    new Queue(new Stack(app, 'Careless'), 'Queue');
    addPolicyChecks(app);

    expect(() => app.synth()).toThrow(/AwsSolutions-SQS4[^]*Serverless-SQSRedrivePolicy/);
  });
});

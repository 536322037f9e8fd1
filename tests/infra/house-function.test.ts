import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { dispatchSettings } from '../../functions/dispatch/settings.ts';
import {
  type EnvironmentOf,
  FunctionEnvironmentError,
  HouseFunction,
} from '../../infra/constructs/house-function.ts';
import { createBundlelessApp } from '../support/synthesised-stage.ts';

const usual = {
  stage: 'test',
  folder: 'dispatch',
  description: 'For this test',
  settings: dispatchSettings,
  timeout: Duration.seconds(10),
  logRetention: RetentionDays.ONE_WEEK,
  removalPolicy: RemovalPolicy.DESTROY,
};
const environment: EnvironmentOf<typeof dispatchSettings> = {
  SUBSCRIBERS_TABLE: 'subscribers',
  DELIVERIES_TABLE: 'deliveries',
  SLICES_QUEUE_URL: 'https://sqs.example.org/slices',
};
const { SLICES_QUEUE_URL: _left, ...withoutQueue } = environment;
const createStack = () => new Stack(createBundlelessApp(), 'Stack');

describe("a function's environment", () => {
  it('is taken with exactly the variables of its settings', () => {
    expect(() => new HouseFunction(createStack(), 'Dispatch', { ...usual, environment })).not.toThrow();
  });

  it('does not compile with a variable missing or to spare (checked by `npm run types`)', () => {
    const missing = () =>
      // @ts-expect-error SLICES_QUEUE_URL is missing
      new HouseFunction(createStack(), 'Dispatch', { ...usual, environment: withoutQueue });
    const misspelt = () =>
      new HouseFunction(createStack(), 'Dispatch', {
        ...usual,
        // @ts-expect-error there is no SLICES_URL
        environment: { ...environment, SLICES_URL: 'https://sqs.example.org/slices' },
      });

    expect([missing, misspelt]).toHaveLength(2);
  });

  it('is checked at synthesis as far as its values are known', () => {
    const create = () =>
      new HouseFunction(createStack(), 'Dispatch', {
        ...usual,
        environment: { ...environment, SLICES_QUEUE_URL: 'slices' },
      });

    expect(create).toThrow(FunctionEnvironmentError);
    expect(create).toThrow(
      'functions/dispatch/settings.ts does not take SLICES_QUEUE_URL="slices": Invalid URL',
    );
  });
});

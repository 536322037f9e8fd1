import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { systemClock } from '../../shared/platform/clock.ts';
import { type EventSource, startEventSource } from './events/event-source.ts';
import { invokeAsynchronously, type RetryPolicy } from './functions/asynchronous.ts';
import type { FunctionRunner } from './functions/function-runner.ts';
import { isFunction } from './functions/read-functions.ts';
import { createSchedule, type Schedule } from './schedules/schedule.ts';
import { parseScheduleExpression } from './schedules/schedule-expression.ts';
import { startTimer, type Timer } from './schedules/timers.ts';
import type { Interference } from './servers/interference.ts';
import { StartUpError } from './start-up-error.ts';
import type { Deployment } from './template/deployment.ts';
import { namesByUnit } from './template/naming.ts';
import { integrationKind, routeKind } from './template/resources/http-api.ts';
import { eventInvokeConfigKind, eventSourceKind } from './template/resources/lambda.ts';
import { scheduleKind } from './template/resources/scheduler.ts';
import { queueKind } from './template/resources/sqs.ts';

/** Lambda's own number of pollers when the template sets none. */
const defaultPollers = 5;

/** Starts polling every queue that feeds a function. */
export function startEventSources(
  deployment: Deployment,
  runners: readonly FunctionRunner[],
  client: SQSClient,
  { batchingWindows, interference }: { batchingWindows: boolean; interference: Interference },
): readonly EventSource[] {
  return deployment
    .all(eventSourceKind)
    .filter(({ properties }) => properties.Enabled)
    .map(({ properties }) =>
      startEventSource(
        {
          queueUrl: queueByArn(deployment, properties.EventSourceArn).ref,
          queueArn: properties.EventSourceArn,
          batchSize: properties.BatchSize,
          batchingWindow: batchingWindows ? properties.MaximumBatchingWindowInSeconds : 0,
          maxConcurrency: properties.ScalingConfig?.MaximumConcurrency ?? defaultPollers,
          reportsFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        },
        runnerOf(runners, properties.FunctionName),
        client,
        interference,
      ),
    );
}

export function readSchedules(
  deployment: Deployment,
  runners: readonly FunctionRunner[],
): readonly Schedule[] {
  const resources = deployment.all(scheduleKind);
  const names = namesByUnit(resources);
  return resources.map(({ path, properties, name: generatedName }, index) =>
    createSchedule(
      {
        name: names[index] ?? path,
        arn: `arn:aws:scheduler:::schedule/default/${generatedName}`,
        expression: properties.ScheduleExpression,
        zone: properties.ScheduleExpressionTimezone,
        timetable: parseScheduleExpression(
          properties.ScheduleExpression,
          properties.ScheduleExpressionTimezone,
        ),
        enabled: properties.State === 'ENABLED',
        input: properties.Target.Input ?? '{}',
      },
      runnerOf(runners, properties.Target.Arn),
    ),
  );
}

/** Lets every enabled schedule fire by itself. */
export function startTimers(
  deployment: Deployment,
  runners: readonly FunctionRunner[],
  schedules: readonly Schedule[],
  client: SQSClient,
): readonly Timer[] {
  return schedules
    .filter(({ definition }) => definition.enabled)
    .map(schedule => {
      const policy = retryPolicyOf(deployment, runners, schedule.functionName, client);
      return startTimer(schedule, systemClock, (fired, instant) => {
        invokeAsynchronously(() => fired.fire(instant), policy, pauseUnlessOver).catch((error: unknown) => {
          console.error(`What ${schedule.functionName} could not do is not kept:`, error);
        });
      });
    });
}

/** A retry that is still to come does not keep the process from ending. */
const pauseUnlessOver = (milliseconds: number) => pause(milliseconds, undefined, { ref: false });

/** How Lambda retries a function that nobody waits for, and where it leaves what failed for good. */
function retryPolicyOf(
  deployment: Deployment,
  runners: readonly FunctionRunner[],
  functionName: string,
  client: SQSClient,
): RetryPolicy {
  const definition = runners.find(runner => runner.definition.name === functionName)?.definition;
  const config = deployment
    .all(eventInvokeConfigKind)
    .find(({ properties }) => definition !== undefined && isFunction(definition, properties.FunctionName));
  const destination = config?.properties.DestinationConfig?.OnFailure.Destination;
  return {
    retries: config?.properties.MaximumRetryAttempts ?? 2,
    onFailure: async record => {
      if (destination === undefined) return;
      const queueUrl = queueByArn(deployment, destination).ref;
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: record }));
    },
  };
}

/** The function behind the HTTP API's one route; undefined when the template has no HTTP API. */
export function webRunner(
  deployment: Deployment,
  runners: readonly FunctionRunner[],
): FunctionRunner | undefined {
  const [route, ...others] = deployment.all(routeKind);
  if (route === undefined) return undefined;
  if (others.length > 0)
    throw new StartUpError('The template has several HTTP routes, and only $default is understood.');
  const integrations = deployment.all(integrationKind);
  const integration = integrations.find(({ ref }) => route.properties.Target === `integrations/${ref}`);
  return runnerOf(runners, integration?.properties.IntegrationUri ?? '');
}

function runnerOf(runners: readonly FunctionRunner[], nameOrArn: string): FunctionRunner {
  const runner = runners.find(({ definition }) => isFunction(definition, nameOrArn));
  if (runner === undefined)
    throw new StartUpError(`The template wakes ${nameOrArn}, which it does not define.`);
  return runner;
}

function queueByArn(deployment: Deployment, arn: string) {
  const queue = deployment.all(queueKind).find(({ attribute }) => attribute('Arn') === arn);
  if (queue === undefined)
    throw new StartUpError(`The template reads the queue ${arn}, which it does not define.`);
  return queue;
}

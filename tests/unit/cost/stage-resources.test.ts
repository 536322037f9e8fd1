import { expect, it } from 'vitest';
import { countResources } from '../../../infra/cost/stage-resources.ts';

it('counts what stands in all templates, an alarm of metric maths by its metrics', () => {
  const pipeline = {
    Outputs: {
      MailerFunction: { Value: { Ref: 'MailerFunctionF' } },
      WebUrl: { Value: 'https://a.example' },
    },
    Resources: {
      MailerFunctionF: {
        Type: 'AWS::Lambda::Function',
        Properties: { MemorySize: 256, TracingConfig: { Mode: 'PassThrough' } },
      },
      MailerSource: { Type: 'AWS::Lambda::EventSourceMapping', Properties: {} },
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 90 } },
      Dashboard: { Type: 'AWS::CloudWatch::Dashboard', Properties: {} },
      Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      Maths: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { Metrics: [{ Expression: 'a + b' }, { MetricStat: {} }, { MetricStat: {} }] },
      },
    },
  };

  const counted = countResources([pipeline, { Outputs: {}, Resources: {} }]);

  expect(counted).toEqual({
    alarmMetrics: 3,
    dashboards: 1,
    consumedQueues: 1,
    logRetentionDays: 90,
    functions: { Mailer: { memoryMegabytes: 256, traced: false } },
  });
});

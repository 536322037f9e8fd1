import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dispatchSettings } from '../../functions/dispatch/settings.ts';
import { fanOutSettings } from '../../functions/fan-out/settings.ts';
import { feedbackSettings } from '../../functions/feedback/settings.ts';
import { ingestSettings } from '../../functions/ingest/settings.ts';
import { mailerSettings } from '../../functions/mailer/settings.ts';
import { sendEventsSettings } from '../../functions/send-events/settings.ts';
import { webSettings } from '../../functions/web/settings.ts';
import { policiesIn } from '../support/grants.ts';
import { reference, resources, synthesiseStage } from '../support/synthesised-stage.ts';

const { pipeline } = synthesiseStage('local');

const units = [
  ['Ingest', ingestSettings, 300],
  ['Dispatch', dispatchSettings, 60],
  ['FanOut', fanOutSettings, 120],
  ['Mailer', mailerSettings, 120],
  ['Feedback', feedbackSettings, 30],
  ['SendEvents', sendEventsSettings, 60],
  ['Web', webSettings, 15],
] as const;

const functions = resources(
  pipeline,
  'AWS::Lambda::Function',
  z.object({
    Properties: z.object({
      Timeout: z.int(),
      MemorySize: z.int(),
      RecursiveLoop: z.string().optional(),
      TracingConfig: z.object({ Mode: z.string() }),
      Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
      LoggingConfig: z.object({ LogGroup: reference }),
    }),
  }),
);

function functionOf(unit: string) {
  const found = [...functions].filter(([id]) => id.startsWith(`${unit}Function`));
  expect(found).toHaveLength(1);
  return found[0]![1].Properties;
}

describe.each(units)('%s', (unit, settings, timeout) => {
  it('gets exactly the variables of its settings, and source maps in stack traces', () => {
    const variables = functionOf(unit).Environment.Variables;

    expect(Object.keys(variables).sort()).toEqual([...Object.keys(settings.shape), 'NODE_OPTIONS'].sort());
    expect(variables['NODE_OPTIONS']).toBe('--enable-source-maps');
  });

  it('has its time', () => {
    expect(functionOf(unit).Timeout).toBe(timeout);
  });

  it('keeps its logs in a group of its own for as long as the stage says', () => {
    const groups = resources(
      pipeline,
      'AWS::Logs::LogGroup',
      z.object({ Properties: z.object({ RetentionInDays: z.int() }) }),
    );

    expect(groups.get(functionOf(unit).LoggingConfig.LogGroup)?.Properties.RetentionInDays).toBe(7);
  });
});

describe('every function', () => {
  it('runs on Node 24 and arm64', () => {
    pipeline.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      ReservedConcurrentExecutions: Match.absent(),
      FunctionName: Match.absent(),
    });
    expect(functions.size).toBe(7);
  });

  it.each([
    ['Web', 'Active', 512],
    ['Ingest', 'Active', 512],
    ['Dispatch', 'Active', 512],
    ['FanOut', 'Active', 512],
    ['Feedback', 'Active', 256],
    // Worked for each mail, or for hundreds: see infra/decisions/0007.
    ['Mailer', 'PassThrough', 256],
    ['SendEvents', 'PassThrough', 256],
  ])('%s is traced and has its memory', (unit, mode, memory) => {
    expect(functionOf(unit)).toMatchObject({ TracingConfig: { Mode: mode }, MemorySize: memory });
  });

  it('that indexes papers has room for arXiv’s own where they are listed, and no other has more', () => {
    const all = synthesiseStage('local', {
      sources: { arxiv: { categories: ['cs.CL'], listOnly: true } },
    }).pipeline;

    const large = Object.keys(
      all.findResources('AWS::Lambda::Function', { Properties: { MemorySize: 1024 } }),
    );

    expect(large.map(id => id.replace(/Function.*/, '')).sort()).toEqual(['Mailer', 'Web']);
  });
});

describe('a function that puts messages on the queue that feeds it', () => {
  const queueOf = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
  const eventSources = resources(
    pipeline,
    'AWS::Lambda::EventSourceMapping',
    z.object({ Properties: z.object({ FunctionName: reference, EventSourceArn: reference }) }),
  );
  const fedBy = [...eventSources.values()].map(({ Properties }) => Properties);

  /** Units whose function may send to a queue that feeds a function. */
  function sendersTo(queue: string): string[] {
    const sends = policiesIn(pipeline).filter(({ Properties }) =>
      Properties.PolicyDocument.Statement.some(
        ({ Action, Resource }) =>
          Action.includes('sqs:SendMessage') &&
          Resource.some(resource => queueOf.safeParse(resource).data?.['Fn::GetAtt'][0] === queue),
      ),
    );
    return sends.map(({ Properties }) => unitOf(Properties.Roles[0]));
  }
  const unitOf = (id: string) => /^(.+?)Function/.exec(id)?.[1] ?? id;

  /** Units that a message of the unit's may come back to, on whatever way. */
  function wakes(unit: string, known: ReadonlySet<string> = new Set()): ReadonlySet<string> {
    const next = fedBy
      .filter(({ EventSourceArn }) => sendersTo(EventSourceArn).includes(unit))
      .map(({ FunctionName }) => unitOf(FunctionName))
      .filter(woken => !known.has(woken));
    return next.reduce((all, woken) => wakes(woken, new Set([...all, woken])), known);
  }

  it('is not stopped by Lambda as a runaway loop; every other function would be', () => {
    const feedThemselves = units.map(([unit]) => unit).filter(unit => wakes(unit).has(unit));
    const allowed = [...functions].filter(([, { Properties }]) => Properties.RecursiveLoop === 'Allow');

    expect(feedThemselves.sort()).toEqual(['FanOut', 'Mailer']);
    expect(allowed.map(([id]) => unitOf(id)).sort()).toEqual(feedThemselves);
  });
});

describe('the web address', () => {
  it('is the API, until the stage has one of its own', () => {
    const own = synthesiseStage('local', { web: { url: 'https://papers.example.org' } });

    for (const unit of ['Web', 'Mailer'])
      expect(functionOf(unit).Environment.Variables['WEB_URL']).toEqual({
        'Fn::GetAtt': [expect.stringMatching(/^WebApi/), 'ApiEndpoint'],
      });
    own.pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ WEB_URL: 'https://papers.example.org', CONCURRENCY: '2' }),
      },
    });
    own.pipeline.hasOutput('WebUrl', { Value: 'https://papers.example.org' });
  });
});

describe('schedules', () => {
  it.each([
    ['Ingest', 'cron(5 * * * ? *)'],
    ['Dispatch', 'cron(0/15 * * * ? *)'],
  ])(
    'wake %s in UTC with the scheduled time, and keep the ticks that came to nothing',
    (unit, expression) => {
      const deadLetters = { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${unit}DeadLetters`), 'Arn'] };

      pipeline.hasResourceProperties('AWS::Scheduler::Schedule', {
        ScheduleExpression: expression,
        ScheduleExpressionTimezone: 'Etc/UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${unit}Function`), 'Arn'] },
          Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
          DeadLetterConfig: { Arn: deadLetters },
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 10 },
        },
      });
      pipeline.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: Match.stringLikeRegexp(`^${unit}Function`) },
        DestinationConfig: { OnFailure: { Destination: deadLetters } },
      });
    },
  );
});

describe('the HTTP API', () => {
  it('sends every request to the web function in the second payload format', () => {
    pipeline.resourceCountIs('AWS::ApiGatewayV2::Route', 1);
    pipeline.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: '$default' });
    pipeline.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebFunction'), 'Arn'] },
    });
  });

  it('is throttled, and logs neither paths, which carry tokens, nor client addresses', () => {
    const stages = resources(
      pipeline,
      'AWS::ApiGatewayV2::Stage',
      z.object({
        Properties: z.object({
          StageName: z.literal('$default'),
          AccessLogSettings: z.object({ Format: z.string() }),
          DefaultRouteSettings: z.object({
            ThrottlingRateLimit: z.number(),
            ThrottlingBurstLimit: z.number(),
          }),
        }),
      }),
    );

    const [stage] = [...stages.values()];

    expect(stage?.Properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 50,
      ThrottlingBurstLimit: 100,
    });
    expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/path|sourceIp|userAgent/i);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { anchorOf } from '../../infra/constructs/house-alarm.ts';
import { metricDefinitions, metricNamespace } from '../../shared/platform/metric-names.ts';
import { readAlarms } from '../support/alarms.ts';
import { reference, resources, synthesiseStage } from '../support/synthesised-stage.ts';

const settings = {
  alarmAddress: 'me@example.org',
  runbookUrl: 'https://git.example.org/RUNBOOK.md',
  monthlyBudget: 20,
};
const { pipeline } = synthesiseStage('prod', settings);
const alarms = readAlarms(pipeline.toJSON());

const runbook = readFileSync('infra/RUNBOOK.md', 'utf8');
const [, articlesPart = ''] = /\n## Alarms\n([^]*?)\n## How to\n/.exec(runbook) ?? [];
const articles = articlesPart.split(/^### /m).slice(1);
const headingOf = (article: string) => article.slice(0, article.indexOf('\n'));

/**
 * What each alarm reads, to the queue, function or API: of metrics that AWS writes by itself, nobody else would notice
 * that an alarm looks at the wrong one. Our own are the stage's.
 */
const watched: Readonly<Record<string, readonly string[]>> = {
  NoListing: ['Sum of DailyPapers DaysSettled, Stage prod'],
  NoDispatch: ['Sum of AWS/Lambda Invocations, FunctionName DispatchFunction'],
  DayDelayed: ['Maximum of DailyPapers DaysDelayed, Stage prod'],
  RunIncomplete: ['Sum of DailyPapers IncompleteRuns, Stage prod'],
  OutcomesUnknown: ['Sum of DailyPapers OutcomesUnknown, Stage prod'],
  DigestsFailed: ['Sum of DailyPapers DigestsFailed, Stage prod'],
  BreakerOpen: ['Maximum of DailyPapers BreakerOpen, Stage prod'],
  QuotaUsed: ['Maximum of DailyPapers QuotaUsedPercent, Stage prod'],
  BounceRate: ['Maximum of AWS/SES Reputation.BounceRate'],
  ComplaintRate: ['Maximum of AWS/SES Reputation.ComplaintRate'],
  DeadLetters: [
    'Maximum of AWS/SQS ApproximateNumberOfMessagesVisible, QueueName IngestDeadLetters',
    'Maximum of AWS/SQS ApproximateNumberOfMessagesVisible, QueueName DispatchDeadLetters',
    'Maximum of AWS/SQS ApproximateNumberOfMessagesVisible, QueueName FanOutSlicesDeadLetters',
    'Maximum of AWS/SQS ApproximateNumberOfMessagesVisible, QueueName MailerDigestsDeadLetters',
    'Maximum of AWS/SQS ApproximateNumberOfMessagesVisible, QueueName FeedbackEventsDeadLetters',
  ],
  JobsWait: [
    'Maximum of AWS/SQS ApproximateAgeOfOldestMessage, QueueName MailerDigestsQueue',
    'Maximum of DailyPapers WaitingJobSeconds, Stage prod',
  ],
  EventsWait: [
    'Maximum of AWS/SQS ApproximateAgeOfOldestMessage, QueueName FeedbackEventsQueue',
    'Maximum of DailyPapers FailedEventSeconds, Stage prod',
  ],
  FunctionErrors: [
    'Sum of AWS/Lambda Errors, FunctionName FanOutFunction',
    'Sum of AWS/Lambda Errors, FunctionName MailerFunction',
    'Sum of AWS/Lambda Errors, FunctionName FeedbackFunction',
    'Sum of AWS/ApiGateway 5xx, ApiId WebApi',
  ],
  SendEventsFail: ['Average of AWS/Firehose ExecuteProcessing.Success, DeliveryStreamName SendEventsStream'],
  Throttles: ['Sum of AWS/Lambda Throttles'],
};

/** `Ref` and `Fn::GetAtt` by the construct that they lead to. */
function nameOf(value: unknown): string {
  const found = reference.safeParse(value);
  return found.success ? found.data.replace(/[0-9A-F]{8}$/, '') : z.string().parse(value);
}

describe('the runbook', () => {
  it('has an article for every alarm and for the budget, and no other', () => {
    const anchors = alarms.map(({ description }) => /RUNBOOK\.md#([\w-]+)/.exec(description)?.[1]);

    expect(articles.map(article => anchorOf(headingOf(article))).sort()).toEqual(
      [...anchors, anchorOf('The bill passes the budget')].sort(),
    );
  });

  it.each(articles.map(article => [headingOf(article), article]))(
    'says in "%s" who is hurt, how to look, how to mend it and when it is mended',
    (_, article) => {
      for (const part of ['Who is hurt', 'Look', 'Mend', 'Mended when'])
        expect(article).toContain(`**${part}`);
    },
  );

  it('begins each article with the name and the urgency of its alarm', () => {
    for (const { name, description } of alarms) {
      const anchor = /RUNBOOK\.md#([\w-]+)/.exec(description)?.[1];
      const article = articles.find(each => anchorOf(headingOf(each)) === anchor);
      const urgency = description.startsWith('Now: ') ? 'now' : 'today';
      expect(article).toContain(`\n**${name}, ${urgency}.**`);
    }
  });
});

describe.each(alarms.map(alarm => [alarm.name, alarm] as const))('the alarm %s', (_, alarm) => {
  it('says how urgent it is, who is hurt, where to read on and what silence means', () => {
    expect(alarm.description).toMatch(
      /^(Now|Today): .{20,} What to do: https:\/\/git\.example\.org\/RUNBOOK\.md#[\w-]+ \(No data: .{10,}\)$/,
    );
    // CloudWatch cuts no description off; it refuses it.
    expect(alarm.description.length).toBeLessThanOrEqual(1024);
  });

  it('states what missing data means', () => {
    expect(['breaching', 'notBreaching', 'ignore']).toContain(alarm.missingData);
  });

  it('reads what it is about, of the very queue, function or API', () => {
    const read = alarm.metrics.map(({ statistic, namespace, name, dimensions }) =>
      [
        `${statistic} of ${namespace} ${name}`,
        ...dimensions.map(({ Name, Value }) => `${Name} ${nameOf(Value)}`),
      ].join(', '),
    );

    expect(read).toEqual(watched[alarm.name]);
  });

  it('reads no metric of ours that the functions do not write', () => {
    for (const { namespace, name } of alarm.metrics)
      if (namespace === metricNamespace) expect(Object.keys(metricDefinitions)).toContain(name);
  });

  it('tells the topic when it begins and when it is over', () => {
    const topic = { Ref: expect.stringMatching(/^AlarmsTopic/) as string };
    expect(alarm.actions).toEqual([topic]);
    expect(alarm.okActions).toEqual([topic]);
  });
});

describe('the alarms', () => {
  it('are those of which this test knows what they read', () => {
    expect(alarms.map(({ name }) => name).sort()).toEqual(Object.keys(watched).sort());
  });

  it('watch every dead-letter queue that there is', () => {
    const deadLetterQueues = Object.keys(pipeline.findResources('AWS::SQS::Queue')).filter(id =>
      id.includes('DeadLetters'),
    );
    const watched = alarms
      .filter(({ name }) => name === 'DeadLetters')
      .flatMap(({ metrics }) => metrics.map(({ dimensions }) => JSON.stringify(dimensions)));

    expect(deadLetterQueues).toHaveLength(5);
    for (const queue of deadLetterQueues)
      expect(watched.filter(dimensions => dimensions.includes(`"${queue}"`))).toHaveLength(1);
  });

  it('cost 2.50 US dollars a month at list price, which is 0.10 for each metric, as the runbook says', () => {
    const metrics = alarms.reduce((sum, alarm) => sum + alarm.metrics.length, 0);
    const [, dollars] = /That is (\d\.\d\d) US dollars a month/.exec(runbook) ?? [];

    expect(metrics).toBe(25);
    expect(Number(dollars)).toBeCloseTo(metrics * 0.1);
  });

  it.each([
    ['cron(5 * * * ? *)', 'cron(0/15 * * * ? *)', 25, 1],
    ['cron(5 9 ? * MON-FRI *)', 'cron(0 * * * ? *)', 73, 2],
    ['cron(0 0 1 1 ? 2199)', 'cron(0 0 1 1 ? 2199)', undefined, undefined],
  ])('wait for a listing and for a tick as long as %s and %s do', (ingest, dispatch, listing, tick) => {
    const scheduled = readAlarms(
      synthesiseStage('prod', { schedule: { ingest, dispatch } }).pipeline.toJSON(),
    );
    const periodsOf = (alarm: string) => scheduled.find(({ name }) => name === alarm)?.periods;

    expect([periodsOf('NoListing'), periodsOf('NoDispatch')]).toEqual([listing, tick]);
  });

  it('reach the address of the stage, and nobody where there is none', () => {
    const email = { Protocol: 'email', Endpoint: 'me@example.org' };

    pipeline.hasResourceProperties('AWS::SNS::Subscription', email);
    synthesiseStage('prod').pipeline.resourcePropertiesCountIs(
      'AWS::SNS::Subscription',
      { Protocol: 'email' },
      0,
    );
  });

  it('are told to CloudWatch by the topic, and to nobody outside the account', () => {
    pipeline.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          {
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com'] },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });
});

describe('the budget', () => {
  it('is there where the stage sets one, and tells what has happened and what is expected', () => {
    pipeline.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 20, Unit: 'USD' } },
      NotificationsWithSubscribers: [
        { Notification: { NotificationType: 'ACTUAL', Threshold: 100 } },
        { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
      ],
    });
    synthesiseStage('prod').pipeline.resourceCountIs('AWS::Budgets::Budget', 0);
  });
});

describe('the dashboard', () => {
  const [dashboard] = [
    ...resources(
      pipeline,
      'AWS::CloudWatch::Dashboard',
      z.object({ Properties: z.object({ DashboardBody: z.unknown() }) }),
    ).values(),
  ];
  const body = JSON.stringify(dashboard?.Properties.DashboardBody);

  it('is one, of the three that an account has free, with no more than the 50 metrics of a free one', () => {
    pipeline.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    const metrics = body.match(/\\"stat\\":/g) ?? [];
    expect(metrics.length).toBeLessThanOrEqual(50);
  });

  it('shows metrics that the functions write', () => {
    const shown = [...body.matchAll(/\\"DailyPapers\\",\\"(\w+)\\"/g)].map(([, name]) => name!);

    expect(shown).toContain('DigestsSent');
    for (const name of shown) expect(Object.keys(metricDefinitions)).toContain(name);
  });
});

import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StageSettings } from '../stages.ts';
import {
  type AlarmsByName,
  betweenLooks,
  combined,
  type QueueUnit,
  silenceIsGood,
  type Watched,
} from './alarm-parts.ts';
import { regionMetric } from './aws-metrics.ts';
import { houseMetric } from './house-metric.ts';

/** What says that queues and functions do not do their work. */
export function machineryAlarms(settings: StageSettings, watched: Watched): AlarmsByName {
  return { ...waitAlarms(settings, watched), ...deadLetterAlarms(watched), ...functionAlarms(watched) };
}

/**
 * Each reads two ages. SQS tells that of the oldest message, but leaves out what was received three times and more; so
 * what is tried again and again, or put off, tells its own.
 */
function waitAlarms({ name, rates }: StageSettings, { mailer, feedback }: Watched): AlarmsByName {
  const queueAge = ({ queue }: QueueUnit, period: Duration) =>
    queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period });
  const eventsPeriod = Duration.minutes(5);
  return {
    JobsWait: {
      article: 'Jobs wait too long',
      severity: 'today',
      impact: 'Readers who were due two hours ago: their digest is still in the queue.',
      metric: combined(
        'MAX',
        {
          queued: queueAge(mailer, betweenLooks),
          waiting: houseMetric(name, 'WaitingJobSeconds', 'Maximum', betweenLooks),
        },
        { label: 'The oldest job (seconds)', period: betweenLooks },
      ),
      threshold: Duration.hours(2).toSeconds(),
      missingData: silenceIsGood('SQS says nothing of a queue that has been empty for hours'),
    },
    EventsWait: {
      article: 'SES events wait too long',
      severity: 'now',
      impact:
        'Readers whose outcome is unknown: without its Send event their mail goes out twice. And who complained is still mailed.',
      metric: combined(
        'MAX',
        {
          queued: queueAge(feedback, eventsPeriod),
          // An event that failed comes again every three minutes.
          failed: houseMetric(name, 'FailedEventSeconds', 'Maximum', eventsPeriod),
        },
        { label: 'The oldest event (seconds)', period: eventsPeriod },
      ),
      // While there is time to mend it: when the grace is over, mails go out again.
      threshold: (rates.unknownGraceMinutes * 60) / 2,
      missingData: silenceIsGood('SQS says nothing of a queue that has been empty for hours'),
    },
  };
}

function deadLetterAlarms({ ingest, dispatch, fanOut, mailer, feedback }: Watched): AlarmsByName {
  const period = Duration.minutes(5);
  const visible = ({ deadLetterQueue }: { readonly deadLetterQueue: IQueue }) =>
    deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period });
  return {
    DeadLetters: {
      article: 'Something is in a dead-letter queue',
      severity: 'today',
      impact:
        'One reader for each job, many for each slice: what is there was tried many times, and nobody tries it again.',
      metric: combined(
        'SUM',
        {
          ingest: visible(ingest),
          dispatch: visible(dispatch),
          fanOut: visible(fanOut),
          mailer: visible(mailer),
          feedback: visible(feedback),
        },
        { label: 'Dead letters', period },
      ),
      threshold: 1,
      missingData: silenceIsGood('SQS says nothing of a queue that has been empty for hours'),
    },
  };
}

function functionAlarms({ fanOut, mailer, feedback, sendEvents, web }: Watched): AlarmsByName {
  const period = Duration.minutes(15);
  return {
    FunctionErrors: {
      article: 'Functions fail',
      severity: 'now',
      impact:
        'Readers on the web, who see an error; readers who are due, when the mailer or fan-out cannot run; without SES events, who bounced is mailed on.',
      // Not ingest and dispatch, whose failures end as dead letters within minutes; send-events has an alarm of its own.
      metric: combined(
        'SUM',
        {
          fanOut: fanOut.function.metricErrors({ period }),
          mailer: mailer.function.metricErrors({ period }),
          feedback: feedback.function.metricErrors({ period }),
          web: web.api.metricServerError({ statistic: 'Sum', period }),
        },
        { label: 'Errors', period },
      ),
      // A single one is retried, by SQS or by the reader.
      threshold: 3,
      missingData: silenceIsGood('nothing was invoked'),
    },
    SendEventsFail: {
      article: 'Send events are not looked at',
      severity: 'today',
      impact:
        'Readers whose mail SES took without an answer: its Send event is kept aside, so that after the grace the mail goes out twice.',
      // Also falls when the stream cannot invoke the function at all, of which the function's own errors say nothing.
      metric: sendEvents.metricProcessed(Duration.minutes(5)),
      // One attempt that failed and one that succeeded are no harm.
      threshold: 0.5,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      missingData: silenceIsGood('nothing was sent'),
    },
    Throttles: {
      article: 'Functions are throttled',
      severity: 'today',
      impact:
        'Readers on the web, who see an error; everything else is late. The account runs more functions at once than it may.',
      // Of the whole region, for all functions of an account share one limit; and one metric costs a sixth of six.
      metric: regionMetric('AWS/Lambda', 'Throttles', 'Sum', period),
      threshold: 1,
      periods: 2,
      missingData: silenceIsGood('nothing was invoked'),
    },
  };
}

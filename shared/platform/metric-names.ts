/** A metric costs 0.30 US dollars a month, by the hours in which it is written: so nothing is written that says nothing. */
export interface MetricDefinition {
  readonly unit: 'Count' | 'Percent' | 'Seconds';
  /** What one data point says. */
  readonly meaning: string;
}

/** The namespace of all of them; their one dimension is the stage. */
export const metricNamespace = 'DailyPapers';
export const stageDimension = 'Stage';

/**
 * Every metric that the functions write. Alarms and dashboard take their names from here, so that what is watched and
 * what is written cannot drift apart.
 */
export const metricDefinitions = {
  DaysSettled: {
    unit: 'Count',
    meaning:
      '1 when this poll settled the newest list day that can be: once a day, so its absence says that no listing came in',
  },
  DaysDelayed: { unit: 'Count', meaning: 'list days that this poll could not read' },
  SkippedEntries: {
    unit: 'Count',
    meaning: 'entries of the listing that could not be understood, and were left out',
  },
  DigestsDue: { unit: 'Count', meaning: 'digests queued; a slice that is repeated counts again' },
  DigestsSent: { unit: 'Count', meaning: 'digests that SES accepted' },
  DigestsSkipped: {
    unit: 'Count',
    meaning: 'digests with nothing to say, or to readers who paused, left or cannot be reached',
  },
  DigestsFailed: { unit: 'Count', meaning: 'digests that SES refused for good' },
  OutcomesUnanswered: {
    unit: 'Count',
    meaning: 'SES calls without an answer; most are settled by their Send event within minutes',
  },
  WaitingJobSeconds: {
    unit: 'Seconds',
    meaning:
      'time since it was due, of the oldest digest job that an invocation of the mailer left on the queue',
  },
  FailedEventSeconds: {
    unit: 'Seconds',
    meaning: 'time since it was queued, of the oldest SES event that an invocation of feedback failed at',
  },
  BreakerOpen: { unit: 'Count', meaning: '1 when an invocation of the mailer found all sending stopped' },
  QuotaUsedPercent: { unit: 'Percent', meaning: "used share of the account's sending quota of 24 hours" },
  IncompleteRuns: {
    unit: 'Count',
    meaning:
      'runs with readers who have no outcome yet two hours after they were due, and what dispatch could not queue at all',
  },
  OutcomesUnknown: {
    unit: 'Count',
    meaning: 'digests of which nobody knows whether they went out, an hour after they were due, and two',
  },
  MailsBounced: { unit: 'Count', meaning: 'mails that SES says bounced' },
  MailsComplained: { unit: 'Count', meaning: 'mails that readers reported as unwanted' },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof metricDefinitions;

/** What the emulator cannot show, and where it is checked instead. */
export const notRehearsed = [
  'Time zones of schedules: ministack reads every schedule in UTC, as ours are written. tests/infra/functions.test.ts',
  'The instant that EventBridge Scheduler puts into a schedule’s input: the rehearsal puts it there. tests/journeys',
  'Headers of raw mails (one-click unsubscribe, List-Id), and their bytes. tests/unit/digests, tests/journeys',
  'Events that SES publishes by itself: the rehearsal hands them to the real topic and stream. tests/journeys',
  'Batches of the stream: ministack hands each call’s records to the function at once. tests/unit/local/stream.test.ts',
  'What roles may do: ministack lets everybody do everything. tests/infra/access.test.ts, cdk-nag',
  'Alarms on metric math: deployed here as alarms on a single metric. Nothing is measured either. tests/infra/alarms',
  'A domain of one’s own: ministack gives SES identities no DKIM records. tests/infra/domain.test.ts',
  'arm64 and Lambda’s own Node 24: functions run on this machine’s processor, on the project’s Node 24',
  'Cookies of the HTTP API, messages above 256 KiB, DKIM, and mail that leaves this machine: nothing here uses them',
];

import { Duration } from 'aws-cdk-lib';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { mailerSettings } from '../../functions/mailer/settings.ts';
import { HouseFunction } from './house-function.ts';
import { HouseQueue } from './house-queue.ts';
import { indexMemory } from './index-memory.ts';
import { allowReadingQuota, allowSending, mailEnvironment } from './mail-access.ts';
import { allowQueueing } from './queue-access.ts';
import { feedFromQueue } from './queue-events.ts';
import { allowTable } from './table-access.ts';
import { stageDefaults, type UnitProps } from './unit.ts';

export interface MailerProps extends UnitProps {
  /** Where readers reach the web function. */
  readonly webUrl: string;
}

/** Sends one reader's digest per message, under the ledger's rules. */
export class Mailer extends Construct {
  /** The `digests` queue. */
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, props: MailerProps) {
    super(scope, id);
    const { settings, state, webUrl } = props;
    const { mailerConcurrency, unknownGraceMinutes, quotaReservePercent } = settings.rates;
    const { timing } = settings;
    const timeout = Duration.seconds(timing.mailerTimeoutSeconds);
    const digests = new HouseQueue(this, 'Digests', { consumerTimeout: timeout });
    this.queue = digests.queue;
    this.deadLetterQueue = digests.deadLetterQueue;
    const house = new HouseFunction(this, 'Function', {
      folder: 'mailer',
      description: "Selects, renders and sends one reader's digest per message",
      settings: mailerSettings,
      environment: {
        ...mailEnvironment(props),
        PAPERS_TABLE: state.papers.tableName,
        SUBSCRIBERS_TABLE: state.subscribers.tableName,
        DELIVERIES_TABLE: state.deliveries.tableName,
        DIGESTS_QUEUE_URL: this.queue.queueUrl,
        WEB_URL: webUrl,
        LIST_ID: settings.listId,
        CONCURRENCY: String(mailerConcurrency),
        UNKNOWN_GRACE_SECONDS: String(Math.round(unknownGraceMinutes * 60)),
        SES_TIMEOUT_SECONDS: String(timing.sesTimeoutSeconds),
        CLOCK_MARGIN_SECONDS: String(timing.clockMarginSeconds),
        PROBE_SECONDS: String(timing.probeSeconds),
        QUOTA_PROBE_SECONDS: String(timing.quotaProbeSeconds),
        LONGEST_BACKOFF_SECONDS: String(timing.longestBackoffSeconds),
        QUOTA_RESERVE_PERCENT: String(quotaReservePercent),
      },
      timeout,
      perMail: true,
      ...indexMemory(settings),
      // A job put off often becomes a fresh message: with everything on hold, one in some fifty minutes, for days.
      feedsItself: true,
      ...stageDefaults(settings),
    });
    this.function = house.function;
    allowTable(this.function, state.papers, ['GetItem', 'BatchGetItem', 'Query']);
    allowTable(this.function, state.subscribers, ['GetItem']);
    allowTable(this.function, state.deliveries, ['GetItem', 'Query', 'PutItem', 'UpdateItem']);
    // A job that has waited often goes on as a fresh message, before its receives count as failures.
    allowQueueing(this.function, this.queue);
    allowSending(house.role, props);
    allowReadingQuota(house.role);
    feedFromQueue(this.function, { queue: this.queue, batchSize: 10, maxConcurrency: mailerConcurrency });
  }
}

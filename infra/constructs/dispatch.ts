import { Duration } from 'aws-cdk-lib';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { dispatchSettings } from '../../functions/dispatch/settings.ts';
import { HouseFunction } from './house-function.ts';
import { createDeadLetterQueue } from './house-queue.ts';
import { HouseSchedule } from './house-schedule.ts';
import { allowQueueing } from './queue-access.ts';
import { allowTable } from './table-access.ts';
import { stageDefaults, type UnitProps } from './unit.ts';

export interface DispatchProps extends UnitProps {
  readonly slices: IQueue;
}

/** Looks on a schedule for readers who came due, and queues a slice for each of their slots. */
export class Dispatch extends Construct {
  readonly function: NodejsFunction;
  /** Ticks that failed for good. Nothing is lost with them: the next tick goes on from the checkpoint. */
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, { settings, state, slices }: DispatchProps) {
    super(scope, id);
    this.deadLetterQueue = createDeadLetterQueue(this, 'DeadLetters');
    this.function = new HouseFunction(this, 'Function', {
      folder: 'dispatch',
      description: 'Works out which slots came due since its last checkpoint and queues one slice each',
      settings: dispatchSettings,
      environment: {
        SUBSCRIBERS_TABLE: state.subscribers.tableName,
        DELIVERIES_TABLE: state.deliveries.tableName,
        SLICES_QUEUE_URL: slices.queueUrl,
      },
      timeout: Duration.minutes(1),
      deadLetterQueue: this.deadLetterQueue,
      ...stageDefaults(settings),
    }).function;
    allowTable(this.function, state.subscribers, ['GetItem']);
    // Runs of an hour and of two hours ago are audited: their manifests and their lines of the ledger are read.
    allowTable(this.function, state.deliveries, ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem']);
    allowQueueing(this.function, slices);
    new HouseSchedule(this, 'Schedule', {
      expression: settings.schedule.dispatch,
      description: 'Looks for readers who came due',
      target: this.function,
      deadLetterQueue: this.deadLetterQueue,
    });
  }
}

import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ingestSettings } from '../../functions/ingest/settings.ts';
import { HouseFunction } from './house-function.ts';
import { createDeadLetterQueue } from './house-queue.ts';
import { HouseSchedule } from './house-schedule.ts';
import { allowTable } from './table-access.ts';
import { stageDefaults, type UnitProps } from './unit.ts';

/** Reads the sources on a schedule and keeps the days' listings. */
export class Ingest extends Construct {
  readonly function: NodejsFunction;
  /** Ticks that failed for good. Nothing is lost with them: the next tick reads the same days. */
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, { settings, state }: UnitProps) {
    super(scope, id);
    const { huggingFace, arxiv } = settings.sources;
    this.deadLetterQueue = createDeadLetterQueue(this, 'DeadLetters');
    this.function = new HouseFunction(this, 'Function', {
      folder: 'ingest',
      description:
        'Reads each source for the days it is asked for and merges what it finds into their listings',
      settings: ingestSettings,
      environment: {
        PAPERS_TABLE: state.papers.tableName,
        HUGGING_FACE_URL: huggingFace.url,
        HUGGING_FACE_TOKEN_PARAMETER: huggingFace.tokenParameter ?? '',
        ARXIV_URL: arxiv.url,
        ARXIV_CATEGORIES: arxiv.categories.join(' '),
        LIST_ARXIV_ONLY: arxiv.listOnly ? 'yes' : 'no',
        SETTLE_HOUR: String(settings.schedule.settleHour),
      },
      timeout: Duration.minutes(5),
      deadLetterQueue: this.deadLetterQueue,
      ...stageDefaults(settings),
    }).function;
    allowTable(this.function, state.papers, [
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
    ]);
    if (huggingFace.tokenParameter !== undefined) this.allowToken(huggingFace.tokenParameter);
    new HouseSchedule(this, 'Schedule', {
      expression: settings.schedule.ingest,
      description: "Reads the day's listing, and again those of the days before",
      target: this.function,
      deadLetterQueue: this.deadLetterQueue,
    });
  }

  /** A SecureString under the account's own SSM key needs no grant on the key. */
  private allowToken(parameter: string): void {
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['ssm:GetParameter'],
        resources: [
          Stack.of(this).formatArn({
            service: 'ssm',
            resource: 'parameter',
            resourceName: parameter.slice(1),
          }),
        ],
      }),
    );
  }
}

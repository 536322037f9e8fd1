import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SESClient } from '@aws-sdk/client-ses';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import type { mailerSettings } from '../../../functions/mailer/settings.ts';
import type { BreakerStore } from '../../../shared/deliveries/breaker-store.ts';
import type { LedgerStore } from '../../../shared/deliveries/ledger-store.ts';
import type { RunsStore } from '../../../shared/deliveries/runs-store.ts';
import type { PapersStore } from '../../../shared/papers/store.ts';
import type { MailSender } from '../../../shared/platform/ses.ts';
import type { FormerLinksStore } from '../../../shared/subscribers/former-links-store.ts';
import type { SubscribersStore } from '../../../shared/subscribers/store.ts';
import type { Roster } from './roster.ts';

/** The functions, as the stacks' outputs name them. */
export const functionNames = ['Ingest', 'Dispatch', 'FanOut', 'Mailer', 'Feedback'] as const;
export type FunctionName = (typeof functionNames)[number];

/** One running Daily Papers: a stage in AWS, or the local system. */
export interface Target {
  /** For people: `stage prod in eu-central-1`. */
  readonly name: string;
  /** What the mailer was deployed with: tables, sender, list id, address of the web. */
  readonly settings: z.output<typeof mailerSettings>;
  readonly papers: PapersStore;
  readonly subscribers: SubscribersStore;
  readonly formerLinks: FormerLinksStore;
  readonly roster: Roster;
  readonly ledger: LedgerStore;
  readonly runs: RunsStore;
  readonly breaker: BreakerStore;
  readonly mails: MailSender;
  readonly ses: SESClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  /** For whole tables, in the stage's region or another; the caller's to destroy. */
  readonly tables: (inRegion?: string) => DynamoDBClient;
  /** An output of one of the stacks; undefined when there is none of that name. */
  findOutput(name: string): string | undefined;
  /** Throws OpsError when the deployed version has no such output. */
  output(name: string): string;
  /** The environment that a function was deployed with. */
  environmentOf(name: FunctionName): Promise<Readonly<Record<string, string>>>;
  /** Runs a function to its end; throws OpsError when it fails. */
  invoke(name: FunctionName, event: unknown): Promise<unknown>;
  close(): void;
}

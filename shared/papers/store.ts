import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '../platform/clock.ts';
import { createPapersReader, type PapersReader } from './archive-store.ts';
import { createPapersWriter, type PapersWriter } from './recording-store.ts';

/** The Papers table for whoever both reads and records. */
export type PapersStore = PapersReader & PapersWriter;

/** `clock` decides which items have expired, and when new ones will. */
export function createPapersStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): PapersStore {
  return { ...createPapersReader(client, table, clock), ...createPapersWriter(client, table, clock) };
}

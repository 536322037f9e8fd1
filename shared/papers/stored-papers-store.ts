import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { getAll } from '../platform/dynamo.ts';
import { keys, type PaperAlias, parsePaperOrAlias, type StoredPaper } from './stored.ts';

/** Papers and aliases kept under these ids, in no order; others are absent. Eventually consistent. */
export async function getStoredPapers(
  client: DynamoDBDocumentClient,
  table: string,
  ids: readonly string[],
): Promise<(StoredPaper | PaperAlias)[]> {
  const items = await getAll(client, table, [...new Set(ids)].map(keys.paper));
  return items.map(parsePaperOrAlias);
}

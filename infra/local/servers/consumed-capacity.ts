import * as z from 'zod';

const readActions = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const writeActions = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

const capacitySchema = z.object({ CapacityUnits: z.number() });
const answerSchema = z.object({
  ConsumedCapacity: z.union([capacitySchema, z.array(capacitySchema)]).optional(),
});
const failureSchema = z.object({ __type: z.string() });

/** Whether DynamoDB charges for the action, so that its answer can be asked for consumed capacity. */
export function isCharged(action: string): boolean {
  return readActions.has(action) || isWrite(action);
}

/** Whether the action may change items. */
export function isWrite(action: string): boolean {
  return writeActions.has(action);
}

/** The request units that an answer reports. The request was made with `ReturnConsumedCapacity: TOTAL`. */
export function unitsOf(action: string, answer: unknown): { write: number; read: number } {
  const failure = failureSchema.safeParse(answer).data?.__type;
  if (isWrite(action)) {
    // A failed condition is charged for all the same; dynalite does not say how much, and one unit is the least.
    const conditionFailed = failure?.endsWith('ConditionalCheckFailedException') === true;
    return { write: conditionFailed ? 1 : reported(answer), read: 0 };
  }
  if (!isCharged(action) || failure !== undefined) return { write: 0, read: 0 };
  // A query that finds nothing costs half a unit; dynalite says zero.
  return { write: 0, read: Math.max(reported(answer), 0.5) };
}

function reported(answer: unknown): number {
  const capacity = answerSchema.safeParse(answer).data?.ConsumedCapacity;
  if (capacity === undefined) return 0;
  return [capacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

/**
 * Works on all items, at most `limit` at a time; results come in the items' order. Once one fails nothing new is begun,
 * and it rejects with the first failure when what was under way has ended: nothing goes on behind the caller's back.
 */
export async function atMost<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures: { readonly error: unknown }[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      if (failures.length > 0) return;
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push({ error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  const [first] = failures;
  if (first !== undefined) throw first.error;
  return results;
}

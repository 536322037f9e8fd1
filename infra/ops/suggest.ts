/** The known word that was most likely meant; undefined when none is near. */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  const near = known
    .map(word => ({ word, distance: distance(typed.toLowerCase(), word) }))
    .toSorted((left, right) => left.distance - right.distance)[0];
  if (near === undefined) return undefined;
  return near.distance <= Math.max(1, Math.floor(near.word.length / 3)) ? near.word : undefined;
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(from).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(to).entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

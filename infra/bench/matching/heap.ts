import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of heap that what `make` returns keeps alive, and itself. */
export function measureHeap<T>(make: () => T): { made: T; bytes: number } {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const made = make();
  collectGarbage();
  return { made, bytes: process.memoryUsage().heapUsed - before };
}

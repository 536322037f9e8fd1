import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of heap that what `make` returns keeps alive, and itself. */
export function measureHeap<T>(make: () => T): { made: T; bytes: number } {
  const before = heapInUse();
  const made = make();
  return { made, bytes: heapInUse() - before };
}

/**
 * One collection frees what the next one still finds (weak references, code), so that they go on until nothing more
 * goes.
 */
function heapInUse(): number {
  let least = Infinity;
  for (;;) {
    collectGarbage();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed >= least) return least;
    least = heapUsed;
  }
}

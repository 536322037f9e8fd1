import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Target } from '../target/target.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted } from '../terminal/words.ts';

export interface ReaderCount {
  readonly byStatus: Readonly<Partial<Record<Subscriber['status'], number>>>;
  /** False when counting stopped early, so that there are more. */
  readonly all: boolean;
}

export interface Counting {
  /** Stops after the page in which so many are reached. @default goes through all */
  readonly most?: number;
  /** Hears how far it is, for it takes a minute for some hundred thousand readers. */
  readonly terminal: Pick<Terminal, 'note'>;
}

/** How often it says how far it is. */
const tellEvery = 10_000;

/** Counts readers by status. */
export async function countReaders(
  { roster }: Pick<Target, 'roster'>,
  now: Date,
  { most = Number.POSITIVE_INFINITY, terminal }: Counting,
): Promise<ReaderCount> {
  const byStatus: Partial<Record<Subscriber['status'], number>> = {};
  let seen = 0;
  for await (const page of roster.pages(now)) {
    if (seen >= most) return { byStatus, all: false };
    for (const { status } of page) {
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      seen += 1;
      if (seen % tellEvery === 0) terminal.note(`counted ${counted(seen, 'reader')}`);
    }
  }
  return { byStatus, all: true };
}

export function describeReaders({ byStatus, all }: ReaderCount): string {
  const parts = Object.entries(byStatus).map(
    ([status, count]) => `${count.toLocaleString('en-US')} ${status}`,
  );
  if (parts.length === 0) return 'nobody yet';
  const counts = parts.toSorted().join(', ');
  return all ? counts : `of the first ${counted(sum(byStatus), 'reader')}: ${counts}`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

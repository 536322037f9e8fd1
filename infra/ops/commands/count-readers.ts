import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Target } from '../target/target.ts';
import { counted } from '../terminal/words.ts';

export interface ReaderCount {
  readonly byStatus: Readonly<Partial<Record<Subscriber['status'], number>>>;
  /** False when counting stopped early, so that there are more. */
  readonly all: boolean;
}

/** Counts readers by status; stops after the page in which `most` is reached. */
export async function countReaders(
  { roster }: Pick<Target, 'roster'>,
  now: Date,
  most = Number.POSITIVE_INFINITY,
): Promise<ReaderCount> {
  const byStatus: Partial<Record<Subscriber['status'], number>> = {};
  let seen = 0;
  for await (const page of roster.pages(now)) {
    if (seen >= most) return { byStatus, all: false };
    for (const { status } of page) byStatus[status] = (byStatus[status] ?? 0) + 1;
    seen += page.length;
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

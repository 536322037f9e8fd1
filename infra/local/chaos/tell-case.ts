import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Delivery } from '../../../shared/deliveries/delivery.ts';
import type { AcceptedCall, Comparison, Wronged } from './compare.ts';

/** A digest that was lost or repeated, with all that is known of it. */
export interface Case {
  readonly what: 'lost' | 'repeated';
  readonly subscriber: string;
  readonly accepted: readonly Pick<AcceptedCall, 'id' | 'acceptedAt'>[];
  /** Its line of the ledger. */
  readonly line: Delivery | undefined;
  /** What functions logged about it, in the order of time. */
  readonly history: readonly string[];
}

const functionNames = ['FanOut', 'Mailer', 'SendEvents', 'Feedback'];

export async function tellCases(
  { lost, repeated }: Pick<Comparison, 'lost' | 'repeated'>,
  lines: readonly Delivery[],
  logDirectory: string,
): Promise<readonly Case[]> {
  if (lost.length + repeated.length === 0) return [];
  const logs = (
    await Promise.all(
      functionNames.map(name => readFile(join(logDirectory, `${name}.log`), 'utf8').catch(() => '')),
    )
  ).flatMap(text => text.split('\n'));
  const tell = (what: Case['what'], { reader, accepted }: Wronged): Case => ({
    what,
    subscriber: reader.id,
    accepted: accepted.map(({ id, acceptedAt }) => ({ id, acceptedAt })),
    line: lines.find(({ subscriber }) => subscriber === reader.id),
    history: logs.filter(line => line.includes(reader.id)).sort(),
  });
  return [...lost.map(each => tell('lost', each)), ...repeated.map(each => tell('repeated', each))];
}

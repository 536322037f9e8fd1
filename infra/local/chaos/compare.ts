import type { ChaosReader } from './readers.ts';

/** A call that SES accepted. */
export interface AcceptedCall {
  readonly id: string;
  readonly acceptedAt: string;
  readonly to: readonly string[];
}

/** One reader whose digest was lost or repeated. */
export interface Wronged {
  readonly reader: ChaosReader;
  readonly accepted: readonly AcceptedCall[];
}

export interface Comparison {
  /** Readers who were due and did not leave, but for the one whose address SES rejects. */
  readonly due: number;
  /** Calls that SES accepted, for anybody. */
  readonly accepted: number;
  readonly lost: readonly Wronged[];
  readonly repeated: readonly Wronged[];
  /** Addresses of accepted mails that are no reader's. */
  readonly strays: number;
}

/**
 * What SES accepted against who was due. Those who left meanwhile, and the one whose address SES rejects, need not have
 * a mail: `excused` has their numbers. Everybody is due one digest, so a recipient of two calls has one twice, whatever
 * the tags of the calls say.
 */
export function compare(
  readers: readonly ChaosReader[],
  excused: ReadonlySet<number>,
  accepted: readonly AcceptedCall[],
): Comparison {
  const due = readers.filter((_, number) => !excused.has(number));
  const byAddress = new Map<string, AcceptedCall[]>();
  for (const call of accepted) {
    for (const address of call.to) byAddress.set(address, [...(byAddress.get(address) ?? []), call]);
  }
  const callsOf = (reader: ChaosReader) => byAddress.get(reader.email) ?? [];
  const wronged = (among: readonly ChaosReader[], matches: (calls: readonly AcceptedCall[]) => boolean) =>
    among.filter(reader => matches(callsOf(reader))).map(reader => ({ reader, accepted: callsOf(reader) }));
  const addresses = new Set(readers.map(({ email }) => email));
  return {
    due: due.length,
    accepted: accepted.length,
    lost: wronged(due, calls => calls.length === 0),
    repeated: wronged(readers, calls => calls.length > 1),
    strays: [...byAddress.keys()].filter(address => !addresses.has(address)).length,
  };
}

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
  /** Readers who were due, but for the one whose address SES rejects. */
  readonly due: number;
  /** Calls that SES accepted, for anybody. */
  readonly accepted: number;
  readonly lost: readonly Wronged[];
  readonly repeated: readonly Wronged[];
  /** Accepted mails for nobody who was due. */
  readonly strays: number;
}

/**
 * What SES accepted against who was due. Everybody is due one digest, so a recipient of two calls has one twice, whatever
 * the tags of the calls say.
 */
export function compare(
  readers: readonly ChaosReader[],
  rejected: number | undefined,
  accepted: readonly AcceptedCall[],
): Comparison {
  const due = readers.filter((_, number) => number !== rejected);
  const byAddress = new Map<string, AcceptedCall[]>();
  for (const call of accepted) {
    for (const address of call.to) byAddress.set(address, [...(byAddress.get(address) ?? []), call]);
  }
  const callsOf = (reader: ChaosReader) => byAddress.get(reader.email) ?? [];
  const wronged = (matches: (calls: readonly AcceptedCall[]) => boolean) =>
    due.filter(reader => matches(callsOf(reader))).map(reader => ({ reader, accepted: callsOf(reader) }));
  const addresses = new Set(due.map(({ email }) => email));
  return {
    due: due.length,
    accepted: accepted.length,
    lost: wronged(calls => calls.length === 0),
    repeated: wronged(calls => calls.length > 1),
    strays: [...byAddress.keys()].filter(address => !addresses.has(address)).length,
  };
}

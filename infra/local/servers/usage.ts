/** What the functions asked of AWS so far. */
export interface UsageSnapshot {
  /** Requests by service (`dynamodb`, `sqs`, `sns`, `ses`, `firehose`, `lambda`) and action (`PutItem`). */
  readonly awsRequests: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** DynamoDB write request units, indexes included. */
  readonly writeUnits: number;
  /** DynamoDB read request units. */
  readonly readUnits: number;
  /** Bytes put into streams, as Firehose charges for them. */
  readonly streamedBytes: number;
}

export interface Usage {
  snapshot(): UsageSnapshot;
}

/** The servers' side of `Usage`. */
export interface UsageCounter extends Usage {
  countRequest(service: string, action: string, times?: number): void;
  countUnits(units: { readonly write?: number; readonly read?: number }): void;
  countStreamed(bytes: number): void;
  /** Forgets everything: bringing the tables and queues up is not what the system costs to run. */
  reset(): void;
}

export function createUsageCounter(): UsageCounter {
  const requests = new Map<string, Map<string, number>>();
  let writeUnits = 0;
  let readUnits = 0;
  let streamedBytes = 0;
  return {
    countRequest(service, action, times = 1) {
      const actions = requests.get(service) ?? new Map<string, number>();
      requests.set(service, actions);
      actions.set(action, (actions.get(action) ?? 0) + times);
    },
    countUnits({ write = 0, read = 0 }) {
      writeUnits += write;
      readUnits += read;
    },
    countStreamed(bytes) {
      streamedBytes += bytes;
    },
    snapshot: () => ({
      awsRequests: sorted(requests, actions => sorted(actions, count => count)),
      writeUnits,
      readUnits,
      streamedBytes,
    }),
    reset() {
      requests.clear();
      writeUnits = 0;
      readUnits = 0;
      streamedBytes = 0;
    },
  };
}

function sorted<In, Out>(map: ReadonlyMap<string, In>, convert: (value: In) => Out): Record<string, Out> {
  const entries = [...map].toSorted(([left], [right]) => left.localeCompare(right, 'en'));
  return Object.fromEntries(entries.map(([key, value]) => [key, convert(value)]));
}

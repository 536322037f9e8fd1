/** What one function did in a stretch of a run. */
export interface FunctionUse {
  readonly invocations: number;
  readonly milliseconds: number;
  /** Lines and bytes that it wrote to its log. */
  readonly logLines: number;
  readonly logBytes: number;
}

/** What a stretch of a run used, as AWS would count it. */
export interface Counts {
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Sends, receives that brought something, deletes and changes of visibility. */
  readonly sqsRequests: number;
  readonly snsPublishes: number;
  /** Put into streams, as Firehose charges for it. */
  readonly streamedBytes: number;
  readonly mails: number;
  readonly functions: Readonly<Record<string, FunctionUse>>;
  /** Names of the custom metrics that were sent. */
  readonly metrics: readonly string[];
}

const nothing: FunctionUse = { invocations: 0, milliseconds: 0, logLines: 0, logBytes: 0 };

/**
 * One plus `times` another; a function that one of them lacks did nothing in it. What is taken away (less than no times)
 * takes no metric away, for a metric is paid for once however often it is sent.
 */
export function addCounts(left: Counts, right: Counts, times = 1): Counts {
  const names = new Set([...Object.keys(left.functions), ...Object.keys(right.functions)]);
  const add = (a: number, b: number) => a + times * b;
  return {
    writeUnits: add(left.writeUnits, right.writeUnits),
    readUnits: add(left.readUnits, right.readUnits),
    sqsRequests: add(left.sqsRequests, right.sqsRequests),
    snsPublishes: add(left.snsPublishes, right.snsPublishes),
    streamedBytes: add(left.streamedBytes, right.streamedBytes),
    mails: add(left.mails, right.mails),
    functions: Object.fromEntries(
      [...names].map(name => {
        const a = left.functions[name] ?? nothing;
        const b = right.functions[name] ?? nothing;
        return [
          name,
          {
            invocations: add(a.invocations, b.invocations),
            milliseconds: add(a.milliseconds, b.milliseconds),
            logLines: add(a.logLines, b.logLines),
            logBytes: add(a.logBytes, b.logBytes),
          },
        ];
      }),
    ),
    metrics: times > 0 ? [...new Set([...left.metrics, ...right.metrics])] : left.metrics,
  };
}

export const noCounts: Counts = {
  writeUnits: 0,
  readUnits: 0,
  sqsRequests: 0,
  snsPublishes: 0,
  streamedBytes: 0,
  mails: 0,
  functions: {},
  metrics: [],
};

/** The same, `times` over; 1 / n gives the share of one of n. */
export function scaleCounts(counts: Counts, times: number): Counts {
  return addCounts(noCounts, counts, times);
}

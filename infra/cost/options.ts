import { readOptions, readWholeNumber } from '../command-line.ts';

export interface CostOptions {
  /** Asked for beside the usual numbers of readers. */
  readonly subscribers: number;
  /** Papers on a day's list. */
  readonly papers: number;
  readonly stage: string;
  /** How many readers the counted run has. */
  readonly readers: number;
  /** Where the chart goes. */
  readonly chart: string;
  /** Whether the last line of standard output is the report as JSON. */
  readonly json: boolean;
}

export const costHelp = `npm run cost -- [--subscribers N] [--papers M] [--stage NAME] [--readers R] [--chart FILE]
                    [--json]

Counts what a day of mails asks of AWS, in a real run on this machine, and prints what a month of it costs at list
prices for 100 to 1,000,000 daily readers and for as many as you name. Takes about a minute.

  --subscribers N  daily readers (default: 1000)
  --papers M       papers on a day's list (default: 30)
  --stage NAME     whose functions, alarms and dashboard to count (default: prod)
  --readers R      readers of the counted run, 2 to 2000 (default: 400)
  --chart FILE     where to write the chart (default: .local/cost.svg)
  --json           print the report as one JSON object on the last line`;

/** Reads the command line; undefined when only help was asked for. */
export function readCostOptions(args: readonly string[], defaultChart: string): CostOptions | undefined {
  const values = readOptions(
    args,
    {
      subscribers: { type: 'string' },
      papers: { type: 'string' },
      stage: { type: 'string' },
      readers: { type: 'string' },
      chart: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    costHelp,
  );
  if (values.help === true) return undefined;
  return {
    subscribers: readWholeNumber('--subscribers', values.subscribers, {
      otherwise: 1_000,
      least: 1,
      most: 100_000_000,
    }),
    papers: readWholeNumber('--papers', values.papers, { otherwise: 30, least: 1, most: 100 }),
    stage: values.stage ?? 'prod',
    readers: readWholeNumber('--readers', values.readers, { otherwise: 400, least: 2, most: 2_000 }),
    chart: values.chart ?? defaultChart,
    json: values.json ?? false,
  };
}

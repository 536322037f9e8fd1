import type { PaperMatch } from '../matching/match.ts';
import type { ListedPaper } from '../papers/paper.ts';
import type { Rules } from '../subscribers/rules.ts';
import type { Catalogue } from './catalogue.ts';
import type { Digest } from './digest.ts';

/** What earlier digests of a reader mean for this one. Dates are the UTC days on which those digests were due. */
export interface Past {
  /** List days that earlier digests covered, with the date of the latest that did; empty for a new reader. */
  readonly covered: ReadonlyMap<string, string>;
  /** Ids of papers already mailed to this reader, with the date of the latest digest that carried each. */
  readonly sent: ReadonlyMap<string, string>;
  /** Ids of papers that were shown to this reader as rising. */
  readonly risen: ReadonlySet<string>;
  /** When the latest earlier digest that looked at the listings was due; absent for a new reader. */
  readonly lastDueAt?: Date | undefined;
  /** When the reader's first digest was due; absent where nobody knows. */
  readonly firstDueAt?: Date | undefined;
  /** The first local date, as far as is remembered, on which a pause kept a digest back. */
  readonly pausedFrom?: string | undefined;
}

/** What the choice of a reader's papers depends on, and nothing else does. */
export interface SelectionInput {
  /** The digest's key in the ledger; carried along, not interpreted. */
  readonly key: string;
  readonly weekly: boolean;
  /** The UTC day on which it is due. */
  readonly dueOn: string;
  /** At least 1. */
  readonly maxPapers: number;
  readonly rules: Rules;
  /** What of the rules each paper of the catalogue meets; a paper that meets nothing is absent. */
  readonly matches: ReadonlyMap<string, PaperMatch>;
  readonly catalogue: Catalogue;
  readonly past: Past;
}

/**
 * Why there is nothing to send. `weekend`, `holiday`: nothing was listed, as is usual then. `not-in-yet`: the day that
 * the reader waits for has not settled; `source-down`: because its source cannot be read. `nothing-matched`: there were
 * papers, but the reader's rules let none through. `nothing-new`: none that the reader had not been sent.
 */
export const quietReasons = [
  'weekend',
  'holiday',
  'not-in-yet',
  'source-down',
  'nothing-matched',
  'nothing-new',
] as const;
export type QuietReason = (typeof quietReasons)[number];

/** Nothing to send, and why. */
export interface Quiet {
  readonly key: string;
  readonly weekly: boolean;
  readonly reason: QuietReason;
  /** The list days that are covered from now on, ascending. */
  readonly days: readonly string[];
  /** The list days that the reason is about, ascending; at least one. */
  readonly about: readonly string[];
  /** How many different papers the covered days list. */
  readonly listed: number;
  /** Those of them that the reader's rules held back, best first. */
  readonly heldBack: readonly ListedPaper[];
}

/** A digest to send, or the reason why there is none; either way, its `days` are covered from now on. */
export type Selection =
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'quiet'; readonly quiet: Quiet };

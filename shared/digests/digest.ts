import type { DayListing, ListedPaper } from '../papers/paper.ts';
import type { Preferences } from '../subscribers/subscriber.ts';

/** What the choice of a reader's papers depends on, and nothing else does. */
export interface SelectionInput {
  /** The digest's key in the ledger; carried along, not interpreted. */
  readonly key: string;
  readonly weekly: boolean;
  /** At least 1. */
  readonly maxPapers: number;
  /** Days that may matter to this reader, in any order; only settled ones are drawn on. */
  readonly listings: readonly DayListing[];
  /** List days that earlier digests of this reader covered; empty for a new reader. */
  readonly covered: readonly string[];
  /** Ids of papers already mailed to this reader. */
  readonly sent: ReadonlySet<string>;
  /** When the latest earlier digest that looked at the listings was due; absent for a new reader. */
  readonly lastDueAt?: Date | undefined;
}

/** A digest to send, or the reason why there is none; either way, `days` are covered from now on. */
export type Selection =
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'skip'; readonly reason: 'nothing-new'; readonly days: readonly string[] };

/** One reader's papers, chosen and explained, in the order to show them. */
export interface Digest {
  readonly key: string;
  readonly weekly: boolean;
  /** The list days it covers, ascending, days without papers among them; empty if all its papers are late ones. */
  readonly days: readonly string[];
  /** Those of the covered days that list papers, ascending. */
  readonly daysWithPapers: readonly string[];
  /** At least one. Those of the covered days first, best first; then the late ones, best first. */
  readonly papers: readonly DigestPaper[];
  /** How many different papers the covered days list. */
  readonly listed: number;
  /** How many of those this reader had been mailed before. */
  readonly alreadySent: number;
  /** How many others, late ones included, the reader's limit left out. */
  readonly overLimit: number;
}

export interface DigestPaper {
  readonly listed: ListedPaper;
  /** The list day it was chosen from. */
  readonly day: string;
  /** Why the reader sees it, in plain words that are true of it. */
  readonly reason: string;
  /** It entered a day that the reader's digests had covered already. */
  readonly late: boolean;
}

/** A mail before it has a sender and a recipient. */
export interface RenderedMail {
  /** One line of plain text, not encoded. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface RenderedDigest extends RenderedMail {
  /** The papers that the mail shows: all of the digest's, but for a tail that would have made the mail too long. */
  readonly shown: readonly DigestPaper[];
}

/** What every mail says about where it comes from. */
export interface SenderContext {
  /** Where readers reach the web function, without a trailing slash. */
  readonly webUrl: string;
  readonly senderName: string;
  /** The operator's postal address; empty when there is none. */
  readonly postalAddress: string;
}

export interface RenderContext extends SenderContext {
  /** The reader's own links; each opens a page with a button, none acts by itself. */
  readonly urls: { readonly preferences: string; readonly pause: string; readonly unsubscribe: string };
  readonly preferences: Preferences;
}

export interface ConfirmationContext extends SenderContext {
  readonly confirmUrl: string;
}

export interface AlreadySubscribedContext extends SenderContext {
  readonly preferencesUrl: string;
  readonly unsubscribeUrl: string;
}

/** Who a mail is from and for, and what its headers say about the list. */
export interface Envelope {
  readonly from: { readonly name: string; readonly address: string };
  /** One address, used as given; ASCII, because SES carries no other. */
  readonly to: string;
  /** SES puts its own date in its place; a message without one would not be well-formed. */
  readonly date: Date;
  /** RFC 2919 identifier, such as `digest.example.org`. */
  readonly listId?: string;
  /** The URL that takes the one-click POST: https wherever it leaves the machine (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

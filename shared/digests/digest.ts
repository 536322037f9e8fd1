import type { ListedPaper } from '../papers/paper.ts';
import type { ReaderUrls } from '../subscribers/reader-link.ts';
import type { Preferences } from '../subscribers/subscriber.ts';
import type { Fact } from './fact.ts';

/** The sections of a digest, in the order in which they stand. */
export const sectionKinds = ['following', 'topics', 'trending', 'rising', 'late'] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** One reader's papers, chosen and explained, in the order to show them. */
export interface Digest {
  readonly key: string;
  readonly weekly: boolean;
  /** It makes up for digests that did not come, in a pause or an outage. */
  readonly catchUp: boolean;
  /** The list days it covers, ascending, days without papers among them; empty if all its papers are of earlier ones. */
  readonly days: readonly string[];
  /** Those of the covered days that list papers, ascending. */
  readonly daysWithPapers: readonly string[];
  /** At least one, section after section. */
  readonly papers: readonly DigestPaper[];
  /** How many different papers the covered days list. */
  readonly listed: number;
  /** How many of those are left out because this reader had been mailed them before. */
  readonly alreadySent: number;
  /** How many others of those the reader's rules held back. */
  readonly heldBack: number;
  /** How many others, late ones included, the reader's limit left out. */
  readonly overLimit: number;
}

export interface DigestPaper {
  readonly listed: ListedPaper;
  /** The list day it was chosen from. */
  readonly day: string;
  readonly section: SectionKind;
  /** Why the reader sees it: at least one fact, the weightiest first. */
  readonly facts: readonly Fact[];
  /** The reader's phrases that stand in it, as they wrote them: to be marked in its text. */
  readonly marks: readonly string[];
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
  readonly urls: Pick<
    ReaderUrls,
    'preferences' | 'rules' | 'pauseWeek' | 'weekly' | 'fewer' | 'unsubscribe' | 'more' | 'less'
  >;
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

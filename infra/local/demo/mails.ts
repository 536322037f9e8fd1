import PostalMime from 'postal-mime';
import { digestTagName, parseTag } from '../../../shared/deliveries/delivery-tag.ts';
import type { Outbox, OutboxEntry } from '../servers/ses/outbox.ts';

/** One digest as it arrived: everything here is read from the mail, not from our tables. */
export interface ArrivedDigest {
  readonly to: string;
  readonly subject: string;
  /** The local date (or week) that the digest is named after, from its tag. */
  readonly day: string;
  /** Ids of the papers that it shows as new, in order. */
  readonly papers: readonly string[];
  /** Ids of those that it shows once more, because they rose. */
  readonly rising: readonly string[];
  readonly sections: readonly ArrivedSection[];
  readonly bytes: number;
  /** Path of the .eml file. */
  readonly eml: string;
  /** UTF-8 bytes of the HTML part. */
  readonly htmlBytes: number;
  readonly unsubscribeUrl: string | undefined;
  readonly oneClick: boolean;
}

export interface ArrivedSection {
  /** In capitals, as the text part has it. */
  readonly heading: string;
  readonly papers: readonly { readonly id: string; readonly reason: string }[];
}

/** The digests in the outbox, oldest first. */
export async function readDigests(outbox: Outbox): Promise<ArrivedDigest[]> {
  const digests = outbox
    .list()
    .toReversed()
    .filter(entry => digestTagName in entry.tags);
  return Promise.all(digests.map(entry => readDigest(outbox, entry)));
}

async function readDigest(outbox: Outbox, entry: OutboxEntry): Promise<ArrivedDigest> {
  const mail = await PostalMime.parse((await outbox.read(entry.id)) ?? '');
  const header = (key: string) => mail.headers.find(each => each.key === key)?.value;
  const html = mail.html ?? '';
  const sections = sectionsIn(mail.text ?? '');
  const idsOf = (chosen: readonly ArrivedSection[]) =>
    chosen.flatMap(({ papers }) => papers.map(({ id }) => id));
  return {
    to: entry.to.join(', '),
    subject: mail.subject ?? '',
    day: parseTag(entry.tags[digestTagName] ?? '')?.digest ?? '',
    papers: idsOf(sections.filter(({ heading }) => heading !== 'RISING')),
    rising: idsOf(sections.filter(({ heading }) => heading === 'RISING')),
    sections,
    bytes: entry.bytes,
    eml: entry.eml,
    htmlBytes: Buffer.byteLength(html),
    unsubscribeUrl: /^<([^>]+)>$/.exec(header('list-unsubscribe') ?? '')?.[1],
    oneClick: header('list-unsubscribe-post') === 'List-Unsubscribe=One-Click',
  };
}

/** The sections of a text part: a line in capitals over a line of dashes, and numbered papers below. */
export function sectionsIn(text: string): ArrivedSection[] {
  const [, ...parts] = text.split(/^(?=.+\n-{2,}\n)/m);
  return parts
    .map(part => ({
      heading: part.slice(0, part.indexOf('\n')),
      papers: part.split(/^(?=\d+\. )/m).flatMap(paperIn),
    }))
    .filter(({ papers }) => papers.length > 0);
}

/** A paper is known by its own link; its reason stands, perhaps broken into lines, above its votes. */
function paperIn(block: string): { id: string; reason: string }[] {
  const id = /https:\/\/huggingface\.co\/papers\/(\S+)/.exec(block)?.[1];
  if (id === undefined) return [];
  const [, reason = ''] = /\n\n((?:(?!\n\n)[^])*?)\n\s*[\d,]+ upvotes? · /.exec(block) ?? [];
  return [{ id, reason: reason.replace(/\s+/g, ' ').trim() }];
}

/** The link to a page of the reader's in the newest mail to an address. */
export async function newestLink(outbox: Outbox, address: string, page: string): Promise<string> {
  const entry = outbox.list().find(each => each.to.includes(address));
  const mail = entry && (await PostalMime.parse((await outbox.read(entry.id)) ?? ''));
  const link = new RegExp(`https?://\\S+/r/\\S+/${page}`).exec(mail?.text ?? '')?.[0];
  if (link === undefined) throw new NoSuchLinkError(`the newest mail to ${address} has no link to "${page}"`);
  return link;
}

export class NoSuchLinkError extends Error {
  override readonly name = 'NoSuchLinkError';
}

/** The part of a reader's link that names them. */
export function keyOf(link: string): string {
  return /\/r\/([^/]+)\//.exec(link)?.[1] ?? '';
}

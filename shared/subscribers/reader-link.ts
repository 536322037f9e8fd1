import type { Subscriber } from './subscriber.ts';
import { unsubscribeTokenOf } from './token.ts';

/** What a reader's link carries: who, and the proof. Written `<id>.<token>`, and called the reader's key. */
export type ReaderLink = Pick<Subscriber, 'id' | 'token'>;

/** The pages behind a reader's link. */
export interface ReaderUrls {
  readonly confirm: string;
  readonly preferences: string;
  /** What the reader wants to see: My papers. */
  readonly rules: string;
  readonly pause: string;
  /** Each of these three opens a page with one button. */
  readonly pauseWeek: string;
  readonly weekly: string;
  readonly fewer: string;
  readonly unsubscribe: string;
  /** For the header: it unsubscribes, by the one-click POST of RFC 8058 or a button, and opens nothing else. */
  readonly oneClick: string;
  readonly download: string;
  readonly delete: string;
  /** Pages with one button that changes the rules by a paper: more of its kind, or less. */
  readonly more: (paperId: string) => string;
  readonly less: (paperId: string) => string;
}

export function readerKey({ id, token }: ReaderLink): string {
  return `${id}.${token}`;
}

/**
 * Reads a key, or what unsubscribes alone, out of a URL; undefined when it cannot be one (a link cut short in copying,
 * for example).
 */
export function parseReaderKey(key: string): ReaderLink | undefined {
  const [, id, token] = /^([0-9a-f]{32})\.([\w-]{22})$/.exec(key) ?? [];
  return id === undefined || token === undefined ? undefined : { id, token };
}

/** `webUrl` has no trailing slash. */
export function readerUrls(webUrl: string, reader: ReaderLink): ReaderUrls {
  const base = `${webUrl}/r/${readerKey(reader)}`;
  return {
    confirm: `${base}/confirm`,
    preferences: `${base}/preferences`,
    rules: `${base}/rules`,
    pause: `${base}/pause`,
    pauseWeek: `${base}/pause-week`,
    weekly: `${base}/weekly`,
    fewer: `${base}/fewer`,
    unsubscribe: `${base}/unsubscribe`,
    oneClick: `${webUrl}/u/${reader.id}.${unsubscribeTokenOf(reader.token)}`,
    download: `${base}/data`,
    delete: `${base}/delete`,
    more: paperId => `${base}/more/${paperId}`,
    less: paperId => `${base}/less/${paperId}`,
  };
}

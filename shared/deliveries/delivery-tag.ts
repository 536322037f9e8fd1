import type { DigestKey } from './digest-key.ts';

/** The name of the SES tag that digests carry. */
export const digestTagName = 'digest';
/** The name of the SES tag that confirmations carry; its value is the subscriber's id. */
export const confirmationTagName = 'confirmation';

/** What a tag names: one attempt to send one digest to one subscriber. */
export interface Attempt {
  readonly subscriber: string;
  readonly digest: DigestKey;
  readonly attempt: number;
}

/** In SES's tag alphabet `[A-Za-z0-9_-]`: `<subscriber>_<digest>_<attempt>`. */
export function formatTag({ subscriber, digest, attempt }: Attempt): string {
  return `${subscriber}_${digest}_${attempt}`;
}

/** The attempt that a tag names, or undefined if it is none of ours. */
export function parseTag(tag: string): Attempt | undefined {
  const match = /^([0-9a-f]{32})_(\d{4}-\d{2}-\d{2}(?:-W\d{2})?)_(\d{1,6})$/.exec(tag);
  const [, subscriber, digest, attempt] = match ?? [];
  if (subscriber === undefined || digest === undefined || attempt === undefined) return undefined;
  return { subscriber, digest, attempt: Number(attempt) };
}

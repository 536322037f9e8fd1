import { createHash } from 'node:crypto';
import { plainText } from './text.ts';

const arxivPattern =
  /^(?:arxiv:)?(?:(?<modern>\d{4}\.\d{4,5})|(?<archive>[a-z-]{1,20})(?:\.[a-z]{2})?\/(?<number>\d{7}))(?:v\d+)?$/i;

/**
 * The version-less arXiv id in what a source wrote (`2607.01234v2`, `arXiv:2607.01234`, `math.GT/0309136`), or
 * undefined when it is none. An old id's subject class is dropped, as arXiv itself does.
 */
export function arxivId(text: string): string | undefined {
  const groups = arxivPattern.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  const { modern, archive, number } = groups;
  if (modern !== undefined) return modern;
  return archive === undefined || number === undefined ? undefined : `${archive.toLowerCase()}/${number}`;
}

/** Whether the id was derived from a title because no source has told the arXiv id. */
export function isTitleId(id: string): boolean {
  return id.startsWith('title-');
}

/**
 * A stable id for a paper known by its title only: `title-` and 16 hex digits. Case, punctuation, spacing and line
 * wraps do not matter, so that copies of one title in different sources meet.
 */
export function titleId(title: string): string {
  const plain = plainText(title).normalize('NFKC').toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}]+/gu, '');
  const hash = createHash('sha256').update(letters === '' ? plain : letters);
  return `title-${hash.digest('hex').slice(0, 16)}`;
}

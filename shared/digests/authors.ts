import type { Paper } from '../papers/paper.ts';
import { counted } from './counted.ts';
import { plainLine } from './plain-line.ts';
import { shorten } from './shorten.ts';

const namesShown = 3;
const longestName = 80;

/**
 * Three names, then a count: `Ada Example, Bo Sample, Cy Third and 12 more`. A source that names nobody leaves the
 * count alone, `7 authors`; one that tells nothing leaves an empty line.
 */
export function authorLine(paper: Pick<Paper, 'authors' | 'authorCount'>): string {
  const names = paper.authors.map(plainLine).filter(name => name !== '');
  const total = Math.max(paper.authorCount, names.length);
  if (names.length === 0) return total === 0 ? '' : counted(total, 'author');
  const shown = names.slice(0, namesShown).map(name => shorten(name, longestName));
  const more = total - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${counted(more)} more`;
}

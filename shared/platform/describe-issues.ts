import type * as z from 'zod';

/** So many problems are told; a document that is wrong everywhere is told by its first ones. */
const most = 3;
/** Characters of a path: a key may be as long as whoever wrote it liked. */
const longestPath = 80;

/** What is wrong with a parsed value, by field and never by value, in one line: `mail.messageId: Invalid input …`. */
export function describeIssues({ issues }: z.ZodError): string {
  const told = issues
    .slice(0, most)
    .map(({ path, message }) => `${path.join('.').slice(0, longestPath)}: ${message}`);
  const untold = issues.length - told.length;
  return [...told, ...(untold > 0 ? [`and ${untold} more`] : [])].join('; ');
}

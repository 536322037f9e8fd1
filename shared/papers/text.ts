/**
 * Plain one-line text out of what a source wrote: hard line wraps, tabs and control characters become single spaces,
 * broken surrogates and U+FFFE and U+FFFF, which neither XML nor SQS carries, become U+FFFD. Nothing else is touched:
 * LaTeX, `<`, `>` and `&` are text. Words hyphenated at a line's end are not joined, for most of them are like "open-
 * and closed-source". Applying it twice changes nothing.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

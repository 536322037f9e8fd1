/** TeX's inline math by pandoc's rule, which leaves "$60 GPUs" and "from $5 to $9" alone. */
const inlineMath = /\$(?=\S)[^$]*?\S\$(?!\d)|\$[^\s$]\$(?!\d)/gu;

/**
 * At most `limit` characters of a line, cut between words, with an ellipsis in place of the rest. A formula is kept
 * whole or left out; a text without spaces is cut between characters.
 */
export function shorten(line: string, limit: number): string {
  if (line.length <= limit) return line;
  const room = limit - 1;
  const formulas = [...line.matchAll(inlineMath)].map(match => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  const formula = formulas.find(({ from, to }) => from < room && to > room);
  const end = formula === undefined || formula.from === 0 ? room : formula.from;
  const lastSpace = line.lastIndexOf(' ', end);
  const cut = lastSpace > limit / 2 ? line.slice(0, lastSpace) : firstCharacters(line, end);
  return `${cut.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

/** The first `length` UTF-16 units, less the half of a pair that the cut would leave. */
function firstCharacters(line: string, length: number): string {
  const cut = line.slice(0, length);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

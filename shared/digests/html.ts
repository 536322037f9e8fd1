/** Markup that is safe to embed: only `html` makes it, and `html` escapes whatever is not Html already. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Embedded = string | number | Html | readonly Html[];

/**
 * A template whose literal parts are markup and whose values are text or attribute values, escaped here and nowhere
 * else. Line breaks with their indentation are dropped, because every byte of a mail counts.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Embedded[]): Html {
  const parts = literals.map((literal, index) => {
    const value = values[index];
    return literal.replace(/\n\s*/g, '') + (value === undefined ? '' : markupOf(value));
  });
  return new Html(parts.join(''));
}

export const nothing = html``;

/** Joins pieces of markup with text between them. */
export function joined(pieces: readonly Html[], separator: string): Html {
  return new Html(pieces.map(piece => piece.markup).join(markupOf(separator)));
}

function markupOf(value: Embedded): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(piece => piece.markup).join('');
  return escapeHtml(String(value));
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

import { html as honoHtml } from 'hono/html';

/** Markup whose every interpolated text is escaped. */
export type Html = ReturnType<typeof honoHtml>;

/** No booleans, and nothing that may be absent: hono prints those as nothing, so that a field loses its value unseen. */
type Embedded = string | number | Html | readonly Embedded[];

/** A template whose literal parts are markup and whose values are text or attribute values, escaped by hono. */
export function html(literals: TemplateStringsArray, ...values: readonly Embedded[]): Html {
  return honoHtml(literals, ...values);
}

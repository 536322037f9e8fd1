import { type Html, html } from './html.ts';

/** What is wrong with a form, announced and focused at once, each message leading to its field. */
export function problemSummary(problems: Readonly<Record<string, string | undefined>>): Html {
  const items = Object.entries(problems).flatMap(([name, problem]) =>
    problem === undefined ? [] : [html`<li><a href="#${name}">${problem}</a></li>`],
  );
  if (items.length === 0) return html``;
  return html`<div class="problems" role="alert" tabindex="-1" autofocus>
<p>Nothing was saved yet:</p>
<ul>${items}</ul>
</div>`;
}

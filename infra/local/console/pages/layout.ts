import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface PageFrame {
  readonly title: string;
  /** Path of the page that this one belongs to. */
  readonly section: string;
  readonly webUrl: string;
  readonly notice?: string | undefined;
  /** Seconds after which the page loads itself again; undefined when it does not. */
  readonly refresh: number | undefined;
  /** The same page, loading itself again or not. */
  readonly other: string;
}

const sections = [
  ['/', 'Inbox'],
  ['/runs', 'Runs'],
  ['/queues', 'Queues'],
  ['/functions', 'Functions'],
  ['/schedules', 'Schedules'],
] as const;

/** A page of the console around its content. */
export function layout(frame: PageFrame, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${frame.refresh === undefined ? '' : html`<meta http-equiv="refresh" content="${frame.refresh}">`}
<title>${frame.title} · Daily Papers console</title>
<link rel="stylesheet" href="/console.css">
</head>
<body>
<header>
  <p class="brand">Daily Papers <span>on this machine</span></p>
  <nav aria-label="Console">${sections.map(([path, name]) => link(path, name, path === frame.section))}</nav>
  <p class="out"><a href="${frame.webUrl}">The readers’ page</a></p>
</header>
${frame.notice === undefined ? '' : html`<p class="notice" role="status">${frame.notice}</p>`}
<main>
<h1>${frame.title}</h1>
${content}
</main>
<footer>${
    frame.refresh === undefined
      ? html`<a href="${frame.other}">Refresh this page every 5 seconds</a>`
      : html`Refreshes every ${frame.refresh} seconds · <a href="${frame.other}">Stop</a>`
  }</footer>
</body>
</html>`;
}

function link(path: string, name: string, current: boolean): Html {
  return html`<a href="${path}"${current ? html` aria-current="page"` : ''}>${name}</a> `;
}

/** `2026-08-18 05:00:07 UTC` */
export function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** A table with a head; numbers are the caller's to mark. */
export function table(head: readonly string[], rows: readonly Html[], whenEmpty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${whenEmpty}</p>`;
  return html`<div class="scroll"><table>
<thead><tr>${head.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

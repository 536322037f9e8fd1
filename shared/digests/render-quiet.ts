import type { RenderContext, RenderedMail } from './digest.ts';
import { type Html, html, nothing } from './html.ts';
import { light, mailPage } from './mail-page.ts';
import { daysOnTheWeb, footer, header, small } from './mail-parts.ts';
import type { NearMiss } from './near-miss.ts';
import { type NearWords, type QuietWords, quietWords } from './quiet-words.ts';
import { footerBlocks, linkLine, textOf } from './render-text.ts';
import type { Quiet } from './selection.ts';
import { wrapped } from './wrap-text.ts';

/** The short note that a reader may ask for instead of silence: why nothing came, and what nearly did. */
export function renderQuiet(quiet: Quiet, near: readonly NearMiss[], context: RenderContext): RenderedMail {
  const words = quietWords(quiet, near, context);
  return { subject: words.subject, html: htmlOf(words), text: plainOf(words) };
}

function htmlOf(words: QuietWords): string {
  const { near, onTheWeb } = words;
  return mailPage({
    title: words.subject,
    preheader: words.preheader,
    rows: [
      header(words),
      near.length === 0 ? html`<tr><td style="padding:0 0 12px"></td></tr>` : nearRow(near),
      onTheWeb === undefined ? nothing : daysOnTheWeb(onTheWeb),
      footer(words),
    ],
  });
}

function nearRow(near: readonly NearWords[]): Html {
  return html`
    <tr><td class="p" style="padding:14px 24px 18px">
    <h2 style="margin:0;font-size:15px">What came nearest</h2>
    ${near.map(
      ({ paper, why }) => html`
        <p style="margin:12px 0 0"><a href="${paper.url}" style="color:${light.link}">${paper.label}</a></p>
        ${small(html`${why}`)}
      `,
    )}
    </td></tr>
  `;
}

function plainOf(words: QuietWords): string {
  const { senderName, heading, facts, near, onTheWeb } = words;
  return textOf([
    [senderName, ...wrapped(heading), ...wrapped(facts)],
    ...(near.length === 0 ? [] : [['WHAT CAME NEAREST']]),
    ...near.map(({ paper, why }) => [
      ...wrapped(paper.label),
      ...wrapped(why, { first: '  ', rest: '  ' }),
      `  ${paper.url}`,
    ]),
    ...(onTheWeb === undefined ? [] : [[`${onTheWeb.label}:`, ...onTheWeb.days.map(linkLine)]]),
    ...footerBlocks(words),
  ]);
}

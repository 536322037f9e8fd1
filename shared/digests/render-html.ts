import type { DigestWords, SectionWords } from './digest-words.ts';
import { type Html, html, joined, nothing } from './html.ts';
import { light, mailPage, markStyle } from './mail-page.ts';
import { daysOnTheWeb, footer, header, linkRow, small } from './mail-parts.ts';
import type { Link, MarkedText, PaperWords } from './paper-words.ts';

/** The HTML part of a digest. */
export function renderHtml(words: DigestWords): string {
  return mailPage({
    title: words.subject,
    preheader: words.preheader,
    rows: [header(words), ...words.sections.map(section), daysOnTheWeb(words.onTheWeb), footer(words)],
  });
}

function section({ heading, papers }: SectionWords): Html {
  return html`
    <tr><td class="p" style="padding:18px 24px 10px">
    <h2 style="margin:0;font-size:15px;letter-spacing:.02em">${heading}</h2>
    </td></tr>
    ${papers.map(paper)}
  `;
}

function paper(words: PaperWords): Html {
  const [paperPage] = words.links;
  return html`
    <tr><td class="p" style="padding:18px 24px;border-top:1px solid ${light.rule}">
    <h3 style="margin:0;font-size:17px;line-height:1.35">
    <span class="m" style="color:${light.muted}">${words.number}.</span> ${titleLink(words.title, paperPage)}</h3>
    ${small(joined(nonEmpty([words.authors, words.organization]), ' · '))}
    ${words.summary.length === 0 ? nothing : html`<p style="margin:8px 0 0">${marked(words.summary)}</p>`}
    ${small(html`${words.reason}<br>${words.votes}`)}
    ${linkRow(words.links)}
    ${words.answers.length === 0 ? nothing : answers(words.answers)}
    </td></tr>
  `;
}

function titleLink(title: MarkedText, page: Link | undefined): Html {
  if (page === undefined) return marked(title);
  return html`<a href="${page.url}" style="color:${light.link};text-decoration:none">${marked(title)}</a>`;
}

/** `mark` is unknown to some mail programs; bold with a colour behind it is not. */
function marked(text: MarkedText): Html {
  return joined(
    text.map(piece =>
      piece.marked ? html`<b class="k" style="${markStyle}">${piece.text}</b>` : html`${piece.text}`,
    ),
    '',
  );
}

/** Smaller than the links to read: they are for whoever looks for them. */
function answers(links: readonly Link[]): Html {
  const pieces = links.map(
    ({ label, url }) => html`<a class="m" href="${url}" style="color:${light.muted}">${label}</a>`,
  );
  return html`<p style="margin:0;font-size:13px;line-height:28px">${joined(pieces, ' \u00a0 ')}</p>`;
}

function nonEmpty(texts: readonly string[]): readonly Html[] {
  return texts.filter(text => text !== '').map(text => html`${text}`);
}

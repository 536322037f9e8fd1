import type { DigestWords, SectionWords } from './digest-words.ts';
import { type Html, html, joined, nothing } from './html.ts';
import { light, mailPage, smallStyle } from './mail-page.ts';
import type { Link, PaperWords } from './paper-words.ts';

/** The HTML part of a digest. */
export function renderHtml(words: DigestWords): string {
  return mailPage({
    title: words.subject,
    preheader: words.preheader,
    rows: [header(words), ...words.sections.map(section), onTheWeb(words), footer(words)],
  });
}

function header(words: DigestWords): Html {
  return html`
    <tr><td class="p" style="padding:24px 24px 8px">
    <p class="m" style="margin:0;${smallStyle}">${words.senderName}</p>
    <h1 style="margin:4px 0;font-size:24px;line-height:1.25">${words.heading}</h1>
    <p class="m" style="margin:0;${smallStyle}">${words.facts}</p>
    </td></tr>
  `;
}

function section({ heading, papers }: SectionWords): Html {
  return html`
    <tr><td class="p" style="padding:14px 24px 12px">
    <h2 class="m" style="margin:0;${smallStyle};font-weight:600">${heading}</h2>
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
    ${words.summary === '' ? nothing : html`<p style="margin:8px 0 0">${words.summary}</p>`}
    ${small(html`${words.votes} · ${words.reason}`)}
    ${linkRow(words.links)}
    </td></tr>
  `;
}

function onTheWeb({ onTheWeb: { label, days } }: DigestWords): Html {
  return html`
    <tr><td class="p" style="padding:18px 24px;border-top:1px solid ${light.rule}">
    <p style="margin:0;font-size:15px">${label}:</p>${linkRow(days)}
    </td></tr>
  `;
}

function footer({ why, choices, postalAddress }: DigestWords): Html {
  return html`
    <tr><td class="p" style="padding:18px 24px 24px;border-top:1px solid ${light.rule}">
    ${small(html`${why}`)}
    ${linkRow(choices)}
    ${postalAddress === '' ? nothing : small(html`${postalAddress}`)}
    </td></tr>
  `;
}

function titleLink(title: string, page: Link | undefined): Html {
  if (page === undefined) return html`${title}`;
  return html`<a href="${page.url}" style="color:${light.link};text-decoration:none">${title}</a>`;
}

function link({ label, url }: Link): Html {
  return html`<a href="${url}" style="color:${light.link}">${label}</a>`;
}

/** Lines as high as a finger needs, and room between neighbours. */
function linkRow(links: readonly Link[]): Html {
  return html`<p style="margin:4px 0 0;font-size:14px;line-height:28px">${joined(links.map(link), ' \u00a0 ')}</p>`;
}

function small(content: Html): Html {
  return content.markup === ''
    ? nothing
    : html`<p class="m" style="margin:6px 0 0;${smallStyle}">${content}</p>`;
}

function nonEmpty(texts: readonly string[]): readonly Html[] {
  return texts.filter(text => text !== '').map(text => html`${text}`);
}

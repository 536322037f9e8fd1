import type { DaysOnTheWeb } from './digest-words.ts';
import type { FooterWords } from './footer-words.ts';
import { type Html, html, joined, nothing } from './html.ts';
import { light, smallStyle } from './mail-page.ts';
import type { Link } from './paper-words.ts';

/** What digests and short notes have in common, as table rows and what stands in them. */

export interface HeaderWords {
  readonly senderName: string;
  readonly heading: string;
  readonly facts: string;
}

export function header({ senderName, heading, facts }: HeaderWords): Html {
  return html`
    <tr><td class="p" style="padding:24px 24px 8px">
    <p class="m" style="margin:0;${smallStyle}">${senderName}</p>
    <h1 style="margin:4px 0;font-size:24px;line-height:1.25">${heading}</h1>
    <p class="m" style="margin:0;${smallStyle}">${facts}</p>
    </td></tr>
  `;
}

export function daysOnTheWeb({ label, days }: DaysOnTheWeb): Html {
  return html`
    <tr><td class="p" style="padding:18px 24px;border-top:1px solid ${light.rule}">
    <p style="margin:0;font-size:15px">${label}:</p>${linkRow(days)}
    </td></tr>
  `;
}

export function footer({ why, choices, postalAddress }: FooterWords): Html {
  return html`
    <tr><td class="p" style="padding:18px 24px 24px;border-top:1px solid ${light.rule}">
    ${small(html`${why}`)}
    ${linkRow(choices)}
    ${postalAddress === '' ? nothing : small(html`${postalAddress}`)}
    </td></tr>
  `;
}

/** Lines as high as a finger needs, and room between neighbours. */
export function linkRow(links: readonly Link[]): Html {
  return html`<p style="margin:4px 0 0;font-size:14px;line-height:28px">${joined(links.map(link), ' \u00a0 ')}</p>`;
}

export function small(content: Html): Html {
  return content.markup === ''
    ? nothing
    : html`<p class="m" style="margin:6px 0 0;${smallStyle}">${content}</p>`;
}

function link({ label, url }: Link): Html {
  return html`<a href="${url}" style="color:${light.link}">${label}</a>`;
}

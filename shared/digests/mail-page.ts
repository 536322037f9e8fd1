import { type Html, html } from './html.ts';

export interface MailPage {
  readonly title: string;
  /** What a mailbox shows after the subject; hidden in the mail itself. */
  readonly preheader: string;
  /** Table rows. */
  readonly rows: readonly Html[];
}

/**
 * Inline styles carry the whole of the light look, so that a client that drops the style sheet loses only dark mode
 * and the narrower margins of a phone. Text has a contrast of at least 4.5 : 1 with what it stands on (WCAG AA).
 */
export const light = {
  text: '#1f2328',
  muted: '#59636e',
  link: '#0a53a8',
  onButton: '#ffffff',
  rule: '#d8dee4',
  page: '#f3f4f6',
  card: '#ffffff',
  /** Behind the reader's own words. */
  mark: '#fff1b3',
} as const;

export const dark: Readonly<Record<keyof typeof light, string>> = {
  text: '#e6e8ea',
  muted: '#a3abb3',
  link: '#84b6f4',
  onButton: '#101214',
  rule: '#353b42',
  page: '#101214',
  card: '#1a1d21',
  mark: '#574700',
};

/** Classes: o outside, c card, p padded cell, m muted, k marked, u button. Short, because every paper repeats them. */
const styleSheet = html`
  :root{color-scheme:light dark;supported-color-schemes:light dark}
  a:hover{text-decoration:underline!important}
  @media(max-width:480px){.o{padding:0!important}.c{border-radius:0!important}
  .p{padding-left:16px!important;padding-right:16px!important}}
  @media(prefers-color-scheme:dark){body,.o{background:${dark.page}!important}
  .c{background:${dark.card}!important;color:${dark.text}!important}.m{color:${dark.muted}!important}
  .k{background:${dark.mark}!important}
  a{color:${dark.link}!important}a.m{color:${dark.muted}!important}.p{border-color:${dark.rule}!important}
  .u{background:${dark.link}!important;color:${dark.onButton}!important}}
`;

/**
 * Outlook for Windows lays mails out with Word, which knows no `max-width`: for it alone the column stands in a table of
 * that width. Nor does it hand a table's font down to its cells.
 */
const word = {
  head: html`<!--[if mso]><style>td,p,h1,h2,h3{font-family:'Segoe UI',Arial,sans-serif}</style><![endif]-->`,
  before: html`<!--[if mso]><table role="presentation" align="center" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`,
  after: html`<!--[if mso]></td></tr></table><![endif]-->`,
};

/**
 * A whole HTML mail: one column of at most 600 px that fits any screen, no images, nothing fetched. The article repeats
 * language and direction, because mailboxes on the web drop the elements around it.
 */
export function mailPage({ title, preheader, rows }: MailPage): string {
  const page = html`
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <meta name="format-detection" content="telephone=no,date=no,address=no">
    <title>${title}</title>
    <style>${styleSheet}</style>
    ${word.head}
    </head>
    <body style="margin:0;padding:0;background:${light.page};-webkit-text-size-adjust:100%">
    <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}</div>
    <div role="article" aria-roledescription="email" aria-label="${title}" lang="en" dir="ltr">
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
    <tr><td class="o" align="center" style="padding:24px 12px;background:${light.page}">
    ${word.before}
    <table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" border="0" style="${cardStyle}">
    ${rows}
    </table>
    ${word.after}
    </td></tr></table></div>
    </body></html>
  `;
  return `<!DOCTYPE html>${page.markup}`;
}

const cardStyle = [
  'max-width:600px',
  `background:${light.card}`,
  `color:${light.text}`,
  'border-radius:8px',
  "font:16px/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
  'text-align:left',
  // A URL or a formula as a title must not push the column wider than the screen.
  'overflow-wrap:anywhere',
].join(';');

/** The muted, smaller text of a mail; goes with class `m`. */
export const smallStyle = `font-size:14px;color:${light.muted}`;

/** The reader's own words in a text; goes with class `k`. Bold in a summary; a title is bold already. */
export const markStyle = `font-weight:600;background:${light.mark}`;

import { pendingDays } from '../subscribers/subscriber.ts';
import { type AlreadySubscribedContext, type ConfirmationContext, type RenderedMail } from './digest.ts';
import { type Html, html, nothing } from './html.ts';
import { light, mailPage, smallStyle } from './mail-page.ts';
import { plainLine } from './plain-line.ts';
import { wrapped } from './wrap-text.ts';

interface Letter {
  readonly subject: string;
  readonly heading: string;
  readonly before: readonly string[];
  readonly button: { readonly label: string; readonly url: string };
  readonly after: readonly string[];
  readonly link?: { readonly label: string; readonly url: string };
  readonly postalAddress: string;
}

/**
 * Asks an address whether it wants the digest. It carries no text by whoever signed up, so that nobody can send their
 * own words to strangers with it.
 */
export function renderConfirmation(context: ConfirmationContext): RenderedMail {
  const name = plainLine(context.senderName);
  return renderLetter({
    subject: `Confirm your subscription to ${name}`,
    heading: 'Please confirm',
    before: [
      `Someone, most likely you, asked at ${hostOf(context.webUrl)} for ${name} to be sent to this address: trending research papers, by mail.`,
      'To get them, open this page and press its button:',
    ],
    button: { label: 'Confirm the subscription', url: context.confirmUrl },
    after: [
      `The link is valid for ${pendingDays} days.`,
      `If it was not you, do nothing: without your confirmation you will get no digest, and the address is forgotten after those ${pendingDays} days.`,
    ],
    postalAddress: plainLine(context.postalAddress),
  });
}

/** Tells a subscribed address that it is, without the sign-up page having to tell whoever asked. */
export function renderAlreadySubscribed(context: AlreadySubscribedContext): RenderedMail {
  const name = plainLine(context.senderName);
  return renderLetter({
    subject: `You already get ${name}`,
    heading: 'You are subscribed already',
    before: [
      `Someone, most likely you, asked at ${hostOf(context.webUrl)} for ${name} to be sent to this address. It is already; nothing has changed.`,
      'What comes, and when, is yours to set:',
    ],
    button: { label: 'Your preferences', url: context.preferencesUrl },
    after: ['If it was not you, there is nothing to do.'],
    link: { label: 'Unsubscribe', url: context.unsubscribeUrl },
    postalAddress: plainLine(context.postalAddress),
  });
}

function renderLetter(letter: Letter): RenderedMail {
  return { subject: letter.subject, html: htmlOf(letter), text: textOf(letter) };
}

function htmlOf(letter: Letter): string {
  const { heading, before, button, after, link, postalAddress } = letter;
  const row = html`
    <tr><td class="p" style="padding:28px 24px">
    <h1 style="margin:0;font-size:24px;line-height:1.25">${heading}</h1>
    ${before.map(paragraph)}
    ${buttonTable(button)}
    <p class="m" style="margin:16px 0 0;${smallStyle}">If the button does not work, open this address:<br>${button.url}</p>
    ${after.map(paragraph)}
    ${link === undefined ? nothing : html`<p style="margin:16px 0 0"><a href="${link.url}" style="color:${light.link}">${link.label}</a></p>`}
    ${postalAddress === '' ? nothing : html`<p class="m" style="margin:20px 0 0;${smallStyle}">${postalAddress}</p>`}
    </td></tr>
  `;
  return mailPage({ title: letter.subject, preheader: before[0] ?? '', rows: [row] });
}

function paragraph(text: string): Html {
  return html`<p style="margin:16px 0 0">${text}</p>`;
}

/**
 * The cell has the colour, the link the room around its words, so that all of it can be pressed. Outlook for Windows
 * gives a link no padding, and a table no margin: there the cell has the room (`mso-padding-alt`), and an empty row
 * stands above it.
 */
function buttonTable({ label, url }: Letter['button']): Html {
  return html`
    <table role="presentation" cellpadding="0" cellspacing="0" border="0">
    <tr><td height="20" style="font-size:0;line-height:20px">&nbsp;</td></tr>
    <tr><td class="u" bgcolor="${light.link}" style="${buttonCellStyle}">
    <a class="u" href="${url}" style="${buttonStyle}">${label}</a></td></tr></table>
  `;
}

const buttonCellStyle = `border-radius:6px;background:${light.link};mso-padding-alt:12px 20px`;
const buttonStyle = [
  'display:inline-block',
  'padding:12px 20px',
  'border-radius:6px',
  `background:${light.link}`,
  `color:${light.onButton}`,
  'font-weight:600',
  'text-decoration:none',
].join(';');

function textOf({ heading, before, button, after, link, postalAddress }: Letter): string {
  const blocks = [
    [heading],
    ...before.map(text => wrapped(text)),
    [button.url],
    ...after.map(text => wrapped(text)),
    link === undefined ? [] : [`${link.label}: ${link.url}`],
    wrapped(postalAddress),
  ];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

function hostOf(webUrl: string): string {
  return new URL(webUrl).host;
}

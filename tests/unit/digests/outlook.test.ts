import { describe, expect, it } from 'vitest';
import { renderConfirmation } from '../../../shared/digests/confirmation.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { digestOf, renderContext } from '../../support/digest-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';

const digest = renderDigest(
  digestOf([dayListing('2026-08-18', [{ id: '2608.00001', title: 'A Toy' }])]),
  renderContext(),
).html;
const confirmation = renderConfirmation({
  webUrl: 'https://papers.example.org',
  senderName: 'Daily Papers',
  postalAddress: '',
  confirmUrl: 'https://papers.example.org/r/key/confirm',
}).html;
const mails = [
  ['a digest', digest],
  ['a confirmation', confirmation],
] as const;

/** What Word's engine lays out: the conditional comments are markup to it, and comments to everybody else. */
const inWord = (html: string) => html.replace(/<!--\[if mso\]>(.*?)<!\[endif\]-->/gs, '$1');
const elsewhere = (html: string) => html.replace(/<!--.*?-->/gs, '');

/** The elements that are open at each point have to be closed in their order, or Word drops what follows. */
function unclosed(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)(table|tr|td|div|p|a|body|html)\b[^>]*>/g)) {
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return [...open, `</${name}>`];
  }
  return open;
}

describe('in Outlook for Windows', () => {
  it.each(mails)('%s stands in a column of 600 px, and nowhere else in one more table', (_, html) => {
    expect(inWord(html)).toMatch(/<table[^>]* width="600"[^>]*><tr><td><table[^>]* class="c"/);
    expect(elsewhere(html)).not.toContain('width="600"');
    expect([unclosed(inWord(html)), unclosed(elsewhere(html))]).toEqual([[], []]);
  });

  it.each(mails)('%s hides its preheader', (_, html) => {
    expect(html).toMatch(/<div style="display:none[^"]*mso-hide:all">/);
  });

  it('the button has its colour and its room from a cell', () => {
    const [, cell = ''] = /<td([^>]*)><a class="u"/.exec(inWord(confirmation)) ?? [];

    expect(cell).toMatch(/bgcolor="#[0-9a-f]{6}"/);
    expect(cell).toContain('mso-padding-alt:12px 20px');
  });
});

import { expect, test } from 'vitest';
import { html, joined, nothing } from '../../../shared/digests/html.ts';
import { dark, light } from '../../../shared/digests/mail-page.ts';

test('values are escaped as text and as attribute values', () => {
  const nasty = `<script>"'&`;

  expect(html`<a title="${nasty}">${nasty}</a>`.markup).toBe(
    '<a title="&lt;script&gt;&quot;&#39;&amp;">&lt;script&gt;&quot;&#39;&amp;</a>',
  );
});

test('markup is embedded as it is, one piece or many, and numbers as text', () => {
  const items = [html`<i>a</i>`, html`<i>${'<'}</i>`];

  expect(html`<p>${items}${nothing}${3}</p>`.markup).toBe('<p><i>a</i><i>&lt;</i>3</p>');
  expect(joined(items, ' & ').markup).toBe('<i>a</i> &amp; <i>&lt;</i>');
});

test('line breaks of the template are dropped, those of values stay', () => {
  expect(
    html`
      <p>${'a\n b'}</p>
    `.markup,
  ).toBe('<p>a\n b</p>');
});

test.each([
  ['light', light],
  ['dark', dark],
] as const)('%s text has a contrast of at least 4.5 : 1 (WCAG AA)', (_, colours) => {
  const pairs = [
    [colours.text, colours.card],
    [colours.muted, colours.card],
    [colours.link, colours.card],
    [colours.onButton, colours.link],
  ] as const;

  expect(Math.min(...pairs.map(([ink, ground]) => contrast(ink, ground)))).toBeGreaterThanOrEqual(4.5);
});

/** WCAG 2.2's contrast ratio of two `#rrggbb` colours. */
function contrast(a: string, b: string): number {
  const [brighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (brighter! + 0.05) / (darker! + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

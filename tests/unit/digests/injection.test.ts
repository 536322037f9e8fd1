import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeMessage } from '../../../shared/digests/message.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import { noRules } from '../../../shared/subscribers/rules.ts';
import { digestOf, listEnvelope, renderContext } from '../../support/digest-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';

/** Everything that a source writes of a paper, by somebody who means ill with its readers. */
const markup = '"><img src=x onerror=alert(1)><script>alert(2)</script></td></table><x-marker \'">';
const header = 'A Title\r\nBcc: victim@example.org\r\nContent-Type: text/html\r\n\r\n<x-marker>';
const hostile: Omit<Paper, 'id'> = {
  title: `${header} ${markup}`,
  abstract: `${markup} =?UTF-8?Q?=0D=0ABcc:_victim@example.org?= --=_boundary`,
  authors: [markup, 'Ada\r\nBcc: victim@example.org', '=?UTF-8?B?PHgtbWFya2VyPg==?=', 'Ada Example'],
  authorCount: 7,
  summary: `${markup} [a](javascript:alert(3))`,
  keywords: [markup, 'diffusion'],
  categories: [markup],
  organization: { name: markup, fullName: markup },
  submitter: { name: markup, fullName: markup },
  codeUrl: 'javascript:alert(4)',
  projectUrl: 'data:text/html,<script>alert(5)</script>',
  thumbnailUrl: 'javascript:alert(6)',
};
const links = { codeUrl: 'https://example.org/"onmouseover="alert(7)', projectUrl: 'JAVASCRIPT:alert(8)' };

describe('a digest of papers whose words mean ill', () => {
  let raw = '';
  let html = '';
  let text = '';
  let headers: readonly { readonly key: string; readonly value: string }[] = [];

  beforeAll(async () => {
    const listing = dayListing('2026-08-17', [
      { id: '2608.00001', ...hostile, upvotes: 9 },
      { id: '2608.00002', ...hostile, ...links, upvotes: 8 },
      { id: 'title-0123456789abcdef', ...hostile, upvotes: 7, sources: ['saved-page'] },
    ]);
    const include = { ...noRules.include, authors: ['Ada Example'], phrases: ['diffusion'] };
    const digest = digestOf([listing], { rules: { ...noRules, include } });
    const bytes = await composeMessage(renderDigest(digest, renderContext()), listEnvelope());
    raw = Buffer.from(bytes).toString('latin1');
    const mail = await PostalMime.parse(bytes);
    html = mail.html ?? '';
    text = mail.text ?? '';
    headers = mail.headers;
  });

  it('has all of them as text, and no element of theirs', () => {
    expect(text).toContain('<x-marker');
    expect(html).toContain('&lt;x-marker');
    expect(html).not.toMatch(
      /<(script|x-marker|img src=x|iframe|object|form|base|meta http-equiv=.refresh)/i,
    );
    expect(html).not.toMatch(/<[^>]*\son\w+\s*=/i);
  });

  it('links to web addresses only', () => {
    const targets = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, target]) => target ?? '');

    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter(target => !/^https:\/\/[a-z0-9.-]+\//.test(target))).toEqual([]);
  });

  it('has the headers of every digest, once each, and goes to its reader only', () => {
    const names = headers.map(({ key }) => key);

    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('bcc');
    expect(headers.find(({ key }) => key === 'to')?.value).toBe('Reader.One+papers@example.org');
    expect(headers.find(({ key }) => key === 'content-type')?.value).toMatch(/^multipart\/alternative/);
  });

  it('is made of lines that mail can carry, with nothing between headers and parts', () => {
    const lines = raw.split('\r\n');

    expect(lines.filter(line => /[\r\n]/.test(line) || line.length > 998)).toEqual([]);
    expect(raw.match(/^--=_[0-9a-f]+/gm)).toHaveLength(3);
  });
});

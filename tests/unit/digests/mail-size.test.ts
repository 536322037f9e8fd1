import { describe, expect, test } from 'vitest';
import { composeMessage } from '../../../shared/digests/message.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { digestOf, listEnvelope, renderContext } from '../../support/digest-factories.ts';
import { dayListing, type ListedFacts } from '../../support/paper-factories.ts';

/** Gmail shows no more of a mail. */
const clippedAt = 102_000;

/** Fifty papers as large as each source has ever made them, or larger. */
function fiftyPapers(facts: (index: number) => Partial<ListedFacts>) {
  const papers = Array.from({ length: 50 }, (_, index) => ({
    id: `2608.${String(index).padStart(5, '0')}`,
    upvotes: 100 - index,
    authors: Array.from({ length: 664 }, (_, author) => `Author-With-A-Long-Name Number ${author}`),
    authorCount: 664,
    codeUrl: `https://github.com/an-organisation/a-rather-long-repository-name-${index}`,
    codeStars: 123_456,
    projectUrl: `https://example.org/projects/${'long-path/'.repeat(8)}${index}`,
    organization: { name: 'x', fullName: 'The Example Institute of Very Long Names in Research' },
    ...facts(index),
  }));
  return digestOf([dayListing('2026-08-18', papers)], { maxPapers: 50 });
}

describe('a mail stays below what mailboxes show', () => {
  test.each<[string, (index: number) => Partial<ListedFacts>]>([
    [
      'the longest titles and abstracts',
      () => ({ title: 'word '.repeat(35), abstract: 'abstract '.repeat(213) }),
    ],
    [
      'markup characters, which grow when escaped',
      () => ({ title: '<'.repeat(175), abstract: '& '.repeat(960) }),
    ],
    ['Chinese, which grows when encoded', () => ({ title: '多'.repeat(175), abstract: '模'.repeat(1900) })],
    ['emoji', () => ({ title: '👩‍🔬'.repeat(60), abstract: '👩‍🔬 '.repeat(400) })],
    ['titles without end', () => ({ title: 'x'.repeat(200_000), abstract: 'y'.repeat(200_000) })],
  ])('with %s', async (_, facts) => {
    const digest = fiftyPapers(facts);

    const mail = renderDigest(digest, renderContext());
    const message = await composeMessage(mail, listEnvelope());

    expect(message.length).toBeLessThan(clippedAt);
    expect(mail.shown.length).toBeGreaterThanOrEqual(10);
    expect(mail.shown).toEqual(digest.papers.slice(0, mail.shown.length));
    expect(mail.subject).toContain(`${mail.shown.length} papers`);
    const cut = digest.papers.length - mail.shown.length;
    expect(mail.text).toContain(cut > 0 ? `${cut} more on the web:` : 'On the web:');
  });

  test('shortening the summaries keeps fifty ordinary papers in one mail', () => {
    const digest = fiftyPapers(() => ({
      title: 'A Title of Ordinary Length: With a Subtitle That Explains It',
      abstract: 'A sentence of ordinary length that says what was done and how. '.repeat(20),
      projectUrl: 'https://example.org/project',
      authors: ['Ada Example', 'Bo Sample', 'Cy Third', 'Di Fourth'],
    }));

    expect(renderDigest(digest, renderContext()).shown).toHaveLength(50);
  });
});

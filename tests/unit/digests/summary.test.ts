import { describe, expect, test } from 'vitest';
import { shortSummary } from '../../../shared/digests/summary.ts';

const longSentence = 'This sentence says something about the matter. '.repeat(9);

describe('short summary', () => {
  test('the source’s own summary is preferred to the abstract', () => {
    expect(shortSummary({ summary: 'One line.', abstract: 'An abstract.' })).toBe('One line.');
    expect(shortSummary({ summary: ' \n', abstract: 'An abstract.' })).toBe('An abstract.');
    expect(shortSummary({ abstract: '' })).toBe('');
  });

  test('a short abstract is shown whole', () => {
    expect(shortSummary({ abstract: 'We show a toy.\nIt works.' })).toBe('We show a toy. It works.');
  });

  test('a long one ends with a whole sentence, without an ellipsis', () => {
    const summary = shortSummary({ abstract: longSentence });

    expect(summary).toMatch(/matter\.$/);
    expect(summary.length).toBeGreaterThan(250);
    expect(summary.length).toBeLessThanOrEqual(300);
  });

  test('a long source summary is bounded in the same way', () => {
    expect(shortSummary({ summary: longSentence, abstract: '' }).length).toBeLessThanOrEqual(300);
  });

  test.each([
    'We build on vision models, e.g. CLIP and its many descendants',
    'We follow Doe et al. In their work and in ours a lot is said',
    'We follow Doe et al. [12] and others who have said a lot',
    'As Fig. 3 shows, accuracy rises by 3.5 points over J. Smith and others',
    'Methods i.e. Transformers are compared w.r.t. Quality and speed',
  ])('"%s" is one sentence', sentence => {
    const rest = ' and so on, as far as the eye can see and farther than that, to the end.';
    const first = sentence + rest;
    const abstract = `${first} ${'X'.repeat(400)} Another one that does not fit.`;

    expect(shortSummary({ abstract }, first.length + 5)).toBe(first);
  });

  test('a sentence that is too long is cut between words', () => {
    const summary = shortSummary({ abstract: `Short. ${'a never ending story '.repeat(40)}` });

    expect(summary).toMatch(/(never|ending|story|a)…$/);
    expect(summary.length).toBeLessThanOrEqual(300);
    expect(summary.length).toBeGreaterThan(270);
  });

  test('LaTeX stays as it came', () => {
    expect(shortSummary({ abstract: 'We show $\\alpha < 1$ & more.' })).toBe('We show $\\alpha < 1$ & more.');
  });
});

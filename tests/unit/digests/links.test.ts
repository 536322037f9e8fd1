import { describe, expect, test } from 'vitest';
import { paperLinks } from '../../../shared/digests/links.ts';
import { entry, paper } from '../../support/paper-factories.ts';

const web = 'https://papers.example.org';

describe('links of a paper', () => {
  test('an arXiv id leads to Hugging Face and arXiv', () => {
    expect(paperLinks({ paper: paper({ id: '2608.01234' }), entry: entry() }, web)).toEqual({
      paper: 'https://huggingface.co/papers/2608.01234',
      arxiv: 'https://arxiv.org/abs/2608.01234',
    });
  });

  test('a paper that only arXiv lists leads there', () => {
    expect(paperLinks({ paper: paper(), entry: entry({ sources: ['arxiv'] }) }, web)).toEqual({
      paper: 'https://arxiv.org/abs/2608.01234',
    });
  });

  test('a paper without an arXiv id leads to our archive', () => {
    const known = paper({ id: 'title-0123456789abcdef' });

    expect(paperLinks({ paper: known, entry: entry({ sources: ['saved-page'] }) }, web)).toEqual({
      paper: 'https://papers.example.org/papers/title-0123456789abcdef',
    });
  });

  test('code and project follow, as normalised https URLs', () => {
    const links = paperLinks(
      {
        paper: paper({ codeUrl: 'https://github.com/a/b?q="x"', projectUrl: 'https://exämple.org/ü' }),
        entry: entry(),
      },
      web,
    );

    expect(links.code).toBe('https://github.com/a/b?q=%22x%22');
    expect(links.project).toBe('https://xn--exmple-cua.org/%C3%BC');
  });

  test('one place is linked once', () => {
    const url = 'https://github.com/a/b';

    expect(
      paperLinks({ paper: paper({ codeUrl: url, projectUrl: url }), entry: entry() }, web),
    ).not.toHaveProperty('project');
  });

  test.each([
    'javascript:alert(1)',
    'http://example.org/',
    'not a url',
    '',
    'data:text/html,x',
    `https://example.org/${'x'.repeat(600)}`,
  ])('"%.40s" is not linked', url => {
    expect(
      paperLinks({ paper: paper({ codeUrl: url, projectUrl: url }), entry: entry() }, web),
    ).not.toHaveProperty('code');
  });
});

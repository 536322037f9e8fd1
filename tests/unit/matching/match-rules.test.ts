import { describe, expect, test } from 'vitest';
import { markPhrases } from '../../../shared/matching/mark-phrases.ts';
import { matchRules } from '../../../shared/matching/match-rules.ts';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import { similarity } from '../../../shared/matching/similarity.ts';
import { paper } from '../../support/paper-factories.ts';
import { rules } from '../../support/rules-factories.ts';

const matches = (phrase: string, title: string) =>
  matchRules(rules({ include: { phrases: [phrase] } }), indexPapers([paper({ title })])).size === 1;

describe('a phrase', () => {
  test.each([
    ['large-language models', 'A Large Language Model'],
    ['language model', 'Language-models'],
    ['fine-tuning', 'Finetuned models'],
    ['finetuning', 'Fine-tuned models'],
    ['pre-trained multi-modal models', 'Pretrained multi-modal models'],
    ['RAG', 'On RAGs'],
    ['LoRA', 'QLoRA and LORA'],
    ['rag', 'RAG'],
    ['llms', 'LLM'],
    ['DeepSeek', 'Deepseek'],
    ['megastyle', 'MegaStyle'],
    ['C++', 'C++ code'],
    ['语言模型', '大语言模型'],
    ['SE(3)', 'SE3'],
  ])('%j stands in %j', (phrase, title) => {
    expect(matches(phrase, title)).toBe(true);
  });

  test.each([
    ['language model', 'Model of language'],
    ['language model', 'Language and models'],
    ['language model', 'We speak a language. Models do too'],
    ['RAG', 'A rag and rags'],
    ['GUI', 'Gui'],
    ['LoRA', 'Lora writes'],
    ['clipping', 'CLIP'],
    ['C', 'C++'],
    ['o1', 'O(1)'],
    ['GPT-4', 'GPT-4o'],
    ['fine tuning', 'Finetuning'],
  ])('%j does not stand in %j', (phrase, title) => {
    expect(matches(phrase, title)).toBe(false);
  });

  test('does not go from one field or keyword into the next', () => {
    const index = indexPapers([
      paper({ title: 'Large', keywords: ['language', 'model'], abstract: 'Language' }),
    ]);

    expect(
      matchRules(rules({ include: { phrases: ['large language', 'language model'] } }), index).size,
    ).toBe(0);
  });
});

test('a match names the best place, the printed name, and in how many papers the term is', () => {
  const index = indexPapers([
    paper({
      id: '2608.00001',
      title: 'Robots',
      abstract: 'A robot that speaks.',
      authors: ['Ada B. Example'],
      categories: ['cs.RO'],
      organization: { name: 'toy-lab', fullName: 'Toy Lab' },
    }),
    paper({ id: '2608.00002', keywords: ['robot arm'], abstract: 'Robots.', authors: ['Bo Sample'] }),
  ]);
  const wanted = rules({
    include: { phrases: ['robot'], authors: ['ada example'], organizations: ['Toy-Lab'], categories: ['cs'] },
    exclude: { phrases: ['speak'] },
  });

  const found = matchRules(wanted, index);

  expect([...found.values()]).toEqual([
    {
      paperId: '2608.00001',
      included: [
        { kind: 'phrases', term: 'robot', where: 'title', papers: 2 },
        { kind: 'authors', term: 'ada example', name: 'Ada B. Example', papers: 1 },
        { kind: 'organizations', term: 'Toy-Lab', name: 'Toy Lab', papers: 1 },
        { kind: 'categories', term: 'cs', name: 'cs.RO', papers: 1 },
      ],
      excluded: [{ kind: 'phrases', term: 'speak', where: 'abstract', papers: 1 }],
    },
    {
      paperId: '2608.00002',
      included: [{ kind: 'phrases', term: 'robot', where: 'keywords', papers: 2 }],
      excluded: [],
    },
  ]);
});

test('a paper that is indexed twice is one', () => {
  const index = indexPapers([paper({ title: 'Robots' }), paper({ title: 'Robots' })]);

  const [match] = matchRules(rules({ include: { phrases: ['robot'] } }), index).values();

  expect(match?.included).toEqual([{ kind: 'phrases', term: 'robot', where: 'title', papers: 1 }]);
});

test('marking shows the words as the paper writes them', () => {
  expect(
    markPhrases('Fine-tuning Large-Language Models (LLMs): models.', ['finetuning', 'language model', 'LLM']),
  ).toEqual([
    { text: 'Fine-tuning', marked: true },
    { text: ' Large-', marked: false },
    { text: 'Language Models', marked: true },
    { text: ' (', marked: false },
    { text: 'LLMs', marked: true },
    { text: '): models.', marked: false },
  ]);
  expect(markPhrases('large language model', ['large language', 'language model'])).toEqual([
    { text: 'large language model', marked: true },
  ]);
  expect(markPhrases('', ['model'])).toEqual([]);
});

test('papers of the same words are more alike than papers of others', () => {
  const index = indexPapers([
    paper({ id: '2608.00001', title: 'Video diffusion transformers', abstract: 'Faster video diffusion.' }),
    paper({ id: '2608.00002', title: 'Video diffusion', abstract: 'A transformer for video.' }),
    paper({ id: '2608.00003', title: 'Protein folding', abstract: 'Proteins that fold.' }),
  ]);

  expect(similarity('2608.00001', '2608.00002', index)).toBeGreaterThan(0.5);
  expect(similarity('2608.00001', '2608.00003', index)).toBe(0);
  expect(similarity('2608.00001', '2608.99999', index)).toBe(0);
});

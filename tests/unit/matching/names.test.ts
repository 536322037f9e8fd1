import { describe, expect, test } from 'vitest';
import { isCategoryMeant, isPersonMeant, nameKey, personName } from '../../../shared/matching/names.ts';

const means = (wanted: string, printed: string) => isPersonMeant(personName(wanted), personName(printed));

describe('a followed author', () => {
  test.each([
    ['Ada Example', 'Ada Example'],
    ['ada EXAMPLE', 'Ada Example'],
    ['Example, Ada', 'Ada Example'],
    ['Ada Example', 'Example, Ada B.'],
    ['Ada Example', 'Ada B. Example'],
    ['Ada B. Example', 'Ada Example'],
    ['Ada Beth Example', 'Ada B. Example'],
    ['Ada Example', 'Ada Example Jr.'],
    ['Ada Example', 'Ada Example (Toy Lab)'],
    ['A. Example', 'Ada Example'],
    ['A Example', 'A. B. Example'],
    ['Jose Nunez', 'José Núñez'],
    ['Jean-Luc Sample', 'Jean Luc Sample'],
    ['Xiaoming Li', 'Xiao-Ming Li'],
    ['Ada Smith-Jones', 'Ada Smith Jones'],
    ['Laurens van der Sample', 'van der Sample, Laurens'],
    ["Conan O'Sample", 'Conan O’Sample'],
    ['Toy Team', 'Toy Team'],
    ['Plato', 'Plato'],
  ])('%s is the paper’s %s', (wanted, printed) => {
    expect(means(wanted, printed)).toBe(true);
  });

  test.each([
    ['Ada Example', 'A. Example'],
    ['Ada Example', 'Adam Example'],
    ['Ada Example', 'Ada Exampleton'],
    ['Ada B. Example', 'Ada C. Example'],
    ['Ada Beth Example', 'Ada Bo Example'],
    ['B. Example', 'Ada Example'],
    ['Li Wei', 'Li Weiming'],
    ['Li Wei', 'Wei Li'],
    ['Example', 'Ada Example'],
    ['Ada Example', 'Example'],
    ['Xiao Li', 'Xiao-Ming Li'],
    ['Ada Jones', 'Ada Smith-Jones'],
    ['...', '…'],
  ])('%s is not %s', (wanted, printed) => {
    expect(means(wanted, printed)).toBe(false);
  });
});

test('organisations and submitters are whole names, whatever their case, spaces and hyphens', () => {
  expect(nameKey('Hugging Face')).toBe(nameKey('hugging-face'));
  expect(nameKey('HuggingFace')).toBe(nameKey('hugging-face'));
  expect(nameKey('École Polytechnique')).toBe(nameKey('ecole_polytechnique'));
  expect(nameKey('Tencent')).not.toBe(nameKey('Tencent Hunyuan'));
});

test('an archive stands for its categories, and a category for itself', () => {
  expect(isCategoryMeant('cs.cl', 'cs.CL')).toBe(true);
  expect(isCategoryMeant('cs', 'cs.CL')).toBe(true);
  expect(isCategoryMeant('astro-ph', 'astro-ph.GA')).toBe(true);
  expect(isCategoryMeant('hep-th', 'hep-th')).toBe(true);
  expect(isCategoryMeant('cs.C', 'cs.CL')).toBe(false);
  expect(isCategoryMeant('cs.CL', 'cs')).toBe(false);
  expect(isCategoryMeant('c', 'cs.CL')).toBe(false);
});

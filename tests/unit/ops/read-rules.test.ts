import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { looksLikeRules, readRules } from '../../../infra/ops/commands/read-rules.ts';
import { rules } from '../../support/rule-factories.ts';

const json = '{"include": {"phrases": ["diffusion"]}, "minUpvotes": 5}';
const meant = rules({ include: { phrases: ['diffusion'] }, minUpvotes: 5 });

test.each([json, ` ${json}`, 'rules.json'])('%s is meant as rules', text => {
  expect(looksLikeRules(text)).toBe(true);
});

test.each(['defaults', 'reader@example.org', '0f8e0000000000000000000000000000'])('%s is not', text => {
  expect(looksLikeRules(text)).toBe(false);
});

test('rules are read from the command line or from a file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daily-papers-'));
  await writeFile(join(directory, 'rules.json'), json);

  expect(await readRules(json)).toEqual(meant);
  expect(await readRules(join(directory, 'rules.json'))).toEqual(meant);

  await rm(directory, { recursive: true });
});

test.each([
  ['{"include"', /not JSON.*They look like this/],
  ['{"minUpvotes": -1}', /minUpvotes: Choose from 0 to/],
  ['{"fill": true}', /rules: There is no field “fill”. There are include, exclude, minUpvotes, fillUp\./],
  ['{"include": {"phrase": []}}', /There is no field “phrase”. There are phrases, authors, organizations/],
  ['absent/rules.json', /cannot be read. Name a file/],
])('what will not do is told: %s', async (text, message) => {
  await expect(readRules(text)).rejects.toThrow(message);
});

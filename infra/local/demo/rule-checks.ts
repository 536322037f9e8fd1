import type { Check } from './check.ts';
import type { ArrivedDigest } from './mails.ts';
import { tokyoRules } from './readers.ts';
import type { Recorded } from './recorded.ts';

/** What the digests of the reader with rules must look like, told from the recorded titles by plain search. */
export function checkRules(digests: readonly ArrivedDigest[], { papers }: Recorded): Check[] {
  const has = (id: string, words: readonly string[]) =>
    words.some(word => new RegExp(`\\b${word}s?\\b`, 'i').test(papers.get(id) ?? ''));
  const sections = digests.flatMap(digest => digest.sections);
  const under = (...headings: string[]) =>
    sections.filter(({ heading }) => headings.includes(heading)).flatMap(section => section.papers);
  const topics = under('FOR YOUR TOPICS');
  const [asked] = tokyoRules.include.phrases;
  const explained = topics.filter(({ reason }) => reason.includes(`“${asked}” in the `));
  const mistaken = under('TRENDING', 'TRENDING THIS WEEK').filter(({ id }) =>
    has(id, tokyoRules.include.phrases),
  );
  const shown = sections.flatMap(section => section.papers);
  const spared = shown.filter(({ id }) => has(id, tokyoRules.exclude.phrases));
  const leftOut = [...papers.keys()].filter(id => has(id, tokyoRules.exclude.phrases));
  const unexplained = shown.filter(({ reason }) => reason === '');
  return [
    {
      claim: `the reader who asks for “${asked}” finds it under their topics, each with that reason`,
      holds: explained.length === topics.length && mistaken.length === 0,
      found: `${topics.length} there, ${mistaken.length} elsewhere`,
    },
    {
      claim: `the same reader is spared every “${tokyoRules.exclude.phrases[0]}”`,
      holds: spared.length === 0,
      found: `${spared.length} of ${leftOut.length} shown`,
    },
    {
      claim: 'every paper has its reason',
      holds: unexplained.length === 0,
      found: `${shown.length - unexplained.length} of ${shown.length}`,
    },
  ];
}

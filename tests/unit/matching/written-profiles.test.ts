import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../shared/matching/match.ts';
import { matchRules } from '../../../shared/matching/match-rules.ts';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import type { Rules } from '../../../shared/subscribers/rules.ts';
import { hasFixtures, needsFixtures, readRecordedPapers } from '../../support/fixtures.ts';
import { rules } from '../../support/rules-factories.ts';

/**
 * Written by reading and searching the 306 recorded papers with grep, apart from the matcher. Ids are year and month,
 * then number: `2604` and `14048` is arXiv's 2604.14048.
 */
interface WrittenProfile {
  readonly reader: string;
  readonly rules: Rules;
  /** By year and month. */
  readonly papers: Readonly<Record<string, string>>;
}

const phrases = (...given: string[]) => rules({ include: { phrases: given } });
const authors = (...given: string[]) => rules({ include: { authors: given } });
const organizations = (...given: string[]) => rules({ include: { organizations: given } });
const submitters = (...given: string[]) => rules({ include: { submitters: given } });

const profiles: readonly WrittenProfile[] = [
  {
    reader:
      'of universes and universities: five papers say "universal" or "universally", which Porter2 takes for both',
    rules: phrases('universe', 'university'),
    papers: {},
  },
  {
    reader: 'of the universal: not of the one paper that says "universally" only',
    rules: phrases('universal'),
    papers: { 2604: '08064', 2607: '29211', 2608: '16721 17286' },
  },
  {
    reader:
      'of emergence: "emergency" and "emergencies" (2604.10866, 2608.14391) are other words, and so "emerged"',
    rules: phrases('emergence'),
    papers: { 2604: '08362' },
  },
  {
    reader:
      'of police, organs and anime: 52 papers say "policy", 19 "organize" or the like, three "animal" or "animation"',
    rules: phrases('police', 'organ', 'anime'),
    papers: {},
  },
  {
    reader: 'of policy optimization: a phrase goes across hyphens ("On-Policy Optimization") and case',
    rules: phrases('policy optimization'),
    papers: {
      2505: '16854',
      2509: '22799 23909 23924 24473 24981',
      2604: '06159 08539 13822',
      2608: '00220 11616 16072 16798 17512',
    },
  },
  {
    reader: 'of RAG and LoRA, in capitals: "RAGs" and "Multi-LoRA" count, "rag" would not',
    rules: phrases('RAG', 'LoRA'),
    papers: { 2604: '14048', 2608: '06947 10708 11616 11752 14929 20281' },
  },
  {
    reader: 'of GUI agents: an acronym in a phrase, and a plural',
    rules: phrases('GUI agent'),
    papers: { 2507: '04227', 2509: '23866', 2604: '13822', 2608: '15930' },
  },
  {
    reader: 'of supervised finetuning, most of whose papers write "fine-tuning"',
    rules: phrases('supervised finetuning'),
    papers: {
      2505: '16170 16186 16400 16854',
      2509: '22799 23285 24193 25123',
      2604: '06628',
      2608: '11350 11616 12743 13505 14221 18171',
    },
  },
  {
    reader: 'of multi-modal benchmarks, three of whose papers write "multimodal"',
    rules: phrases('multi-modal benchmark'),
    papers: { 2505: '16839', 2608: '07193 11616 17253' },
  },
  {
    reader:
      'of robot manipulation: "robotic" is the same word, and "human-to-robot manipulation" has the phrase in it',
    rules: phrases('robot manipulation'),
    papers: { 2405: '15223', 2505: '15517', 2604: '08168 08544', 2608: '13049 13489 19891' },
  },
  {
    reader:
      'of the diffusion transformer, in the plural and in capitals too; "transform" alone is another word',
    rules: phrases('diffusion transformer'),
    papers: {
      2505: '15270 16864',
      2509: '24006 24695',
      2604: '07823',
      2608: '06729 11745 11752 16793',
    },
  },
  {
    reader: 'of chain of thought: chains of thoughts, with and without hyphens',
    rules: phrases('chain of thought'),
    papers: {
      2505: '14604 14684 14810 15865 15879 15966 16990 17022',
      2509: '22799 23951 24269 24663',
      2604: '06628',
      2608: '17512',
    },
  },
  {
    reader: 'of GPT-4, which is neither GPT-4o nor GPT-4.1, and of Qwen3, which is not Qwen3.5',
    rules: phrases('GPT-4', 'Qwen3'),
    papers: {
      2405: '14906 15071',
      2604: '08064 08377 13418 14084',
      2608: '00220 14144 14277 14441 16798 17566',
    },
  },
  {
    reader: 'of Qwen, whatever the number behind it',
    rules: phrases('qwen'),
    papers: {
      2505: '16933',
      2509: '24007 24473 24786 25176',
      2604: '08064 08377 13418 13822 14084',
      2608: '00220 10538 14144 14277 14290 14441 15265 15930 16798 17310 17528 17566 20281',
    },
  },
  {
    reader:
      'who follows people with diacritics in their names, and types none; one in the order of a catalogue',
    rules: authors('Ahmet Ustun', 'Herve Jegou', 'Victor Fresno', 'Lio, Pietro'),
    papers: { 2405: '15032 15613', 2509: '24908', 2608: '18171' },
  },
  {
    reader: 'who leaves out middle names and hyphens that the papers print',
    rules: authors('Ryan Rossi', 'Jakub Clapa', 'Yugang Jiang', 'Yuanming Li'),
    papers: { 2509: '24786', 2604: '14147', 2608: '00677 14881 16097 19936 20336' },
  },
  {
    reader: 'who follows Hao Li: not Yihao Li, Hao Liu or any other Hao, and not Wei Lu for Weiming Lu',
    rules: authors('Hao Li', 'Wei Lu', 'Li Hao'),
    papers: { 2509: '24007', 2604: '08168 09409', 2608: '16859' },
  },
  {
    reader:
      'who knows an author by initials, as the paper prints them, and another whose paper prints the name',
    rules: authors('J. H. Lien', 'H. Jegou'),
    papers: { 2405: '15613', 2604: '14148' },
  },
  {
    reader: 'whom initials in a paper do not satisfy: J. H. Lien may be another than Jane Lien',
    rules: authors('Jane Lien'),
    papers: {},
  },
  {
    reader:
      'who follows organisations by short and by full name; "Tencent" is not "Tencent Hunyuan" or TencentARC',
    rules: organizations(
      'tencent',
      'Hugging-Face',
      'university of oxford',
      'NationalUniversityOfSingapore',
      'KAIST',
    ),
    papers: {
      2509: '23951 25052',
      2604: '07429 08302 08364',
      2608: '09928 13040 13558 14391 14614 15265 16143 16391 16393 17310 17566 19758',
    },
  },
  {
    reader: 'who trusts a submitter, by user name or by full name',
    rules: submitters('zz1358m', 'Lei Ke', 'taesir'),
    papers: { 2608: '15930 17310' },
  },
];

describe.skipIf(!hasFixtures)(`on recorded papers${needsFixtures}`, () => {
  const index = indexPapers(hasFixtures ? readRecordedPapers() : []);

  test('there are 306', () => {
    expect(index.papers).toHaveLength(306);
  });

  test.each(profiles)('a reader $reader', ({ rules: wanted, papers }) => {
    expect([...matchRules(wanted, index).keys()]).toEqual(idsOf(papers));
  });

  test('a reader of GUIs but no benchmarks still gets the benchmark of an author they follow', () => {
    const wanted = rules({
      include: { phrases: ['GUI'], authors: ['Weiming Lu'] },
      exclude: { phrases: ['benchmark'] },
    });

    const matches = matchRules(wanted, index);

    // Seven papers have "GUI". These five have "benchmark" or the like; the first of them is by Weiming Lu.
    expect(verdictOf(matches.get('2604.08455'))).toBe('followed');
    for (const id of ['2507.04227', '2509.23866', '2604.08516', '2608.15930'])
      expect(verdictOf(matches.get(id))).toBe('excluded');
    // These two have not, and are by Weiming Lu.
    for (const id of ['2604.13822', '2604.14113']) expect(verdictOf(matches.get(id))).toBe('followed');
  });
});

function idsOf(papers: WrittenProfile['papers']): string[] {
  return Object.entries(papers).flatMap(([month, numbers]) =>
    numbers.split(' ').map(number => `${month}.${number}`),
  );
}

import { startOfDay } from '../platform/calendar.ts';
import type { DigestPaper, SectionKind } from './digest.ts';
import { type Fact, factOf } from './fact.ts';
import type { Judged } from './judge.ts';
import type { Rise } from './rise.ts';
import { termWeight } from './topic-weight.ts';

/** As many of a reader's terms as a reason names: the weightiest. */
const termsNamed = 3;

/** What explaining needs to know beside the paper itself. */
export interface Circumstances {
  readonly paperCount: number;
  readonly sent: ReadonlyMap<string, string>;
  readonly dueOn: string;
}

/** A chosen paper with the facts that it was chosen for. */
export function explained(
  paper: Judged & { readonly rise?: Rise },
  section: SectionKind,
  circumstances: Circumstances,
): DigestPaper {
  const { listed, day, match } = paper;
  const phrases = (match?.included ?? []).filter(({ kind }) => kind === 'phrases');
  return {
    listed,
    day,
    section,
    facts: factsOf(paper, section, circumstances),
    marks: phrases.map(({ term }) => term),
  };
}

function factsOf(
  paper: Judged & { readonly rise?: Rise },
  section: SectionKind,
  circumstances: Circumstances,
): readonly Fact[] {
  const { rise, day, of, listed, standing } = paper;
  const terms = termFacts(paper, circumstances.paperCount);
  const place: Fact = { kind: 'place', rank: listed.rank, of, day };
  if (section === 'late') return [...terms, place, { kind: 'late', day }];
  if (rise === undefined) return standing === 'other' ? [place] : terms;
  const sentBefore: readonly Fact[] = circumstances.sent.has(paper.paperId) ? [{ kind: 'sent-before' }] : [];
  const days = Math.round((startOfDay(circumstances.dueOn) - startOfDay(rise.since)) / 86_400_000);
  return [{ kind: 'rise', from: rise.from, to: rise.to, days }, ...sentBefore, ...terms];
}

/** Whom the reader follows first, then what they asked for, the weightiest of each first. */
function termFacts({ match }: Judged, paperCount: number): readonly Fact[] {
  return (match?.included ?? [])
    .toSorted(
      (a, b) =>
        Number(isFollowed(b.kind)) - Number(isFollowed(a.kind)) ||
        termWeight(b, paperCount) - termWeight(a, paperCount),
    )
    .slice(0, termsNamed)
    .map(factOf);
}

function isFollowed(kind: string): boolean {
  return kind === 'authors' || kind === 'organizations';
}

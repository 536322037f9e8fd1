import { rankEntries } from '../papers/ranking.ts';
import { candidatesOf, onceEach } from './candidate.ts';
import { claimPlaces, type Places } from './claim-places.ts';
import { daysToCover, isCatchUp } from './cover-days.ts';
import { sectionKinds } from './digest.ts';
import { explained } from './explain.ts';
import { judge } from './judge.ts';
import { lateCandidates } from './late.ts';
import { whyQuiet } from './quiet.ts';
import { rankTopics } from './rank-topics.ts';
import { risingCandidates } from './rising.ts';
import type { Selection, SelectionInput } from './selection.ts';

/**
 * Chooses one reader's papers. Pure, and independent of the order of days and entries. The rules:
 *
 * 1. Settled days only. Which of them a digest covers, `daysToCover` says.
 * 2. Papers that entered a covered day late compete in the next digest, in a section of their own (`lateCandidates`).
 * 3. A paper is mailed to a reader once as new. Listed twice, it appears once (`onceEach`).
 * 4. The second showing is "Rising": sent or passed over before, risen far since, once each (`risingCandidates`).
 * 5. The reader's rules hide papers in every section alike, and say who is followed and what is on a topic (`judge`).
 * 6. The reader's number bounds the whole mail; who gets a place before whom, `claimPlaces` says.
 * 7. Without a paper there is no digest. What the reader was mailed before makes none by itself, nor does what was
 *    passed over unless they asked for it: rising papers then wait for the next digest.
 */
export function selectDigest(input: SelectionInput): Selection {
  const { catalogue, past, rules, matches } = input;
  const covering = daysToCover(catalogue.days, past, input.weekly);
  const onTime = onceEach(covering.flatMap(listing => candidatesOf(listing, false)));
  const late = lateCandidates(catalogue.days, past);
  const unsent = onceEach([...onTime, ...late]).filter(({ paperId }) => !past.sent.has(paperId));
  const ids = new Set(unsent.map(({ paperId }) => paperId));
  const fresh = judge(unsent, rules, matches);
  const rising = judge(risingCandidates(catalogue, past, input.dueOn, ids), rules, matches);
  const places = claimPlaces({ fresh, rising }, input.maxPapers, (papers, count) =>
    rankTopics(papers, count, catalogue),
  );
  const shown = new Set(fresh.map(({ paperId }) => paperId));
  const heldBack = unsent.filter(({ paperId, late: isLate }) => !isLate && !shown.has(paperId));
  const days = covering.map(({ record }) => record.day);
  if (!makesDigest(places, past.sent))
    return {
      kind: 'quiet',
      quiet: {
        key: input.key,
        weekly: input.weekly,
        days,
        listed: onTime.length,
        heldBack: rankEntries(heldBack).map(({ listed }) => listed),
        ...whyQuiet({
          covering,
          unsettled: catalogue.unsettled,
          covered: past.covered,
          dueOn: input.dueOn,
          heldBack: heldBack.length > 0,
        }),
      },
    };
  const again = new Set(places.rising.map(({ paperId }) => paperId));
  return {
    kind: 'digest',
    digest: {
      key: input.key,
      weekly: input.weekly,
      catchUp: isCatchUp(covering, input.weekly),
      days,
      daysWithPapers: covering.filter(({ papers }) => papers.length > 0).map(({ record }) => record.day),
      papers: inSections(places, input),
      listed: onTime.length,
      alreadySent: onTime.filter(({ paperId }) => past.sent.has(paperId) && !again.has(paperId)).length,
      heldBack: heldBack.length,
      overLimit: fresh.length - countFresh(places),
    },
  };
}

/** Rule 7. */
function makesDigest(places: Places, sent: ReadonlyMap<string, string>): boolean {
  if (countFresh(places) > 0) return true;
  return places.rising.some(({ paperId, standing }) => standing !== 'other' && !sent.has(paperId));
}

function countFresh({ following, topics, trending, late }: Places): number {
  return following.length + topics.length + trending.length + late.length;
}

function inSections(places: Places, { catalogue, past, dueOn }: SelectionInput) {
  const circumstances = { paperCount: catalogue.paperCount, sent: past.sent, dueOn };
  return sectionKinds.flatMap(section =>
    places[section].map(paper => explained(paper, section, circumstances)),
  );
}

import type { TermMatch } from '../../shared/matching/match.ts';
import type { Preview, PreviewPaper } from './preview-rules.ts';

/** A preview for programs: papers by id and title, for the rest of them is under `/api/papers/<id>`. */
export function previewJson({ days, terms, suggestions }: Preview) {
  return {
    days: days.map(({ empty = null, papers, excluded, ...day }) => ({
      ...day,
      empty,
      papers: papers.map(paper => ({ ...paperJson(paper, 'included'), section: paper.section })),
      excluded: excluded.map(paper => paperJson(paper, 'excluded')),
    })),
    terms,
    suggestions,
  };
}

function paperJson({ listed: { paper, entry }, match }: PreviewPaper, side: 'included' | 'excluded') {
  return {
    id: paper.id,
    title: paper.title,
    upvotes: entry.upvotes,
    terms: (match?.[side] ?? []).map(termJson),
  };
}

function termJson({ papers: _, ...found }: TermMatch) {
  return found;
}

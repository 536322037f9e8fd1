import { reasonWords } from '../../shared/digests/fact-words.ts';
import type { ListedPaper } from '../../shared/papers/paper.ts';
import type { Preview } from './preview-rules.ts';

/** A preview for programs: papers by id and title, for the rest of them is under `/api/papers/<id>`. */
export function previewJson({ mails, weekly, terms, suggestions }: Preview) {
  return {
    mails: mails.map(({ empty = null, papers, excluded, ...mail }) => ({
      ...mail,
      empty,
      papers: papers.map(({ listed, day, section, facts }) => ({
        ...paperJson(listed),
        day,
        section,
        reason: reasonWords(facts, weekly),
      })),
      excluded: excluded.map(({ listed, terms: found }) => ({
        ...paperJson(listed),
        terms: found.map(({ kind, term }) => ({ kind, term })),
      })),
    })),
    terms,
    suggestions,
  };
}

function paperJson({ paper: { id, title }, entry: { upvotes } }: ListedPaper) {
  return { id, title, upvotes };
}

import type { ListedPaper } from '../../shared/papers/paper.ts';

/**
 * A list is short where people vote. With all of arXiv's own in it, it has hundreds a day, and Lambda answers with 6 MB at
 * the most: a thousand papers with their abstracts are 4.
 */
const papersPerPage = 200;

/** One page of a day's papers, best first. */
export interface ListPage {
  readonly papers: readonly ListedPaper[];
  /** From 1. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  /** Of the whole day. */
  readonly total: number;
}

/** `asked`: as an address has it; absent for the first page. Undefined when there is no such page. */
export function pageOfList(
  papers: readonly ListedPaper[],
  asked: string | undefined = '1',
): ListPage | undefined {
  const list = /^[1-9]\d{0,4}$/.test(asked) ? cut(papers, Number(asked)) : undefined;
  return list !== undefined && list.page <= list.pages ? list : undefined;
}

export function firstPageOf(papers: readonly ListedPaper[]): ListPage {
  return cut(papers, 1);
}

function cut(papers: readonly ListedPaper[], page: number): ListPage {
  const pages = Math.max(1, Math.ceil(papers.length / papersPerPage));
  const start = (page - 1) * papersPerPage;
  return { papers: papers.slice(start, start + papersPerPage), page, pages, total: papers.length };
}

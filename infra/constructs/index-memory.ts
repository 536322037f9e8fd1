import type { StageSettings } from '../stages.ts';

/**
 * The memory of a function that indexes two weeks of papers, where arXiv's own are listed too: at 900 a day they took
 * 286 MB, more than the 256 of the mailer, and a day of all categories has some more. Otherwise the function's own.
 */
export function indexMemory({ sources }: Pick<StageSettings, 'sources'>): { readonly memorySize?: number } {
  return sources.arxiv.listOnly ? { memorySize: 1024 } : {};
}

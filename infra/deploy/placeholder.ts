import type { StageSettings } from '../stages.ts';

/** Domains that are nobody's (RFC 2606). */
const nobodys = /(^|[@.])example(\.(com|net|org))?$/;

/** What to mend in settings that still are the project's own example; undefined when they are somebody's. */
export function placeholderProblem(stage: string, { sender, listId }: StageSettings): string | undefined {
  const problems = [
    ...(nobodys.test(sender.address)
      ? [`stages.${stage}.sender.address: got "${sender.address}", expected an address of yours`]
      : []),
    ...(nobodys.test(listId)
      ? [`stages.${stage}.listId: got "${listId}", expected a name under a domain of yours`]
      : []),
  ];
  return problems.length === 0 ? undefined : problems.join('\n');
}

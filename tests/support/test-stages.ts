/**
 * The stages that tests synthesise. Those of cdk.json belong to the operator, whose address or domain there must not
 * fail a test; `tests/infra/stages.test.ts` sees that they are taken.
 */
export const testStages = {
  local: {
    sender: { name: 'Daily Papers', address: 'papers@daily-papers.example' },
    listId: 'digest.daily-papers.example',
    sources: { arxiv: { categories: ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'] } },
    removal: 'destroy',
    logRetentionDays: 7,
  },
  prod: {
    sender: { name: 'Daily Papers', address: 'papers@example.com' },
    listId: 'digest.papers.example.com',
    sources: { arxiv: { categories: ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'] } },
    rates: { mailerConcurrency: 4 },
    removal: 'retain',
    logRetentionDays: 90,
  },
} as const;

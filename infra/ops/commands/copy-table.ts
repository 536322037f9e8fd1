import type { Command, Input } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { checkCopy, copyItems } from '../target/copy-items.ts';
import type { Target } from '../target/target.ts';
import { formatFacts } from '../terminal/table.ts';
import { counted } from '../terminal/words.ts';

/** How often it says how far it is. */
const tellEvery = 1_000;

export const copyTable: Command = {
  name: 'copy-table',
  summary: 'Puts what a table lacks into it from another one: after a restore, or from another region',
  words: 'papers|subscribers|deliveries',
  wordCount: [1, 1],
  options: {
    from: { value: 'TABLE', help: 'the name of the table to read' },
    'from-region': { value: 'REGION', help: 'where that table is (default: where the stage is)' },
  },
  details:
    'What is there stays as it is, so it may be repeated; the hours that readers have chosen are joined. Hold the mails\n' +
    'before (pause), and resume only when the counts are what you expect. Whoever was erased since comes back: erase again.',
  examples: [
    'copy-table subscribers --from SubscribersTable-restored --stage prod',
    'copy-table papers --from PapersTable --from-region eu-west-1 --stage prod2',
  ],
  async run(input, { target, terminal, clock, confirm }) {
    const to = { client: target.tables(), table: tableOf(input, target) };
    const table = input.text('from');
    if (table === undefined) throw new OpsError('Say which table to read: --from TABLE.');
    const from = { client: target.tables(input.text('from-region')), table };
    try {
      await checkCopy(from, to);
      await confirm(`What ${to.table} of ${target.name} lacks will be put there from ${from.table}.`);
      let told = 0;
      const copied = await copyItems(from, to, clock(), ({ read }) => {
        if (Math.floor(read / tellEvery) === Math.floor(told / tellEvery)) return;
        told = read;
        terminal.note(`read ${counted(read, 'item')}`);
      });
      return { text: formatFacts(Object.entries(copied)), data: copied };
    } finally {
      to.client.destroy();
      from.client.destroy();
    }
  },
};

function tableOf({ words: [word = ''] }: Input, { settings }: Target): string {
  const tables = new Map([
    ['papers', settings.PAPERS_TABLE],
    ['subscribers', settings.SUBSCRIBERS_TABLE],
    ['deliveries', settings.DELIVERIES_TABLE],
  ]);
  const table = tables.get(word);
  if (table !== undefined) return table;
  throw new OpsError(`There is no table ${word}: ${[...tables.keys()].join(', ')}.`);
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { utcDay } from '../../../shared/platform/calendar.ts';
import type { Command } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { formatFacts } from '../terminal/table.ts';
import { composePreview } from './compose-preview.ts';
import { parseDay } from './day.ts';

export const preview: Command = {
  name: 'preview',
  summary: 'Writes the digest that somebody would get on a date, as HTML and text',
  words: '',
  wordCount: [0, 0],
  options: {
    as: {
      value: 'WHO',
      help: 'somebody new with defaults, daily, weekly or rules (JSON, or a file of it), or a reader by address or id',
    },
    date: { value: 'DAY', help: 'the local date it is due on (default: today)' },
    out: { value: 'DIR', help: 'where to write the two files (default .local/preview)' },
  },
  details: 'Nothing is sent or noted. The links in the files belong to nobody.',
  examples: [
    'preview --as defaults --local',
    `preview --as '{"include": {"phrases": ["diffusion"]}}' --local`,
    'preview --as rules.json --date 2026-08-18 --stage prod',
  ],
  async run(input, { target, clock }) {
    const who = input.text('as');
    if (who === undefined)
      throw new OpsError('Say as whom: --as defaults, --as weekly, --as rules.json, or --as a reader.');
    const date = parseDay('--date', input.text('date') ?? utcDay(clock()));
    const { key, days, mail, shown } = await composePreview(who, date, { target, clock });
    const directory = resolve(input.text('out') ?? '.local/preview');
    const [html, text] = [join(directory, `${key}.html`), join(directory, `${key}.txt`)];
    await mkdir(directory, { recursive: true });
    await Promise.all([writeFile(html, mail.html), writeFile(text, mail.text)]);
    const { subject } = mail;
    const facts = formatFacts([
      ['subject', subject],
      ['days', days.join(', ')],
      ['papers', shown.length],
      ['HTML', html],
      ['text', text],
    ]);
    return { text: facts, data: { key, subject, days, papers: shown.length, html, text } };
  },
};

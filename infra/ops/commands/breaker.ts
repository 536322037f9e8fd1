import type { Command } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { describeBreaker } from './breaker-words.ts';

const breakerStatus: Command = {
  name: 'breaker status',
  summary: 'Whether digests may be sent, and why not',
  words: '',
  wordCount: [0, 0],
  options: {},
  examples: ['breaker status --stage prod'],
  async run(_input, { target }) {
    const breaker = await target.breaker.read();
    return { text: describeBreaker(breaker), data: breaker };
  },
};

const breakerClose: Command = {
  name: 'breaker close',
  summary: 'Lets digests go again after SES said no, without waiting for the next probe',
  words: '',
  wordCount: [0, 0],
  options: {},
  details:
    'The breaker opens by itself when SES says something that concerns all mail, and closes when a probe is accepted.\n' +
    'Mend the cause first (npm run ops -- verify), or it opens again at the next mail.',
  examples: ['breaker close --stage prod'],
  async run(_input, { target, confirm }) {
    const breaker = await target.breaker.read();
    if (breaker.state === 'held')
      throw new OpsError('You hold all mail back yourself. Let it go again with: npm run ops -- resume');
    if (breaker.state === 'closed') return { text: 'It is closed already.', data: breaker };
    await confirm(`SES said: ${breaker.reason.replace(/\.$/, '')}. Waiting digests will be tried at once.`);
    await target.breaker.close();
    return { text: 'Closed: waiting digests go as their waits end.', data: { state: 'closed' } };
  },
};

export const breakerCommands: readonly Command[] = [breakerStatus, breakerClose];

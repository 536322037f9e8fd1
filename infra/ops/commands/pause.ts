import type { Command } from '../command.ts';
import { describeBreaker } from './breaker-words.ts';

const pause: Command = {
  name: 'pause',
  summary: 'Holds all digests back until you resume',
  words: '',
  wordCount: [0, 0],
  options: { reason: { value: 'TEXT', help: 'why, for whoever looks next' } },
  details:
    'Jobs wait in the queue and nothing is lost; listings are read on. A mailer at work finishes its batch, at most two\n' +
    'minutes. Confirmations of sign-ups still go out: the runbook says how to stop those too.',
  examples: ['pause --reason "wrong links in the footer" --stage prod'],
  async run(input, { target, clock }) {
    await target.breaker.hold(input.text('reason') ?? 'no reason given', clock());
    const breaker = await target.breaker.read();
    return {
      text: `${describeBreaker(breaker)}\nLet it go again with: npm run ops -- resume`,
      data: breaker,
    };
  },
};

const resume: Command = {
  name: 'resume',
  summary: 'Lets digests go again after a pause',
  words: '',
  wordCount: [0, 0],
  options: {},
  details: 'Waiting jobs look again every ten minutes, so the first mails may take that long.',
  examples: ['resume --stage prod'],
  async run(_input, { target }) {
    const released = await target.breaker.release();
    const breaker = await target.breaker.read();
    const text = released
      ? 'Digests go again, the waiting ones within ten minutes.'
      : `They were not held: ${describeBreaker(breaker)}`;
    return { text, data: { released, ...breaker } };
  },
};

export const pauseCommands: readonly Command[] = [pause, resume];

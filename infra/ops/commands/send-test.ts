import { composeMessage } from '../../../shared/digests/message.ts';
import { utcDay } from '../../../shared/platform/calendar.ts';
import { addressProblems, parseAddress } from '../../../shared/subscribers/address.ts';
import type { Command } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { composePreview } from './compose-preview.ts';
import { parseDay } from './day.ts';

export const sendTest: Command = {
  name: 'send-test',
  summary: 'Mails a preview to an address, the way that digests go',
  words: 'ADDRESS',
  wordCount: [1, 1],
  options: {
    as: { value: 'WHO', help: 'as in preview (default: defaults)' },
    date: { value: 'DAY', help: 'as in preview (default: today)' },
  },
  details:
    'Through SES with the stage’s sender and configuration set, one mail, whatever the breaker says. The ledger does\n' +
    'not hear of it, and its links belong to nobody.',
  examples: ['send-test me@example.org --stage prod', 'send-test me@example.org --as weekly --local'],
  async run(input, { target, clock }) {
    const parsed = parseAddress(input.words[0] ?? '');
    if (!parsed.ok) throw new OpsError(addressProblems[parsed.problem]);
    const date = parseDay('--date', input.text('date') ?? utcDay(clock()));
    const { mail, unsubscribeUrl } = await composePreview(input.text('as') ?? 'defaults', date, {
      target,
      clock,
    });
    const {
      SENDER_NAME: name,
      SENDER_ADDRESS: address,
      LIST_ID: listId,
      CONFIGURATION_SET,
    } = target.settings;
    const to = parsed.address.email;
    const raw = await composeMessage(mail, {
      from: { name, address },
      to,
      date: clock(),
      listId,
      unsubscribeUrl,
    });
    const sent = await target.mails.send({
      raw,
      from: address,
      to,
      configurationSet: CONFIGURATION_SET,
      tags: { test: 'ops' },
    });
    if (sent.kind !== 'accepted')
      throw new OpsError(
        `SES did not take the mail (${sent.kind}): ${sent.reason}\nWhat to do: npm run ops -- verify`,
      );
    const { messageId } = sent;
    return {
      text: `SES took it as ${messageId}: “${mail.subject}” to ${to}.`,
      data: { messageId, subject: mail.subject },
    };
  },
};

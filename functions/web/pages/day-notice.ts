import { counted } from '../../../shared/digests/counted.ts';
import { isWeekend } from '../../../shared/papers/days.ts';
import type { DayRecord, EmptyReason } from '../../../shared/papers/paper.ts';
import { assertNever } from '../../../shared/platform/never.ts';

/** What a visitor should know about a day that is not simply there, in plain words; undefined when it is. */
export function dayNotice(day: string, record: DayRecord | undefined): string | undefined {
  if (record === undefined) {
    return isWeekend(day) ? emptyWords.weekend : 'This day has not been read yet.';
  }
  const { status, delayed, empty, entryCount } = record;
  if (empty !== undefined) return emptyWords[empty];
  if (delayed !== undefined && status === 'filling') {
    return `The list is delayed: it could not be read at its source, and we keep trying. ${counted(entryCount, 'paper')} so far.`;
  }
  switch (status) {
    case 'filling':
      return `The list is still filling up: ${counted(entryCount, 'paper')} so far. It is complete later in the morning (UTC), and then it goes out by mail.`;
    case 'settled':
      return undefined;
    default:
      return assertNever(status);
  }
}

const emptyWords: Record<EmptyReason, string> = {
  weekend: 'No papers are listed on weekends.',
  holiday: 'No papers are listed: arXiv has a holiday.',
  'still-filling': 'No papers are listed yet. The list fills up in the early morning (UTC).',
  'source-down': 'The list is delayed: it cannot be read at its source at the moment, and we keep trying.',
  'nothing-listed': 'No papers were listed on this day.',
};

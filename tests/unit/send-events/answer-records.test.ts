import { expect, it } from 'vitest';
import { answerRecords } from '../../../functions/send-events/answer-records.ts';
import { recordingLog } from '../../support/delivery-factories.ts';
import { fake } from '../../support/fake.ts';

const deps = () => ({
  ledger: fake<Parameters<typeof answerRecords>[1]['ledger']>('ledger', {
    find: () => Promise.resolve(new Map()),
  }),
  feedback: fake<Parameters<typeof answerRecords>[1]['feedback']>('feedback', {
    send: () => Promise.resolve(),
  }),
  clock: () => new Date('2026-08-18T05:02:00Z'),
  log: recordingLog(),
});

it('answers every id once, whatever its record holds and however often it comes', async () => {
  const records = [
    { recordId: '1', data: 'e30=' },
    { recordId: '2', data: null },
    { recordId: '1', data: 'e30=' },
    { data: 'e30=' },
    { recordId: 3, data: 'e30=' },
    null,
  ];

  const answer = await answerRecords({ records }, deps());

  expect(answer).toEqual({
    records: [
      { recordId: '1', result: 'Dropped' },
      { recordId: '2', result: 'Dropped' },
    ],
  });
});

it('answers nothing for what is no batch', async () => {
  await expect(answerRecords({ records: 'none' }, deps())).rejects.toThrow(/records/);
});

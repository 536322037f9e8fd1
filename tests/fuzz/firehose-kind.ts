import fc from 'fast-check';
import { answerRecords } from '../../functions/send-events/answer-records.ts';
import { parseSesEvent, UnreadableEventError } from '../../shared/deliveries/ses-event.ts';
import { createLog } from '../../shared/platform/log.ts';
import type { Queue } from '../../shared/platform/sqs.ts';
import { delivery } from '../support/delivery-factories.ts';
import { startDynamo } from '../support/dynamo.ts';
import { fake } from '../support/fake.ts';
import { hostileText, hostileValue, tellsAddress } from './hostile.ts';
import { defineKind, type FuzzWorld, type Verdict, WrongAnswerError } from './kind.ts';
import { mutatedJson, mutatedValue } from './mutate-json.ts';
import { readersOnDynamo } from './readers.ts';
import { sesEvents } from './ses-event-kind.ts';
import { keepState } from './table-state.ts';

const names = ['sent', 'sending', 'unknown', 'pending'] as const;
const digest = '2026-08-18';
const base64 = (text: string) => Buffer.from(text).toString('base64');

const texts = fc.oneof(
  { weight: 6, arbitrary: sesEvents.map(event => JSON.stringify(event)) },
  { weight: 3, arbitrary: mutatedJson(sesEvents) },
  {
    weight: 1,
    arbitrary: fc.array(sesEvents.map(event => JSON.stringify(event))).map(all => all.join('\n')),
  },
  { weight: 1, arbitrary: sesEvents.map(event => JSON.stringify(event, undefined, 2).slice(0, -20)) },
  { weight: 1, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constantFrom('', '\n', '{}', '[]\n[]', 'null') },
);
const datas: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: texts.map(base64) },
  { weight: 1, arbitrary: texts },
  { weight: 1, arbitrary: fc.tuple(texts, fc.nat(200)).map(([text, at]) => base64(text).slice(at)) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 100 }).map(bytes => Buffer.from(bytes).toString('base64')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('x', 'x\n', '{"a":'), fc.integer({ min: 1, max: 300_000 }))
      .map(([part, times]) => base64(part.repeat(times))),
  },
  { weight: 1, arbitrary: hostileValue },
);
const recordIds = fc.oneof(
  { weight: 8, arbitrary: fc.uuid() },
  {
    weight: 2,
    arbitrary: fc.constantFrom('49546986683135544286507457936321625675700192471156785154', 'again'),
  },
  { weight: 1, arbitrary: hostileText },
);
const records = fc.record({
  recordId: recordIds,
  approximateArrivalTimestamp: fc.constant(1_787_029_200_000),
  data: datas,
});

interface FirehoseInput {
  readonly records: readonly unknown[];
  /** Where among them an event stands that feedback needs. */
  readonly newsAt: number;
  readonly queueFails: boolean;
}

const inputs: fc.Arbitrary<FirehoseInput> = fc.record({
  records: fc.array(
    fc.oneof({ weight: 6, arbitrary: records }, { weight: 1, arbitrary: mutatedValue(records) }),
    { maxLength: 6 },
  ),
  newsAt: fc.nat(6),
  queueFails: fc.oneof(
    { weight: 6, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

/** SQS takes a body of these characters, up to 1 MiB. */
const carried = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u;
const longestBody = 1_048_576;

async function open(): Promise<FuzzWorld<FirehoseInput>> {
  const dynamo = await startDynamo();
  const { web, readers } = await readersOnDynamo(dynamo, names);
  for (const status of ['sent', 'sending', 'unknown'] as const)
    await web.ledger.replace(undefined, delivery({ subscriber: readers[status].id, digest, status }));
  const state = await keepState(dynamo);
  const mail = { messageId: 'ses-news', tags: { digest: [`${readers.unknown.id}_${digest}_1`] } };
  const news = JSON.stringify({ eventType: 'Send', mail, send: {} });

  return {
    take: async ({ records: given, newsAt, queueFails }) => {
      const batch = given.toSpliced(newsAt, 0, { recordId: 'news', data: base64(news) });
      // As Lambda hands it over: through JSON.
      const all = JSON.parse(JSON.stringify(batch)) as unknown[];
      const passedOn: string[] = [];
      const lines: string[] = [];
      const answering = answerRecords(
        { invocationId: 'i', deliveryStreamArn: 'arn', region: 'eu-central-1', records: all },
        {
          ledger: web.ledger,
          feedback: fake<Queue>('queue', {
            send: bodies =>
              queueFails
                ? Promise.reject(new Error('no SQS'))
                : Promise.resolve(void passedOn.push(...bodies)),
          }),
          clock: () => new Date('2026-08-18T06:00:00Z'),
          log: createLog({}, line => lines.push(line)),
        },
      );
      if (queueFails) return refusalOf(answering);
      checkAnswers(all, (await answering).records);
      if (passedOn.filter(body => body === news).length !== 1)
        throw new WrongAnswerError('the news were lost, or passed on twice');
      const log = lines.join('\n');
      if (tellsAddress(log) || log.length > 2_000)
        throw new WrongAnswerError(`the log tells too much: ${log}`);
      if (log.includes('cannot be read')) throw new Error(log);
      if (state.changed(await state.read())) throw new WrongAnswerError('something was stored');
      return verdictOf(passedOn);
    },
    halfStored: () => Promise.resolve([]),
    close: () => dynamo.close(),
  };
}

/** A queue that takes nothing must leave the whole batch unanswered, so that it comes again. */
async function refusalOf(answering: Promise<unknown>): Promise<Verdict> {
  try {
    await answering;
  } catch (error) {
    if (error instanceof Error && error.message === 'no SQS') return { kind: 'refused', why: error.message };
    throw error;
  }
  throw new WrongAnswerError('answered, though the queue took nothing');
}

/** Each id that can be read has one answer, and no other has one. */
function checkAnswers(
  batch: readonly unknown[],
  answers: readonly { readonly recordId: string; readonly result: string }[],
): void {
  const ids = batch.flatMap(record => {
    const id: unknown = (record as { recordId?: unknown } | null | undefined)?.recordId;
    return typeof id === 'string' ? [id] : [];
  });
  const answered = answers.map(({ recordId }) => recordId);
  const illegal = answers.find(({ result }) => result !== 'Dropped');
  if (illegal !== undefined) throw new WrongAnswerError(`a result of ${illegal.result}`);
  if (JSON.stringify(answered.toSorted()) !== JSON.stringify([...new Set(ids)].toSorted()))
    throw new WrongAnswerError(`answered ${JSON.stringify(answered)} for ${JSON.stringify(ids)}`);
}

/** What feedback will say of each: SQS must carry all of them, or none of the batch ever gets through. */
function verdictOf(passedOn: readonly string[]): Verdict {
  const reasons = passedOn.flatMap(body => {
    if (!carried.test(body) || Buffer.byteLength(body) > longestBody)
      throw new WrongAnswerError(`SQS does not carry ${body.slice(0, 200)}`);
    try {
      parseSesEvent(body);
      return [];
    } catch (error) {
      if (error instanceof UnreadableEventError) return [error.message];
      throw error;
    }
  });
  return reasons.length === 0 ? { kind: 'accepted' } : { kind: 'refused', why: reasons.join('\n') };
}

export const firehoseKind = defineKind({ name: 'firehose', inputs, open });

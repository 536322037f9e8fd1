import * as z from 'zod';
import type { Delivery } from '../../../shared/deliveries/delivery.ts';
import { parseSesEvent, UnreadableEventError } from '../../../shared/deliveries/ses-event.ts';
import { digestJobSchema, parseJob, sliceJobSchema, UnreadableJobError } from '../../../shared/jobs.ts';
import { assertNever } from '../../../shared/platform/never.ts';
import type { FunctionName, Target } from './target.ts';

const failedTick = z.object({
  responsePayload: z.object({ errorType: z.string(), errorMessage: z.string() }),
});

/**
 * Why a message is a dead letter, in words for the operator. SQS moves messages without a reason, so it is found out as the
 * function would: from the message, and from what the tables say of what it names.
 */
export async function explainLetter(
  of: FunctionName,
  body: string,
  target: Pick<Target, 'ledger' | 'runs'>,
): Promise<string> {
  try {
    return await explain(of, body, target);
  } catch (error) {
    if (error instanceof UnreadableJobError || error instanceof UnreadableEventError)
      return `${of} cannot read it: ${error.message}. Given back, it ends here again, until a version reads it.`;
    throw error;
  }
}

async function explain(
  of: FunctionName,
  body: string,
  target: Pick<Target, 'ledger' | 'runs'>,
): Promise<string> {
  switch (of) {
    case 'Mailer': {
      const { subscriber, digest } = parseJob(digestJobSchema, body);
      return explainDigest(await target.ledger.get(subscriber, digest));
    }
    case 'FanOut': {
      const { run, slot } = parseJob(sliceJobSchema, body);
      const found = await target.runs.get(run);
      if (found === undefined || !found.slices.includes(slot))
        return `The run ${run} has no slice ${slot}, so dispatch did not queue this.`;
      return found.finishedSlices.includes(slot)
        ? 'Its readers have been queued meanwhile: giving it back changes nothing.'
        : 'Its readers have not all been queued: it was tried ten times. Mend the cause and give it back.';
    }
    case 'Feedback':
      parseSesEvent(body);
      return 'It is an SES event that could not be taken in in ten tries. Mend the cause and give it back.';
    case 'Ingest':
    case 'Dispatch': {
      const failure = failedTick.safeParse(readJson(body)).data?.responsePayload;
      if (failure === undefined) return 'The scheduler could not hand this tick to the function.';
      return `The function failed at this tick: ${failure.errorType}: ${failure.errorMessage}`;
    }
    default:
      return assertNever(of);
  }
}

function explainDigest(line: Delivery | undefined): string {
  if (line === undefined)
    return 'Ten tries came to nothing before SES was asked, so nothing was sent. Give it back.';
  const { status, reason, attempt } = line;
  const because = reason === undefined ? '' : ` (${reason})`;
  switch (status) {
    case 'due':
      return `SES refused it for the time being${because}, and ten tries are used up. Give it back.`;
    case 'sending':
    case 'unknown':
      return `Nobody noted whether SES took attempt ${attempt}${because}. Give it back: it is sent again only if no event says that it went out.`;
    case 'sent':
    case 'skipped':
    case 'failed':
    case 'bounced':
    case 'complained':
      return `The ledger has it as ${status} meanwhile${because}: giving it back changes nothing.`;
    default:
      return assertNever(status);
  }
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

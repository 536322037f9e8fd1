import { GetFunctionConfigurationCommand, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { mailerSettings } from '../../../functions/mailer/settings.ts';
import { createBreakerStore } from '../../../shared/deliveries/breaker-store.ts';
import { createLedgerStore } from '../../../shared/deliveries/ledger-store.ts';
import { createRunsStore } from '../../../shared/deliveries/runs-store.ts';
import { createPapersStore } from '../../../shared/papers/store.ts';
import { createMailSender } from '../../../shared/platform/ses.ts';
import { createFormerLinksStore } from '../../../shared/subscribers/former-links-store.ts';
import { createSubscribersStore } from '../../../shared/subscribers/store.ts';
import { OpsError } from '../ops-error.ts';
import type { Clients } from './clients.ts';
import { createRoster } from './roster.ts';
import type { FunctionName, Target } from './target.ts';

const failureSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

/** A target from the outputs of its stacks: its functions' environment tells the rest. */
export async function openTarget(
  name: string,
  outputs: Readonly<Record<string, string>>,
  clients: Clients,
): Promise<Target> {
  const output = (wanted: string): string => {
    const value = outputs[wanted];
    if (value !== undefined) return value;
    throw new OpsError(
      `${name} has no output ${wanted}: it was deployed by another version. Deploy this one, or use the one that was deployed.`,
    );
  };
  const environmentOf = async (of: FunctionName): Promise<Readonly<Record<string, string>>> => {
    const command = new GetFunctionConfigurationCommand({ FunctionName: output(`${of}Function`) });
    return (await clients.lambda.send(command)).Environment?.Variables ?? {};
  };
  const settings = readSettings(name, await environmentOf('Mailer'));
  const { dynamo } = clients;
  return {
    name,
    settings,
    papers: createPapersStore(dynamo, settings.PAPERS_TABLE),
    subscribers: createSubscribersStore(dynamo, settings.SUBSCRIBERS_TABLE),
    formerLinks: createFormerLinksStore(dynamo, settings.SUBSCRIBERS_TABLE),
    roster: createRoster(dynamo, settings.SUBSCRIBERS_TABLE),
    ledger: createLedgerStore(dynamo, settings.DELIVERIES_TABLE),
    runs: createRunsStore(dynamo, settings.DELIVERIES_TABLE),
    breaker: createBreakerStore(dynamo, settings.DELIVERIES_TABLE),
    mails: {
      send: mail => createMailSender(clients.sendingSes).send(mail),
      getQuota: () => createMailSender(clients.ses).getQuota(),
    },
    ses: clients.ses,
    sns: clients.sns,
    sqs: clients.sqs,
    lambda: clients.lambda,
    tables: clients.tables,
    findOutput: wanted => outputs[wanted],
    output,
    environmentOf,
    invoke: (of, event) => invoke(clients.lambda, of, output(`${of}Function`), event),
    close: () => {
      clients.close();
    },
  };
}

function readSettings(name: string, environment: unknown): Target['settings'] {
  const result = mailerSettings.safeParse(environment);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(issue => issue.path.join('.')).join(', ');
  throw new OpsError(`The mailer of ${name} was deployed by another version: ${wrong} will not do.`, {
    cause: result.error,
  });
}

async function invoke(
  client: LambdaClient,
  of: FunctionName,
  name: string,
  event: unknown,
): Promise<unknown> {
  const answer = await client.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }));
  const payload: unknown = JSON.parse(answer.Payload?.transformToString() ?? 'null');
  if (answer.FunctionError === undefined) return payload;
  const { errorType, errorMessage } = failureSchema.safeParse(payload).data ?? {
    errorType: answer.FunctionError,
    errorMessage: 'it did not say why',
  };
  throw new OpsError(`The function ${of} failed: ${errorType}: ${errorMessage}`);
}

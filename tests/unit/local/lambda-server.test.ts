import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { startLambdaServer } from '../../../infra/local/servers/lambda.ts';

it('the local Lambda tells an operator’s tools how many functions may run at once', async () => {
  const server = await startLambdaServer([]);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new LambdaClient({ region: 'us-east-1', endpoint: server.url, credentials });

  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));

  expect(AccountLimit?.ConcurrentExecutions).toBe(1_000);
  client.destroy();
  await server.stop();
});

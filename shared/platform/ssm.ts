import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** The parameter store has no such parameter, or does not let this function read it. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

/** Reads a parameter, decrypted if it is a SecureString. Throws ParameterError naming it, never its value. */
export async function readParameter(name: string): Promise<string> {
  const client = new SSMClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  });
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    if (Parameter?.Value === undefined || Parameter.Value === '') throw new Error('it is empty');
    return Parameter.Value;
  } catch (cause) {
    throw new ParameterError(`the parameter ${name} could not be read`, { cause });
  } finally {
    client.destroy();
  }
}

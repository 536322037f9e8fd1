import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** Whether an account can be deployed to, as far as can be told beforehand. */
export type Preflight =
  | { readonly kind: 'ready' }
  /** Nothing keeps the CLI from trying; it will say more. */
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'stop'; readonly advice: string };

/** Where `cdk bootstrap` notes that it was there. */
const bootstrapVersion = '/cdk-bootstrap/hnb659fds/version';

/** Where a stage is to be deployed; without a region, wherever the CLI's environment leads. */
export interface Place {
  readonly stage: string;
  readonly region: string | undefined;
}

/** Asks the account, with the credentials and in the region that the CLI will use, for CDK's own parameter. */
export async function checkAccount({ stage, region }: Place): Promise<Preflight> {
  const client = new SSMClient({
    ...(region !== undefined && { region }),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
  });
  try {
    await client.send(new GetParameterCommand({ Name: bootstrapVersion }));
    return { kind: 'ready' };
  } catch (error) {
    return readRefusal(error, {
      stage,
      region: region ?? (await client.config.region().catch(() => undefined)),
    });
  } finally {
    client.destroy();
  }
}

const credentialAdvice =
  'Set AWS_PROFILE to a profile of yours (`aws configure`, or `aws sso login`), or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/** What a refusal of the SDK or of AWS means for somebody who wants to deploy. */
export function readRefusal(error: unknown, { stage, region }: Place): Preflight {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'ParameterNotFound')
    return {
      kind: 'stop',
      // With the stage, for the CLI prepares the account and region that the stage names.
      advice: `This account is not prepared for CDK yet in ${region ?? 'this region'}. Once: npx cdk bootstrap -c stage=${stage}`,
    };
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return { kind: 'stop', advice: `There are no AWS credentials: ${message}\n${credentialAdvice}` };
  if (/Expired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|AuthFailure/.test(name))
    return { kind: 'stop', advice: `AWS does not take these credentials: ${message}\n${credentialAdvice}` };
  if (/region is missing/i.test(message))
    return {
      kind: 'stop',
      advice: 'There is no region: set AWS_REGION, or env.region in the settings of the stage.',
    };
  return { kind: 'unclear', reason: message };
}

import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../infra/command-line.ts';
import { readDeployOptions } from '../../../infra/deploy/deploy-options.ts';
import { readRefusal } from '../../../infra/deploy/preflight.ts';

const refusal = (name: string, message = 'refused') => Object.assign(new Error(message), { name });

describe('what AWS says before a deployment', () => {
  it.each([
    ['ParameterNotFound', 'npx cdk bootstrap'],
    ['CredentialsProviderError', 'There are no AWS credentials'],
    ['ExpiredTokenException', 'AWS does not take these credentials'],
    ['UnrecognizedClientException', 'AWS does not take these credentials'],
  ])('%s stops it with advice', (name, advice) => {
    const preflight = readRefusal(refusal(name));
    expect(preflight).toMatchObject({ kind: 'stop' });
    expect(JSON.stringify(preflight)).toContain(advice);
  });

  it('a missing region stops it with advice', () => {
    expect(readRefusal(refusal('Error', 'Region is missing'))).toMatchObject({ kind: 'stop' });
  });

  it('what it does not understand is left to the CLI', () => {
    expect(readRefusal(refusal('AccessDeniedException'))).toEqual({ kind: 'unclear', reason: 'refused' });
  });
});

describe('the command line of a deployment', () => {
  it('names a stage', () => {
    expect(readDeployOptions(['--stage', 'prod'])).toEqual({ help: false, yes: false, stage: 'prod' });
    expect(() => readDeployOptions([])).toThrow(UsageError);
    expect(() => readDeployOptions(['--stag', 'prod'])).toThrow(/--stag.*[^]*npm run deploy/);
  });
});

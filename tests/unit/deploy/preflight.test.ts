import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../infra/command-line.ts';
import { readDeployOptions } from '../../../infra/deploy/deploy-options.ts';
import { readRefusal } from '../../../infra/deploy/preflight.ts';

const place = { stage: 'prod2', region: 'eu-west-1' };
const refusal = (name: string, message = 'refused') => Object.assign(new Error(message), { name });

describe('what AWS says before a deployment', () => {
  it.each([
    ['ParameterNotFound', 'in eu-west-1. Once: npx cdk bootstrap -c stage=prod2'],
    ['CredentialsProviderError', 'There are no AWS credentials'],
    ['ExpiredTokenException', 'AWS does not take these credentials'],
    ['UnrecognizedClientException', 'AWS does not take these credentials'],
  ])('%s stops it with advice', (name, advice) => {
    const preflight = readRefusal(refusal(name), place);
    expect(preflight).toMatchObject({ kind: 'stop' });
    expect(JSON.stringify(preflight)).toContain(advice);
  });

  it('a missing region stops it with advice', () => {
    expect(readRefusal(refusal('Error', 'Region is missing'), { ...place, region: undefined })).toMatchObject(
      { kind: 'stop' },
    );
  });

  it('what it does not understand is left to the CLI', () => {
    expect(readRefusal(refusal('AccessDeniedException'), place)).toEqual({
      kind: 'unclear',
      reason: 'refused',
    });
  });
});

describe('the command line of a deployment', () => {
  it('names a stage', () => {
    expect(readDeployOptions(['--stage', 'prod'])).toEqual({ help: false, yes: false, stage: 'prod' });
    expect(() => readDeployOptions([])).toThrow(UsageError);
    expect(() => readDeployOptions(['--stag', 'prod'])).toThrow(/--stag.*[^]*npm run deploy/);
  });
});

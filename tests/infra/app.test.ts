import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeVersionProblem } from '../../infra/node-version.ts';
import { SynthesisError, synthesise } from '../../infra/synthesise.ts';
import { testStages } from '../support/test-stages.ts';

const noBundles = { 'aws:cdk:bundling-stacks': [] };
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daily-papers-app-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('the app, run by itself', () => {
  it('makes the templates of stage local when no stage is named', async () => {
    await synthesise({ directory, context: noBundles });

    const files = await readdir(directory);
    expect(files.filter(file => file.endsWith('.template.json')).sort()).toEqual([
      'DailyPapers-local-Pipeline.template.json',
      'DailyPapers-local-State.template.json',
    ]);
  });

  it('ends with the settings to mend, and without a stack trace', async () => {
    const synthesis = synthesise({
      directory,
      context: { ...noBundles, stage: 'nowhere', stages: testStages },
    });

    await expect(synthesis).rejects.toThrow(SynthesisError);
    await expect(synthesis).rejects.toThrow(
      /^stage: got "nowhere", expected one of local, prod, or settings for it in cdk.json under context.stages.nowhere$/,
    );
  });
});

describe('Node', () => {
  it.each(['24.0.0', '24.21.0', '26.1.0'])('%s will do', version => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  });

  it.each(['20.20.2', '22.18.0'])('%s is told what to do', version => {
    expect(nodeVersionProblem(version)).toContain(`Node 24 or newer is needed, and this is Node ${version}`);
  });
});

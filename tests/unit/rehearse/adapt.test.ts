import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adaptToEmulator } from '../../../infra/rehearse/adapt.ts';

let assembly: string;
beforeEach(async () => {
  assembly = await mkdtemp(join(tmpdir(), 'rehearsal-'));
});
afterEach(() => rm(assembly, { recursive: true, force: true }));

describe('what is rewritten for the emulator', () => {
  it('is metric math in alarms, and nothing else', async () => {
    const math = { Type: 'AWS::CloudWatch::Alarm', Properties: { Threshold: 3, Metrics: [{ Id: 'rate' }] } };
    const plain = { Type: 'AWS::CloudWatch::Alarm', Properties: { Threshold: 1, MetricName: 'Errors' } };
    const bare = { Type: 'AWS::SNS::Topic' };
    const path = join(assembly, 'Pipeline.template.json');
    await writeFile(path, JSON.stringify({ Outputs: {}, Resources: { math, plain, bare } }));
    await writeFile(join(assembly, 'manifest.json'), '{}');

    await adaptToEmulator(assembly);

    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      Outputs: {},
      Resources: {
        math: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Threshold: 3,
            Namespace: 'Rehearsal',
            MetricName: 'NotMeasured',
            Statistic: 'Sum',
            Period: 300,
          },
        },
        plain,
        bare,
      },
    });
  });
});

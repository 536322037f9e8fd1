import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.looseObject({}).optional() }),
  ),
});
type Template = z.output<typeof templateSchema>;

/** Rewrites what the emulator refuses in the templates of an assembly. `limits.ts` tells the reader of it. */
export async function adaptToEmulator(assembly: string): Promise<void> {
  for (const file of await readdir(assembly)) {
    if (!file.endsWith('.template.json')) continue;
    const path = join(assembly, file);
    const template = templateSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    await writeFile(path, JSON.stringify(withoutMetricMath(template)));
  }
}

/** The emulator knows alarms on one metric only. */
function withoutMetricMath(template: Template): Template {
  const single = { Namespace: 'Rehearsal', MetricName: 'NotMeasured', Statistic: 'Sum', Period: 300 };
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => {
      const { Metrics, ...rest } = resource.Properties ?? {};
      if (resource.Type !== 'AWS::CloudWatch::Alarm' || Metrics === undefined) return [id, resource];
      return [id, { ...resource, Properties: { ...rest, ...single } }];
    }),
  );
  return { ...template, Resources };
}

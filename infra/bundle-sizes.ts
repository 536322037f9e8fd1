import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { synthesise } from './synthesise.ts';

/** `npm run bundles`: how large each function's bundle is, as deployed, and whether that is within its limit. */

export interface BundleSize {
  /** The unit's name in the pipeline, such as `FanOut`. */
  readonly name: string;
  /** Of the minified module, in bytes, without its source map. */
  readonly bytes: number;
  /** In bytes. */
  readonly limit: number;
}

/** Bytes are what a cold start reads and parses. The mailer also carries what composes messages. */
const limits: Readonly<Record<string, number>> = { Mailer: 750_000 };
const usualLimit = 600_000;

const templateSchema = z.object({
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })),
  Resources: z.record(z.string(), z.object({ Properties: z.unknown().optional() })),
});
const functionSchema = z.object({
  Code: z.object({ S3Key: z.string().transform(key => key.replace(/\.zip$/, '')) }),
});

/** Bundles every function, exactly as a deployment would, and measures what came out. */
export async function measureBundles(): Promise<BundleSize[]> {
  const directory = await mkdtemp(join(tmpdir(), 'daily-papers-bundles-'));
  try {
    await synthesise({ directory });
    const template = templateSchema.parse(
      JSON.parse(await readFile(join(directory, 'DailyPapers-local-Pipeline.template.json'), 'utf8')),
    );
    return await Promise.all(
      Object.entries(template.Outputs)
        .filter(([output]) => output.endsWith('Function'))
        .map(async ([output, { Value }]) => {
          const { Ref: id } = z.object({ Ref: z.string() }).parse(Value);
          const { Code } = functionSchema.parse(template.Resources[id]?.Properties);
          const { size } = await stat(join(directory, `asset.${Code.S3Key}`, 'index.mjs'));
          const name = output.replace(/Function$/, '');
          return { name, bytes: size, limit: limits[name] ?? usualLimit };
        }),
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
  console.log(`${'function'.padEnd(10)}${'minified'.padStart(10)}${'limit'.padStart(10)}`);
  for (const { name, bytes, limit } of await measureBundles()) {
    const verdict = bytes > limit ? '  too large' : '';
    console.log(`${name.padEnd(10)}${kilobytes(bytes)}${kilobytes(limit)}${verdict}`);
    if (bytes > limit) process.exitCode = 1;
  }
}

if (import.meta.main) await main();

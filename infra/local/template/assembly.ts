import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { StartUpError } from '../start-up-error.ts';

/** What synthesis notes about constructs, by path; the logical id is among it. */
const metadataSchema = z.record(
  z.string(),
  z.array(z.object({ type: z.string(), data: z.unknown().optional() })),
);

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.object({ templateFile: z.string().optional() }).optional(),
      metadata: metadataSchema.default({}),
      additionalMetadataFile: z.string().optional(),
    }),
  ),
});

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});
export type Template = z.output<typeof templateSchema>;

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** One stack of a synthesised app. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** The construct path (`/Stack/Mailer/Digests/Queue/Resource`) of each logical id. */
  readonly paths: ReadonlyMap<string, string>;
  /** Where the file or directory is that a deployment would upload under a key. */
  readonly assets: ReadonlyMap<string, string>;
}

/** Reads the stacks of a cloud assembly, the directory that synthesis leaves behind. */
export async function readAssembly(directory: string): Promise<readonly Stack[]> {
  const manifest = manifestSchema.parse(await readJson(join(directory, 'manifest.json')));
  const stacks: Stack[] = [];
  for (const [name, artifact] of Object.entries(manifest.artifacts)) {
    const { templateFile } = artifact.properties ?? {};
    if (artifact.type !== 'aws:cloudformation:stack' || templateFile === undefined) continue;
    const template = templateSchema.parse(await readJson(join(directory, templateFile)));
    const { files } = assetsSchema.parse(await readJson(join(directory, `${name}.assets.json`)));
    const assets = Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(directory, source.path)] as const),
    );
    const more =
      artifact.additionalMetadataFile === undefined
        ? {}
        : metadataSchema.parse(await readJson(join(directory, artifact.additionalMetadataFile)));
    const paths = readPaths({ ...artifact.metadata, ...more });
    stacks.push({ name, template, paths, assets: new Map(assets) });
  }
  if (stacks.length === 0)
    throw new StartUpError(`There is no stack in ${directory}. Synthesise the app into it first.`);
  return stacks;
}

function readPaths(metadata: z.output<typeof metadataSchema>): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const [path, entries] of Object.entries(metadata)) {
    for (const { type, data } of entries) {
      if (type === 'aws:cdk:logicalId' && typeof data === 'string') paths.set(data, path);
    }
  }
  return paths;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new StartUpError(`${path} cannot be read. Is the directory a synthesised CDK app?`, { cause });
  }
}

import { join } from 'node:path';
import { build, stop } from 'esbuild';

/**
 * Compiles the workers' program to JavaScript once, into `directory`: a process that strips types itself takes 17 MB and
 * 30 ms more, and there are many of them. Returns the file.
 */
export async function compileWorker(directory: string): Promise<string> {
  const outfile = join(directory, 'worker.mjs');
  await build({
    entryPoints: [`${import.meta.dirname}/worker.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
  });
  // Its service would stay, and hold memory, as long as this process does.
  await stop();
  return outfile;
}

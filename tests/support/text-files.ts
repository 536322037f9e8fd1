import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Every file below a directory, byte by byte as text. */
export async function readTextFiles(directory: string): Promise<TextFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async path => ({ path, text: await readFile(path, 'latin1') })));
}

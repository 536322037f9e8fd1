import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A bucket on this machine: a folder. */
export interface BucketFolder {
  /** Writes an object as Firehose names it, by prefix and time; nothing for an empty content. */
  write(prefix: string, at: Date, content: string): void;
}

export function openBucketFolder(directory: string): BucketFolder {
  return {
    write(prefix, at, content) {
      if (content === '') return;
      const time = at.toISOString();
      const name = `${time.slice(0, 13).replaceAll(/[-T]/g, '/')}/${time.replaceAll(/[:.]/g, '-')}-${randomUUID()}`;
      const file = join(directory, `${prefix}${name}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
  };
}

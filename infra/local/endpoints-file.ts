import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running local system can be reached, for the operator's tools. */
export interface EndpointsFile {
  /** Base URLs of AWS's services on this machine. */
  readonly endpoints: Readonly<Record<'dynamodb' | 'sqs' | 'sns' | 'ses' | 'lambda', string>>;
  /** The outputs of all stacks. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The file's name in the state directory. */
export const endpointsFileName = 'endpoints.json';

/** Leaves the file there while the system is up. Returns what takes it away. */
export function writeEndpointsFile(stateDirectory: string, content: EndpointsFile): () => void {
  const file = join(stateDirectory, endpointsFileName);
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
  return () => {
    rmSync(file, { force: true });
  };
}

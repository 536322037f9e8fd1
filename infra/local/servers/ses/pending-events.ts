import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const eventsSchema = z.array(z.object({ targetArn: z.string(), event: z.unknown() }));

/** An event on its way to its topic or stream. */
export type PendingEvent = z.output<typeof eventsSchema>[number];

/**
 * The events of mails, on disk from before SES accepts a mail until they are handed over: whatever ends the process, an
 * accepted mail has its events, as on AWS.
 */
export interface PendingEvents {
  keep(messageId: string, events: readonly PendingEvent[]): Promise<void>;
  /** They are handed over, or will never be. */
  forget(messageId: string): Promise<void>;
  /** What an earlier process left. */
  left(): Promise<ReadonlyMap<string, readonly PendingEvent[]>>;
}

export async function openPendingEvents(directory: string): Promise<PendingEvents> {
  await mkdir(directory, { recursive: true });
  const fileOf = (messageId: string) => join(directory, `${messageId}.json`);
  return {
    keep: (messageId, events) => writeFile(fileOf(messageId), JSON.stringify(events)),
    forget: messageId => rm(fileOf(messageId), { force: true }),
    async left() {
      const names = (await readdir(directory)).filter(name => name.endsWith('.json'));
      const found = await Promise.all(
        names.map(
          async name => [name.slice(0, -'.json'.length), await readEvents(join(directory, name))] as const,
        ),
      );
      return new Map(found);
    },
  };
}

/** A file that was cut short belongs to a mail that was not accepted. */
async function readEvents(file: string): Promise<readonly PendingEvent[]> {
  try {
    return eventsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

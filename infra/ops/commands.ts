import type { Command } from './command.ts';
import { backfill } from './commands/backfill.ts';
import { breakerCommands } from './commands/breaker.ts';
import { copyTable } from './commands/copy-table.ts';
import { dlqCommands } from './commands/dlq.ts';
import { ingest } from './commands/ingest.ts';
import { pauseCommands } from './commands/pause.ts';
import { preview } from './commands/preview.ts';
import { runs } from './commands/runs.ts';
import { sendMissing } from './commands/send-missing.ts';
import { sendTest } from './commands/send-test.ts';
import { status } from './commands/status.ts';
import { subscriberCommands } from './commands/subscribers.ts';
import { verify } from './commands/verify.ts';

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  status,
  runs,
  sendMissing,
  ingest,
  backfill,
  preview,
  sendTest,
  ...subscriberCommands,
  ...dlqCommands,
  ...breakerCommands,
  ...pauseCommands,
  copyTable,
  verify,
];

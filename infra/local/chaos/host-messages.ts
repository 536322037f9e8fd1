import * as z from 'zod';

/** What the runner's process is started with. */
export const hostSettingsSchema = z.object({
  /** Of the run: the system's state is in `state` in it, and the moments are counted in `moments`. */
  directory: z.string(),
  assemblyDirectory: z.string(),
  listingUrl: z.string(),
  /** What the plan is made of; see ChaosInput. */
  seed: z.int(),
  subscribers: z.int(),
  kills: z.int(),
  faults: z.array(z.string()),
  /** A bundle to run instead of the mailer's. */
  mailer: z.string().optional(),
});
export type HostSettings = z.output<typeof hostSettingsSchema>;

/** What the runner can be asked. */
export const askSchema = z.discriminatedUnion('do', [
  /** Fires a schedule as if it were an instant. Answers `firedSchema`. */
  z.object({ do: z.literal('fire'), schedule: z.string(), instant: z.string() }),
  /** Answers `lookedSchema`. */
  z.object({ do: z.literal('look') }),
  /** Mends what keeps jobs stuck. */
  z.object({ do: z.literal('mend') }),
  z.object({ do: z.literal('stop') }),
]);
export type Ask = z.output<typeof askSchema>;
export const askMessageSchema = z.object({ id: z.int(), ask: askSchema });

/** What it says when it is up, with its servers and event sources. */
export const readyMessage = 'ready';

/** What it answers: the same id, and the answer or what went wrong. */
export const answerMessageSchema = z.object({
  id: z.int(),
  answer: z.unknown().optional(),
  problem: z.string().optional(),
});

/** Whether a function did what its schedule asked of it. */
export const firedSchema = z.object({ ok: z.boolean(), problem: z.string().optional() });
/** What still goes on; nothing when the system has been at rest for a moment. */
export const lookedSchema = z.object({ left: z.string().optional() });

/**
 * The stage in which a run lives: the local one, where what takes minutes takes seconds. Proportions are kept: the
 * queues hide messages for six timeouts of their function, and the grace outlasts three failures of feedback and two batches of Send events.
 */
export const timing = {
  sesTimeoutSeconds: 1,
  mailerTimeoutSeconds: 4,
  fanOutTimeoutSeconds: 3,
  feedbackTimeoutSeconds: 2,
  sendEventBufferSeconds: 1,
  clockMarginSeconds: 1,
  probeSeconds: 2,
  quotaProbeSeconds: 3,
  longestBackoffSeconds: 4,
} as const;

export const graceSeconds = 54;

/** What is laid over the context of cdk.json; `stages` is what stands there. */
export function chaosContext(stages: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { local } = stages;
  const rates = { mailerConcurrency: 4, unknownGraceMinutes: graceSeconds / 60 };
  return { stage: 'local', stages: { ...stages, local: { ...(local as object), timing, rates } } };
}

/**
 * The stage in which a run lives: the local one, where what takes minutes takes seconds. Proportions are kept: the queues
 * hide messages for six timeouts of their function, and the grace outlasts two batches of Send events and three failures
 * of feedback.
 */
export const timing = {
  sesTimeoutSeconds: 0.5,
  mailerTimeoutSeconds: 2,
  fanOutTimeoutSeconds: 2,
  feedbackTimeoutSeconds: 1,
  eventsWindowSeconds: 0,
  sendEventBufferSeconds: 1,
  clockMarginSeconds: 1,
  probeSeconds: 2,
  quotaProbeSeconds: 3,
  longestBackoffSeconds: 4,
} as const;

export const graceSeconds = 24;

/** What is laid over the context of cdk.json; `stages` is what stands there. */
export function chaosContext(stages: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { local } = stages;
  const rates = { mailerConcurrency: 4, unknownGraceMinutes: graceSeconds / 60 };
  return { stage: 'local', stages: { ...stages, local: { ...(local as object), timing, rates } } };
}

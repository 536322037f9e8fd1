/** A run is everything that comes due at one instant; the instant, to the minute in UTC, is its id: `2026-08-18T05:00Z`. */
export function runId(dueAt: Date): string {
  return `${dueAt.toISOString().slice(0, 16)}Z`;
}

/** The instant that a run's id names. */
export function dueInstant(run: string): Date {
  return new Date(`${run.slice(0, 16)}:00.000Z`);
}

/** What is known of a run without reading its manifests. */
export interface Run {
  readonly id: string;
  /** The slices that dispatch queued. */
  readonly slices: readonly string[];
  /** Those whose readers fan-out has queued to the last; when all are in, the manifests are complete. */
  readonly finishedSlices: readonly string[];
}

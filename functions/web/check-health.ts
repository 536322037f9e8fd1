import type { WebDeps } from './deps.ts';
import { readFrontPage } from './read-day.ts';

export interface Health {
  readonly status: 'ok' | 'failing';
  readonly version: string;
  readonly time: string;
  /** The newest settled list day with papers that can be read; null when there is none yet. */
  readonly newestSettledDay: string | null;
}

/** Whether this function can do what readers come for: show the newest listing. */
export async function checkHealth(
  deps: Pick<WebDeps, 'archive' | 'clock' | 'version' | 'log'>,
): Promise<Health> {
  const about = { version: deps.version, time: deps.clock().toISOString() };
  try {
    const { newest } = await readFrontPage(deps);
    return { status: 'ok', ...about, newestSettledDay: newest?.record.day ?? null };
  } catch (error) {
    deps.log.error('health check failed', error);
    return { status: 'failing', ...about, newestSettledDay: null };
  }
}

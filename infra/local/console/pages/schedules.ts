import { html } from 'hono/html';
import type { Schedule } from '../../schedules/schedule.ts';
import { type Html, instant } from './layout.ts';

/** Every schedule with its next occurrence, and buttons that fire it. */
export function schedulesPage(schedules: readonly Schedule[], token: string, now: Date): Html {
  if (schedules.length === 0) return html`<p class="empty">The template has no schedules.</p>`;
  return html`${schedules.map(schedule => card(schedule, token, now))}
<p>Firing a schedule wakes its function as if it were that instant. What it does then shows under Functions.</p>
<p>To see a digest at once, fire Dispatch for the next time that the reader’s hour comes: everything due until then is sent.</p>`;
}

function card({ definition, functionName }: Schedule, token: string, now: Date): Html {
  const next = definition.timetable.next(now);
  return html`<section class="card">
<h2>${definition.name}</h2>
<p><code>${definition.expression}</code> in ${definition.zone}, wakes ${functionName}.
 Next: ${next === undefined ? 'never' : instant(next.toISOString())}.</p>
<form method="post" action="/schedules/${encodeURIComponent(definition.name)}/fire" class="inline">
<input type="hidden" name="token" value="${token}">
<button>Fire now</button>
</form>
<form method="post" action="/schedules/${encodeURIComponent(definition.name)}/fire" class="inline">
<input type="hidden" name="token" value="${token}">
<label>Instant (UTC) <input type="datetime-local" name="at" value="${now.toISOString().slice(0, 16)}" required></label>
<button>Fire for this instant</button>
</form>
</section>`;
}

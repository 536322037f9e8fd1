import { html } from 'hono/html';
import type { RunView } from '../console-view.ts';
import { type Html, table } from './layout.ts';

/** The runs of a day with their accounts. */
export function runsPage(day: string, runs: readonly RunView[]): Html {
  const rows = runs.map(
    run => html`<tr>
<td>${run.run}${run.complete ? '' : ' (still queueing)'}</td>
${[run.due, run.sent, run.skipped, run.failed, run.unknown, run.inFlight].map(count => html`<td class="number">${count}</td>`)}
<td>${reasons(run)}</td>
</tr>`,
  );
  return html`<form method="get" action="/runs" class="inline">
<label>UTC day <input type="date" name="day" value="${day}" required></label> <button>Show</button>
</form>
${table(['Run', 'Due', 'Sent', 'Skipped', 'Failed', 'Unknown', 'In flight', 'Reasons'], rows, 'No run came due on this day.')}
<p>For every run: due = sent + skipped + failed + unknown + in flight.</p>`;
}

function reasons(run: RunView): string {
  return Object.entries(run.reasons)
    .map(([reason, count]) => `${reason} (${count})`)
    .join(', ');
}

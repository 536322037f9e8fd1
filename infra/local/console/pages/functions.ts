import { html } from 'hono/html';
import type { Invocation } from '../../functions/invocation-log.ts';
import type { FunctionView } from '../console-view.ts';
import { type Html, instant, table } from './layout.ts';

/** All functions with how their latest invocations went. */
export function functionsPage(functions: readonly FunctionView[]): Html {
  const rows = functions.map(({ name, active, recent }) => {
    const failures = recent.filter(({ ended }) => ended?.failure !== undefined).length;
    return html`<tr${failures > 0 ? html` class="bad"` : ''}>
<td><a href="/functions/${encodeURIComponent(name)}">${name}</a></td>
<td class="number">${active}</td>
<td class="number">${recent.length}</td>
<td class="number">${failures}</td>
<td class="number">${recent[0] === undefined ? 'never' : instant(recent[0].startedAt)}</td>
</tr>`;
  });
  const head = ['Function', 'Running', 'Recent invocations', 'Of them failed', 'Last woken'];
  return table(head, rows, 'The template has no functions.');
}

/** One function's recent invocations with what they wrote. */
export function functionPage({ recent }: FunctionView): Html {
  if (recent.length === 0) return html`<p class="empty">Not invoked yet.</p>`;
  return html`<ol class="invocations">${recent.map(invocationItem)}</ol>`;
}

function invocationItem(invocation: Invocation): Html {
  const { ended, lines } = invocation;
  const failure = ended?.failure;
  return html`<li${failure === undefined ? '' : html` class="bad"`}>
<details${failure === undefined ? '' : html` open`}>
<summary>${summary(invocation)} · <strong>${ended === undefined ? 'running' : failure === undefined ? 'fine' : 'failed'}</strong></summary>
${failure === undefined ? '' : html`<p>${failure.errorType}: ${failure.errorMessage}</p>`}
${lines.length === 0 ? html`<p class="empty">It wrote nothing.</p>` : html`<pre>${lines.join('\n')}</pre>`}
</details>
</li>`;
}

function summary({ startedAt, trigger, coldStart, ended }: Invocation): string {
  const duration = ended === undefined ? [] : [`${ended.milliseconds.toFixed(0)} ms`];
  return [instant(startedAt), trigger, ...(coldStart ? ['cold start'] : []), ...duration].join(' · ');
}

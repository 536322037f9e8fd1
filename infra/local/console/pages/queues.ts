import { html } from 'hono/html';
import type { QueueDepth } from '../../servers/messaging.ts';
import { type Html, table } from './layout.ts';

export function queuesPage(queues: readonly QueueDepth[]): Html {
  const rows = queues.map(
    ({ name, visible, inFlight, delayed }) => html`<tr${isAlarming(name, visible) ? html` class="bad"` : ''}>
<td>${name}</td>
<td class="number">${visible}</td>
<td class="number">${inFlight}</td>
<td class="number">${delayed}</td>
</tr>`,
  );
  return html`${table(['Queue', 'Visible', 'In flight', 'Delayed'], rows, 'The template has no queues.')}
<p>In flight: received by a function, or waiting for another attempt. Messages in a dead-letter queue failed for good.</p>`;
}

function isAlarming(name: string, visible: number): boolean {
  return visible > 0 && name.includes('DeadLetters');
}

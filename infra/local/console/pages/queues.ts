import { html } from 'hono/html';
import type { QueueDepth } from '../../servers/messaging.ts';
import type { StreamDepth } from '../../streams/streams.ts';
import { type Html, table } from './layout.ts';

export function queuesPage(queues: readonly QueueDepth[], streams: readonly StreamDepth[]): Html {
  const rows = queues.map(
    ({ name, visible, inFlight, delayed }) => html`<tr${isAlarming(name, visible) ? html` class="bad"` : ''}>
<td>${name}</td>
<td class="number">${visible}</td>
<td class="number">${inFlight}</td>
<td class="number">${delayed}</td>
</tr>`,
  );
  const streamRows = streams.map(
    ({ name, pending }) => html`<tr>
<td>${name}</td>
<td class="number">${pending}</td>
</tr>`,
  );
  return html`${table(['Queue', 'Visible', 'In flight', 'Delayed'], rows, 'The template has no queues.')}
<p>In flight: received by a function, or waiting for another attempt. Messages in a dead-letter queue failed for good.</p>
${table(['Stream', 'Records'], streamRows, 'The template has no streams.')}
<p>Records wait until there are enough of them for their function, or a minute is over.</p>`;
}

function isAlarming(name: string, visible: number): boolean {
  return visible > 0 && name.includes('DeadLetters');
}

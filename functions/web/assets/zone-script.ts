import { renamedZones } from '../../../shared/subscribers/zones.ts';

/**
 * Preselects the browser's own zone where a form asks for one and nothing was chosen yet. Without it the form works the
 * same, from UTC.
 */
export const zoneScript = `'use strict';
(() => {
  const select = document.querySelector('select[data-guess-zone]');
  if (!select) return;
  const renamed = ${JSON.stringify(Object.fromEntries(renamedZones))};
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = renamed[guess] || guess;
  if (Array.from(select.options).some(option => option.value === zone)) select.value = zone;
})();
`;

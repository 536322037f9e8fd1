import { dayName } from '../../../shared/digests/day-names.ts';
import { type Html, html } from './html.ts';

/** `Tuesday 18 August 2026`. */
export function fullDayName(day: string): string {
  return `${dayName(day)} ${day.slice(0, 4)}`;
}

export function dayTime(day: string): Html {
  return html`<time datetime="${day}">${fullDayName(day)}</time>`;
}

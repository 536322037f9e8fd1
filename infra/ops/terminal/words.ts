/** `1 mail`, `1,200 mails`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** `2026-08-18 05:00 UTC`. */
export function minuteUtc(instant: Date | string): string {
  const text = typeof instant === 'string' ? instant : instant.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

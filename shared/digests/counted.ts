/** A number for people, `1,234`, with its noun in the right number if one is given: `1 paper`, `1,234 papers`. */
export function counted(number: number, noun?: string): string {
  const digits = String(number).replace(/\B(?=(\d{3})+$)/g, ',');
  if (noun === undefined) return digits;
  return `${digits} ${noun}${number === 1 ? '' : 's'}`;
}

/** The headers of a raw message as they stand, unfolded, in order. */
export function headersOf(message: Uint8Array): { name: string; value: string }[] {
  const [head = ''] = Buffer.from(message).toString('latin1').split('\r\n\r\n', 1);
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map(line => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
}

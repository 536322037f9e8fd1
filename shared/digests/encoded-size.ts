const encoder = new TextEncoder();

/** Content of a quoted-printable line before its soft break `=\r\n`; RFC 2045 allows 76 with the `=`. */
const contentPerLine = 72;

/**
 * Bytes that a text takes in quoted-printable, at most: what is not printable ASCII takes three, and soft line breaks
 * and CRLF come on top.
 */
export function encodedSize(text: string): number {
  let size = 0;
  let line = 0;
  for (const byte of encoder.encode(text)) {
    const isNewline = byte === 0x0a;
    const width = isNewline ? 2 : isLiteral(byte) ? 1 : 3;
    size += width;
    line = isNewline ? 0 : line + width;
    if (line > contentPerLine) {
      size += 3;
      line = 0;
    }
  }
  return size;
}

function isLiteral(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e && byte !== 0x3d;
}

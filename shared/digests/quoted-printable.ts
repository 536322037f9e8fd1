const encoder = new TextEncoder();

/** Content of a line before its soft break `=\r\n`; RFC 2045 allows 76 with the `=`. */
const contentPerLine = 75;

const codes = Array.from(
  { length: 256 },
  (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);
const space = 0x20;

/** A text in quoted-printable (RFC 2045, 6.7), with CRLF line ends: ASCII in lines of at most 76 characters. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r?\n/)
    .map(line => encodeLine(encoder.encode(line)))
    .join('\r\n');
}

function encodeLine(bytes: Uint8Array): string {
  let encoded = '';
  let width = 0;
  for (const [index, byte] of bytes.entries()) {
    // What stands between our lines may strip a space from their ends.
    const literal = isLiteral(byte) && !(byte === space && index === bytes.length - 1);
    const piece = literal ? String.fromCharCode(byte) : (codes[byte] ?? '');
    if (width + piece.length > contentPerLine) {
      encoded += '=\r\n';
      width = 0;
    }
    encoded += piece;
    width += piece.length;
  }
  return encoded;
}

function isLiteral(byte: number): boolean {
  return byte >= space && byte <= 0x7e && byte !== 0x3d;
}

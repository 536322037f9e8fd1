/** Characters of a header line with encoded words (RFC 2047, 2), and where others are folded too. */
const lineWidth = 76;

/** What an encoded word is made of beside its content. */
const frame = { start: '=?UTF-8?B?', end: '?=' } as const;
const frameWidth = frame.start.length + frame.end.length;

const fold = '\r\n ';

/** Whether a text can stand in a header as it is, without looking like an encoded word. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && !text.includes('=?');
}

/**
 * A line of text as a header's value, folded: as it is if it is ASCII, in encoded words (RFC 2047) otherwise. `column`
 * is where it starts, after the header's name.
 */
export function headerText(text: string, column: number): string {
  return isPlain(text) ? foldedWords(text, column) : encodedWords(text, column);
}

/** An address, after its owner's name if it has one, as the value of a header that starts at `column`. */
export function namedAddress({ name, address }: { name: string; address: string }, column: number): string {
  if (name === '') return address;
  // RFC 5322: words of these characters may stand alone, other names in quotes.
  const words = /^[\w!#$%&'*+/=?^`{|}~-]+( [\w!#$%&'*+/=?^`{|}~-]+)*$/.test(name);
  const plain = words ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  const fits = column + plain.length <= lineWidth;
  const phrase = isPlain(name) && fits ? plain : encodedWords(name, column);
  const lastLine = phrase.slice(phrase.lastIndexOf('\n') + 1);
  const start = phrase === lastLine ? column : 0;
  const separator = start + lastLine.length + address.length + 3 <= lineWidth ? ' ' : fold;
  return `${phrase}${separator}<${address}>`;
}

/** Broken before words, so that lines stay within the width as far as the words do. */
function foldedWords(text: string, column: number): string {
  const [first = '', ...words] = text.split(' ');
  let folded = first;
  let width = column + first.length;
  for (const word of words) {
    // An empty word is one of several spaces: a line of nothing but spaces would not be a fold.
    const breaks = word !== '' && width + 1 + word.length > lineWidth;
    folded += (breaks ? fold : ' ') + word;
    width = breaks ? 1 + word.length : width + 1 + word.length;
  }
  return folded;
}

/** Each encoded word holds whole characters and fills a line at the most. */
function encodedWords(text: string, column: number): string {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    const longer = word + character;
    if (word !== '' && base64Width(longer) > roomFor(words.length, column)) {
      words.push(word);
      word = character;
    } else word = longer;
  }
  words.push(word);
  return words.map(content => frame.start + Buffer.from(content).toString('base64') + frame.end).join(fold);
}

/** Characters of Base64 that a line has room for: less on the first, which begins with the header's name. */
function roomFor(line: number, column: number): number {
  return lineWidth - frameWidth - (line === 0 ? column : 1);
}

function base64Width(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3) * 4;
}

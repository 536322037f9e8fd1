/** Columns of a text part: what a quoting reader's terminal still shows in one line (RFC 5322's 78). */
export const textWidth = 78;

interface Indents {
  readonly first?: string;
  readonly rest?: string;
}

/**
 * A line broken between words into lines of at most `textWidth` characters, indents included; a longer word, such as
 * a title in Chinese, is broken wherever the line ends. Not for URLs.
 */
export function wrapped(text: string, { first = '', rest = first }: Indents = {}): readonly string[] {
  const room = textWidth - Math.max(first.length, rest.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(part => pieces(part, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (lengthOf(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines.map((content, index) => (index === 0 ? first : rest) + content);
}

/** A word in pieces of at most `room` characters; none of an empty one. */
function pieces(word: string, room: number): readonly string[] {
  const characters = Array.from(word);
  const count = Math.ceil(characters.length / room);
  return Array.from({ length: count }, (_, at) => characters.slice(at * room, (at + 1) * room).join(''));
}

/** Characters as people count them, near enough: code points. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

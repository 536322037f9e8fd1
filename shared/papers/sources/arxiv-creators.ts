import { plainText } from '../text.ts';

const generation = /^(jr|sr|ii|iii|iv)\.?$/i;

/**
 * The names in arXiv's `dc:creator`: one comma-joined string with affiliations in parentheses, nested at times, which
 * are left out. TeX accents (`Andr\'e`) stay as they came.
 */
export function splitCreators(creators: string): string[] {
  const names: string[] = [];
  for (const part of withoutParentheses(creators).split(',')) {
    const name = plainText(part);
    const last = names.at(-1);
    if (last !== undefined && generation.test(name)) names[names.length - 1] = `${last}, ${name}`;
    else if (name !== '') names.push(name);
  }
  return names;
}

function withoutParentheses(text: string): string {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) outside += character;
  }
  return outside;
}

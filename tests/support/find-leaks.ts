import type { TextFile } from './text-files.ts';

/** Keys and tokens by their shapes, whoever they belong to. */
const credentials =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:hf|npm|ghp)_[A-Za-z0-9]{30,}/g;

/**
 * Where these words stand in files, in any case, as they are or escaped as in a URL or in base64; one line each, naming
 * the file and the word.
 */
export function findLeaks(files: readonly TextFile[], words: readonly string[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lowerText = text.toLowerCase();
    return words
      .filter(
        word => lowerText.includes(word.toLowerCase()) || encodings(word).some(each => text.includes(each)),
      )
      .map(word => `${path}: ${word}`);
  });
}

/** Where anything looks like somebody's credentials. */
export function findCredentials(files: readonly TextFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(credentials)].map(([found]) => `${path}: ${found.slice(0, 8)}…`),
  );
}

/** The word in a URL, and in base64 at each of the three places where it may begin: without what its neighbours change. */
function encodings(word: string): string[] {
  const base64 = [0, 1, 2].map(before => {
    const text = Buffer.from('\0'.repeat(before) + word)
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(before === 0 ? 0 : before + 1, -1);
  });
  return [encodeURIComponent(word), ...base64];
}

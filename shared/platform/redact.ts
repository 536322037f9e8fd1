/** Takes e-mail addresses out of a text that is stored or logged: SES names recipients in its error messages. */
export function withoutAddresses(text: string): string {
  // Word by word: one pattern for a whole address takes quadratic time over a long word without one.
  return text.replace(/[^\s<>"',;]+/g, word => (/^.+@./s.test(word) ? '[address]' : word));
}

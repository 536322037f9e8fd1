/** Takes e-mail addresses out of a text that is stored or logged: SES names recipients in its error messages. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"',;]+@[^\s<>"',;]+/g, '[address]');
}

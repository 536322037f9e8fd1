/**
 * A link to print, or undefined when the text is none: only http and https, without credentials. Sources carry what
 * their users typed, `javascript:` included.
 */
export function webUrl(text: string | undefined): string | undefined {
  const url = parse(text);
  return url && ['https:', 'http:'].includes(url.protocol) ? url.href : undefined;
}

/** The same for a picture that a mail or page embeds: https only, and no film by its name's ending. */
export function imageUrl(text: string | undefined): string | undefined {
  const url = parse(text);
  return url?.protocol === 'https:' && !/\.(mp4|mov|qt|webm|m4v)$/i.test(url.pathname) ? url.href : undefined;
}

function parse(text: string | undefined): URL | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '' || trimmed.length > 2_000 || !URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  return url.username === '' && url.password === '' ? url : undefined;
}

import PostalMime from 'postal-mime';

/** The parts of a mail that a person reads. */
export interface MailContent {
  readonly text: string;
  readonly html: string | undefined;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export async function readMail(raw: Buffer): Promise<MailContent> {
  const mail = await PostalMime.parse(raw);
  return {
    text: mail.text ?? '',
    html: mail.html,
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

/** A mail is not ours to trust: no scripts, no forms, nothing loaded but pictures; links open in a window of their own. */
export const mailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src https: data:',
  "frame-ancestors 'self'",
].join('; ');

/** The HTML part as a page: its links leave the frame. */
export function mailPage(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, head => head + base) : base + html;
}

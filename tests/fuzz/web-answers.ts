import type { WebAnswer } from '../support/call-web.ts';
import type { WebUnderTest } from '../support/web.ts';
import { echoes, tellsAddress } from './hostile.ts';
import { type Verdict, WrongAnswerError } from './kind.ts';

/** What an answer of the web function makes of an input, once nothing in it is wrong whatever the input was. */
export function verdictOf(answer: WebAnswer, web: Pick<WebUnderTest, 'lines'>): Verdict {
  const { statusCode, body } = answer;
  const headers = new Headers(answer.headers);
  const lines = web.lines.splice(0).join('\n');
  // A 500 is a crash that the app's last line of defence has caught.
  if (statusCode >= 500) throw new Error(`answered ${statusCode}; the log says: ${lines}`);
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  if (isPage && echoes(body)) throw new WrongAnswerError('the page echoes markup');
  if (headers.get('content-security-policy') === null) throw new WrongAnswerError('no security headers');
  if (headers.has('set-cookie')) throw new WrongAnswerError('a cookie');
  const location = headers.get('location') ?? '/';
  if (!/^\/(?![/\\])/.test(location)) throw new WrongAnswerError(`leads to ${location}`);
  if (tellsAddress(lines) || echoes(lines))
    throw new WrongAnswerError(`the log tells of the input: ${lines}`);
  if (statusCode < 400) return { kind: 'accepted' };
  const why = isPage ? pageReason(body) : problemReason(body);
  // A reader's own term may be named back to them, in quotes.
  if (tellsAddress(why.replace(/“[^”]*”/g, '')))
    throw new WrongAnswerError(`the reason tells the address: ${why}`);
  return { kind: 'refused', why };
}

/** What a page says is wrong: the messages beside its fields, or above them, or else its own heading and text. */
function pageReason(page: string): string {
  const problems = [...page.matchAll(/<p class="problem" id="([\w.]+)-problem">([^<]*)<\/p>/g)];
  if (problems.length > 0) return problems.map(([, field = '', text = '']) => `${field}: ${text}`).join('\n');
  const summary = [...page.matchAll(/<li><a href="#[\w.-]+">([^<]+)<\/a><\/li>/g)];
  if (page.includes('class="problems"') && summary.length > 0)
    return summary.map(([, text = '']) => text).join('\n');
  const [, title = ''] = /<h1[^>]*>([^<]*)<\/h1>/.exec(page) ?? [];
  const [, text = ''] = /<h1[^>]*>[^<]*<\/h1>\s*<p>([^<]*)<\/p>/.exec(page) ?? [];
  return text === '' ? '' : `${title}: ${text}`;
}

function problemReason(body: string): string {
  const { detail, errors } = JSON.parse(body) as { detail: string; errors?: Record<string, string> };
  if (errors === undefined) return detail;
  return Object.entries(errors)
    .map(([field, text]) => `${field}: ${text}`)
    .join('\n');
}

import type { Digest, RenderContext, RenderedDigest } from './digest.ts';
import { type Room, wordsOf } from './digest-words.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/**
 * Both parts together, as they travel. Gmail cuts a mail off at 102 kB; this leaves 4 kB for our headers and for those
 * that SES and the receiving servers add.
 */
const mostEncodedBytes = 98_000;

/** First as a mail should be, then as it may be rather than leave papers out. */
const rooms = [
  { summary: 300, answers: true },
  { summary: 200, answers: true },
  { summary: 120, answers: true },
  { summary: 120, answers: false },
] as const;
/** The scarcest of them, where papers have to be left out. */
const scarcest = rooms[3];

/**
 * A digest as a mail. It always fits: if it would be too long its summaries get shorter, then the links to say what
 * one wants more or less of go, which only mails of some forty papers need, and if that is not enough its tail is cut at a whole paper, and the mail says how many more are on the web. `shown` says what is in it.
 */
export function renderDigest(digest: Digest, context: RenderContext): RenderedDigest {
  for (const room of rooms) {
    const whole = render(digest, context, { papers: digest.papers.length, ...room });
    if (fits(whole)) return whole;
  }
  return renderLongestThatFits(digest, context);
}

/** Bisects over the number of papers: some thousand digests per run may be cut, each over dozens of papers. */
function renderLongestThatFits(digest: Digest, context: RenderContext): RenderedDigest {
  let best = render(digest, context, { papers: 1, ...scarcest });
  let tooMany = digest.papers.length;
  while (tooMany - best.shown.length > 1) {
    const candidate = render(digest, context, {
      papers: Math.floor((best.shown.length + tooMany) / 2),
      ...scarcest,
    });
    if (fits(candidate)) best = candidate;
    else tooMany = candidate.shown.length;
  }
  return best;
}

function render(digest: Digest, context: RenderContext, room: Room): RenderedDigest {
  const words = wordsOf(digest, context, room);
  return {
    subject: words.subject,
    html: renderHtml(words),
    text: renderText(words),
    shown: digest.papers.slice(0, room.papers),
  };
}

function fits({ html, text }: RenderedDigest): boolean {
  return quotedPrintable(html).length + quotedPrintable(text).length <= mostEncodedBytes;
}

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

/** Characters of a summary: first as they should be, then as they may be rather than leave papers out. */
const summaryLengths = [300, 200, 120] as const;

/**
 * A digest as a mail. It always fits: if it would be too long its summaries get shorter, and if that is not enough
 * its tail is cut at a whole paper, and the mail says how many more are on the web. `shown` says what is in it.
 */
export function renderDigest(digest: Digest, context: RenderContext): RenderedDigest {
  for (const summary of summaryLengths) {
    const whole = render(digest, context, { papers: digest.papers.length, summary });
    if (fits(whole)) return whole;
  }
  return renderLongestThatFits(digest, context, summaryLengths[2]);
}

/** Bisects over the number of papers: some thousand digests per run may be cut, each over dozens of papers. */
function renderLongestThatFits(digest: Digest, context: RenderContext, summary: number): RenderedDigest {
  let best = render(digest, context, { papers: 1, summary });
  let tooMany = digest.papers.length;
  while (tooMany - best.shown.length > 1) {
    const candidate = render(digest, context, {
      papers: Math.floor((best.shown.length + tooMany) / 2),
      summary,
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

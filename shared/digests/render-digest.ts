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
 * A digest as a mail. It always fits: if it would be too long its summaries get shorter, then the links to say what one
 * wants more or less of go, which only mails of some forty papers need, and if that is not enough its tail is cut at a
 * whole paper, and the mail says how many more are on the web. `shown` says what is in it.
 */
export function renderDigest(digest: Digest, context: RenderContext): RenderedDigest {
  for (const room of rooms) {
    const whole = renderer(digest, context, room)(digest.papers.length);
    if (fits(whole)) return whole;
  }
  return longestThatFits(digest, renderer(digest, context, scarcest));
}

type Render = (papers: number) => RenderedDigest;

/** Bisects over the number of papers: some thousand digests per run may be cut, each over dozens of papers. */
function longestThatFits({ papers }: Digest, render: Render): RenderedDigest {
  let best = render(1);
  let tooMany = papers.length;
  while (tooMany - best.shown.length > 1) {
    const candidate = render(Math.floor((best.shown.length + tooMany) / 2));
    if (fits(candidate)) best = candidate;
    else tooMany = candidate.shown.length;
  }
  return best;
}

function renderer(digest: Digest, context: RenderContext, room: Room): Render {
  const wordsFor = wordsOf(digest, context, room);
  return papers => {
    const words = wordsFor(papers);
    return {
      subject: words.subject,
      html: renderHtml(words),
      text: renderText(words),
      shown: digest.papers.slice(0, papers),
    };
  };
}

function fits({ html, text }: RenderedDigest): boolean {
  return quotedPrintable(html).length + quotedPrintable(text).length <= mostEncodedBytes;
}

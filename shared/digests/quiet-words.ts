import { assertNever } from '../platform/never.ts';
import { counted } from './counted.ts';
import { spanName } from './day-names.ts';
import type { RenderContext } from './digest.ts';
import { type DaysOnTheWeb, dayLinks } from './digest-words.ts';
import { factWords } from './fact-words.ts';
import { type FooterWords, footerWords } from './footer-words.ts';
import { paperLinks } from './links.ts';
import type { NearMiss } from './near-miss.ts';
import type { Link } from './paper-words.ts';
import { plainLine } from './plain-line.ts';
import type { Quiet } from './selection.ts';
import { shorten } from './shorten.ts';

/** All that a short note about nothing says, in plain words. */
export interface QuietWords extends FooterWords {
  readonly subject: string;
  readonly preheader: string;
  readonly senderName: string;
  readonly heading: string;
  readonly facts: string;
  /** What nearly matched; may be empty. */
  readonly near: readonly NearWords[];
  /** Absent where there is nothing to look at. */
  readonly onTheWeb: DaysOnTheWeb | undefined;
}

export interface NearWords {
  readonly paper: Link;
  readonly why: string;
}

/** Characters, far above any seen. */
const longestTitle = 300;

export function quietWords(quiet: Quiet, near: readonly NearMiss[], context: RenderContext): QuietWords {
  const { subject, facts } = whatHappened(quiet);
  const days = quiet.listed > 0 ? quiet.about : [];
  return {
    subject,
    preheader: facts,
    senderName: plainLine(context.senderName),
    heading: subject,
    facts,
    near: near.map(({ listed, but }) => ({
      paper: {
        label: shorten(plainLine(listed.paper.title), longestTitle),
        url: paperLinks(listed, context.webUrl).paper,
      },
      why: whyNot(listed.entry.upvotes, but),
    })),
    onTheWeb:
      days.length > 0 ? { label: 'All of them on the web', days: dayLinks(days, context.webUrl) } : undefined,
    ...footerWords(context, { quiet: true }),
  };
}

function whatHappened({ reason, about, listed, weekly }: Quiet): { subject: string; facts: string } {
  const span = spanName(about);
  const next = `Your next mail comes ${weekly ? 'next week' : 'when there is something'}.`;
  switch (reason) {
    case 'weekend':
      return {
        subject: `No papers for ${span}: the weekend`,
        facts: `Nothing is listed on weekends. ${next}`,
      };
    case 'holiday':
      return {
        subject: `No papers for ${span}: a holiday`,
        facts: `arXiv announced nothing, and nothing was listed. ${next}`,
      };
    case 'not-in-yet':
      return {
        subject: `The list of ${span} is not in yet`,
        facts: 'It was not complete when your mail was due. What it holds comes with your next one.',
      };
    case 'source-down':
      return {
        subject: `The list of ${span} could not be read`,
        facts: 'Its source did not answer. We go on asking; what it holds comes with your next mail.',
      };
    case 'nothing-matched':
      return {
        subject: `Nothing matched your rules for ${span}`,
        facts: `${counted(listed, 'paper')} listed; none matches that you have not had. “My papers” below has your rules.`,
      };
    case 'nothing-new':
      return {
        subject: `Nothing new for ${span}`,
        facts:
          listed > 0
            ? `You were sent before what was listed. ${next}`
            : `Nothing was listed, and we know no reason. ${next}`,
      };
    default:
      return assertNever(reason);
  }
}

function whyNot(upvotes: number, but: NearMiss['but']): string {
  switch (but.kind) {
    case 'few-upvotes': {
      const few = `${counted(upvotes, 'upvote')}, and you ask for ${counted(but.wanted)}`;
      return but.fact === undefined ? few : `${factWords(but.fact)}, but ${few}`;
    }
    case 'left-out':
      return `${factWords(but.fact)}, but ${factWords(but.excluded)}, which you leave out`;
    case 'part':
      return `${factWords(but.fact)}, but not “${but.phrase}”`;
    default:
      return assertNever(but);
  }
}

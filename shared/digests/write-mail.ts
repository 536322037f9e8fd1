import { noRules } from '../subscribers/rules.ts';
import type { Catalogue } from './catalogue.ts';
import { chooseDigest, type DueReader } from './choose.ts';
import type { DigestPaper, RenderContext, RenderedMail } from './digest.ts';
import { nearMisses } from './near-miss.ts';
import { renderDigest } from './render-digest.ts';
import { renderQuiet } from './render-quiet.ts';
import type { Quiet } from './selection.ts';

/** A mail, or why there is none. Either way, its days are covered from now on. */
export type WrittenMail =
  | {
      readonly kind: 'mail';
      readonly mail: RenderedMail;
      readonly days: readonly string[];
      /** The papers that the mail shows; none in a note that says that there is nothing. */
      readonly shown: readonly DigestPaper[];
    }
  | { readonly kind: 'quiet'; readonly quiet: Quiet };

/**
 * Chooses and renders one reader's digest; for a reader who asked for it, a short note where there is nothing to send.
 */
export function writeMail(
  due: Omit<DueReader, 'preferences'>,
  context: RenderContext,
  catalogue: Catalogue,
): WrittenMail {
  const { preferences } = context;
  const selection = chooseDigest({ ...due, preferences }, catalogue);
  if (selection.kind === 'digest') {
    const { shown, ...mail } = renderDigest(selection.digest, context);
    return { kind: 'mail', mail, days: selection.digest.days, shown };
  }
  const { quiet } = selection;
  if (preferences.quietNote !== true) return { kind: 'quiet', quiet };
  const near =
    quiet.reason === 'nothing-matched' ? nearMisses(quiet.heldBack, preferences.rules ?? noRules) : [];
  return { kind: 'mail', mail: renderQuiet(quiet, near, context), days: quiet.days, shown: [] };
}

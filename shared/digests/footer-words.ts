import { describePreferences } from '../subscribers/describe-preferences.ts';
import { describeRules } from '../subscribers/describe-rules.ts';
import { fewestPapers } from '../subscribers/preferences.ts';
import type { RenderContext } from './digest.ts';
import type { Link } from './paper-words.ts';
import { plainLine } from './plain-line.ts';

/** What stands below every mail to a subscribed reader. */
export interface FooterWords {
  readonly why: string;
  /** What the reader can change, the smallest step first; each opens a page with a button. */
  readonly choices: readonly Link[];
  readonly postalAddress: string;
}

/**
 * `quiet`: of a note that nothing came, where fewer papers are no help. To a reader of few there is no button that makes
 * them fewer.
 */
export function footerWords(
  { urls, preferences, webUrl, postalAddress }: RenderContext,
  { quiet }: { readonly quiet: boolean },
): FooterWords {
  const weekly = preferences.frequency === 'weekly' ? [] : [{ label: 'Weekly instead', url: urls.weekly }];
  const fewer =
    quiet || preferences.maxPapers <= fewestPapers ? [] : [{ label: 'Fewer papers', url: urls.fewer }];
  return {
    why: [
      `You get this because you signed up at ${new URL(webUrl).host}.`,
      `Your choice: ${describePreferences(preferences)}`,
      ...(preferences.rules === undefined ? [] : [describeRules(preferences.rules)]),
    ].join(' '),
    choices: [
      { label: 'Pause a week', url: urls.pauseWeek },
      ...weekly,
      ...fewer,
      { label: 'My papers', url: urls.rules },
      { label: 'Preferences', url: urls.preferences },
      { label: 'Unsubscribe', url: urls.unsubscribe },
    ],
    postalAddress: plainLine(postalAddress),
  };
}

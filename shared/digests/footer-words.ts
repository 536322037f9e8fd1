import { describePreferences } from '../subscribers/describe-preferences.ts';
import { describeRules } from '../subscribers/describe-rules.ts';
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

export function footerWords({ urls, preferences, webUrl, postalAddress }: RenderContext): FooterWords {
  const weekly = preferences.frequency === 'weekly' ? [] : [{ label: 'Weekly instead', url: urls.weekly }];
  return {
    why: [
      `You get this because you signed up at ${new URL(webUrl).host}.`,
      `Your choice: ${describePreferences(preferences)}`,
      ...(preferences.rules === undefined ? [] : [describeRules(preferences.rules)]),
    ].join(' '),
    choices: [
      { label: 'Pause a week', url: urls.pauseWeek },
      ...weekly,
      { label: 'Fewer papers', url: urls.fewer },
      { label: 'Preferences', url: urls.preferences },
      { label: 'Unsubscribe', url: urls.unsubscribe },
    ],
    postalAddress: plainLine(postalAddress),
  };
}

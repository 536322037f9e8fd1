import { type Address, addressProblems, parseAddress } from '../../shared/subscribers/address.ts';
import { type PreferenceProblems, parsePreferences } from '../../shared/subscribers/preferences.ts';
import { defaultPreferences, type Preferences } from '../../shared/subscribers/subscriber.ts';

export type SignUpProblems = PreferenceProblems & { email?: string };

export type ReadSignUp =
  | {
      readonly ok: true;
      readonly address: Address;
      readonly preferences: Preferences;
      readonly trapped: boolean;
    }
  | { readonly ok: false; readonly problems: SignUpProblems };

/** The field that people do not see: whatever fills it is no person. */
export const honeypot = 'homepage';

/** Reads a sign-up from a form's fields or a JSON body; preferences that are not there take their defaults. */
export function readSignUp(input: Readonly<Record<string, unknown>>, now: Date): ReadSignUp {
  const { email } = input;
  const address = parseAddress(typeof email === 'string' ? email : '');
  // A pause is for readers; a sign-up with one would only look broken. Rules are made where they can be previewed.
  const { pausedUntil: _, rules: _rules, ...chosen } = input;
  const preferences = parsePreferences(chosen, now, defaultPreferences);
  if (address.ok && preferences.ok) {
    const trap = input[honeypot];
    const trapped = trap !== undefined && trap !== '';
    return { ok: true, address: address.address, preferences: preferences.preferences, trapped };
  }
  return {
    ok: false,
    problems: {
      ...(address.ok ? {} : { email: addressProblems[address.problem] }),
      ...(preferences.ok ? {} : preferences.problems),
    },
  };
}

import { domainOf } from './addresses.ts';
import { SesError } from './ses-error.ts';

/** Where a configuration set publishes events. */
export interface EventDestination {
  readonly configurationSet: string;
  /** A topic or a stream. */
  readonly targetArn: string;
  /** As in the template: `send`, `renderingFailure`. */
  readonly matchingEventTypes: readonly string[];
}

/** The account's identities and configuration sets: the template's, and what an operator adds by VerifyEmailIdentity. */
export interface SesAccount {
  readonly identities: Set<string>;
  readonly configurationSets: ReadonlySet<string>;
  readonly eventDestinations: readonly EventDestination[];
}

/** The verified identity that an address may send as; throws SES's MessageRejected when there is none. */
export function identityOf(account: SesAccount, address: string): string {
  const domain = domainOf(address);
  for (const identity of account.identities) {
    const verified = identity.toLowerCase();
    if (verified === address.toLowerCase() || domain === verified || domain.endsWith(`.${verified}`))
      return identity;
  }
  throw new SesError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region US-EAST-1: ${address}`,
  );
}

export function checkConfigurationSet(account: SesAccount, name: string | undefined): void {
  if (name === undefined || account.configurationSets.has(name)) return;
  throw new SesError('ConfigurationSetDoesNotExist', `Configuration set <${name}> does not exist.`);
}

import type { SesAccount } from './servers/ses/account.ts';
import { StartUpError } from './start-up-error.ts';
import type { Deployment } from './template/deployment.ts';
import { configurationSetKind, emailIdentityKind, eventDestinationKind } from './template/resources/ses.ts';

/** The identities (verified, on this machine), configuration sets and event destinations of the template. */
export function readSesAccount(deployment: Deployment): SesAccount {
  return {
    identities: new Set(deployment.all(emailIdentityKind).map(({ properties }) => properties.EmailIdentity)),
    configurationSets: new Set(deployment.all(configurationSetKind).map(({ ref }) => ref)),
    eventDestinations: deployment
      .all(eventDestinationKind)
      .filter(({ properties }) => properties.EventDestination.Enabled)
      .map(({ properties: { ConfigurationSetName, EventDestination } }) => ({
        configurationSet: ConfigurationSetName,
        targetArn: targetOf(EventDestination),
        matchingEventTypes: EventDestination.MatchingEventTypes,
      })),
  };
}

interface Targets {
  readonly SnsDestination?: { readonly TopicARN: string } | undefined;
  readonly KinesisFirehoseDestination?: { readonly DeliveryStreamARN: string } | undefined;
}

function targetOf({ SnsDestination, KinesisFirehoseDestination }: Targets): string {
  const target = SnsDestination?.TopicARN ?? KinesisFirehoseDestination?.DeliveryStreamARN;
  if (target === undefined)
    throw new StartUpError('An event destination of the template is neither a topic nor a stream.');
  return target;
}

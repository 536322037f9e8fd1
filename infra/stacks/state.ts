import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { MailRecords } from '../constructs/mail-records.ts';
import { subscribersBySlot } from '../constructs/table-access.ts';
import { mailFromDomainOf, mailZoneOf, type StageSettings } from '../stages.ts';

export interface StateStackProps extends StackProps {
  readonly settings: StageSettings;
}

/**
 * What must outlive any deployment: the tables, and the identity and configuration set that mail is sent with. Logical
 * ids here are a promise (tests/infra/state.test.ts holds it): a changed one is a new, empty table.
 */
export class StateStack extends Stack {
  readonly papers: TableV2;
  readonly subscribers: TableV2;
  readonly deliveries: TableV2;
  readonly mailIdentity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  /** SES tells here what became of mails after it accepted them. */
  readonly mailEvents: Topic;

  constructor(scope: Construct, id: string, { settings, ...props }: StateStackProps) {
    super(scope, id, props);
    this.papers = createTable(this, 'Papers', settings, ['pk', 'sk']);
    this.subscribers = createTable(this, 'Subscribers', settings, ['pk']);
    this.subscribers.addGlobalSecondaryIndex({
      indexName: subscribersBySlot,
      partitionKey: { name: 'slot', type: AttributeType.STRING },
      sortKey: { name: 'pk', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['slotFrequency'],
    });
    this.deliveries = createTable(this, 'Deliveries', settings, ['pk', 'sk']);
    this.configurationSet = createConfigurationSet(this);
    const mailFromDomain = mailFromDomainOf(settings);
    this.mailIdentity = new EmailIdentity(this, 'MailIdentity', {
      identity:
        settings.mailDomain === undefined
          ? Identity.email(settings.sender.address)
          : Identity.domain(settings.mailDomain),
      // Bounces and complaints come as events; by mail as well, somebody would have to read them.
      feedbackForwarding: false,
      ...(mailFromDomain !== undefined && { mailFromDomain }),
    });
    const { mailDomain } = settings;
    if (mailDomain !== undefined) this.proveMailDomain(mailDomain, settings);
    this.mailEvents = new Topic(this, 'MailEvents', { enforceSSL: true });
    publishMailEvents(this, this.configurationSet, this.mailEvents);
    this.describe();
  }

  /** Makes the records that prove the domain where its zone is known, and tells the ones of DKIM in any case. */
  private proveMailDomain(mailDomain: string, settings: StageSettings): void {
    const { mailIdentity } = this;
    for (const [index, { name, value }] of mailIdentity.dkimRecords.entries())
      new CfnOutput(this, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` });
    const zone = mailZoneOf(settings);
    if (zone === undefined) return;
    new MailRecords(this, 'MailRecords', {
      zoneId: zone.id,
      identity: mailIdentity,
      mailDomain,
      mailFromDomain: mailFromDomainOf(settings),
      dmarc: zone.dmarc,
    });
  }

  /** What the operator's tools look up. */
  private describe(): void {
    const outputs = {
      PapersTable: this.papers.tableName,
      SubscribersTable: this.subscribers.tableName,
      DeliveriesTable: this.deliveries.tableName,
      MailIdentityName: this.mailIdentity.emailIdentityName,
      ConfigurationSetName: this.configurationSet.configurationSetName,
      MailEventsTopic: this.mailEvents.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

/** A table with a generated name, so that stages live side by side and a restored copy can take its place. */
function createTable(
  scope: Construct,
  id: string,
  { removal }: StageSettings,
  [partitionKey, sortKey]: readonly [string, string?],
): TableV2 {
  return new TableV2(scope, id, {
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    ...(sortKey !== undefined && { sortKey: { name: sortKey, type: AttributeType.STRING } }),
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: removal === 'retain',
    removalPolicy: removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}

/** Nobody is tracked: no open or click events, no engagement metrics, no redirect domain. */
function createConfigurationSet(scope: Construct): ConfigurationSet {
  return new ConfigurationSet(scope, 'ConfigurationSet', {
    sendingEnabled: true,
    reputationMetrics: true,
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    vdmOptions: { engagementMetrics: false, optimizedSharedDelivery: false },
  });
}

function publishMailEvents(scope: Construct, configurationSet: ConfigurationSet, topic: Topic): void {
  new ConfigurationSetEventDestination(scope, 'MailEventDestination', {
    configurationSet,
    destination: EventDestination.snsTopic(topic),
    // No SEND: there is one for every mail, so they come in bulk (constructs/send-events.ts). No DELIVERY: nothing here
    // depends on it.
    events: [
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
      EmailSendingEvent.RENDERING_FAILURE,
      EmailSendingEvent.DELIVERY_DELAY,
    ],
  });
}

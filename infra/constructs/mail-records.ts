import { Stack } from 'aws-cdk-lib';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type DnsRecord, dmarcRecord, mailFromRecords } from '../mail-records.ts';

export interface MailRecordsProps {
  readonly zoneId: string;
  readonly identity: EmailIdentity;
  readonly mailDomain: string;
  readonly mailFromDomain: string | undefined;
  /** Whether to say what receivers do with unsigned mail. */
  readonly dmarc: boolean;
}

/** What the mail domain's zone has to say so that receivers believe in our mails: DKIM, MAIL FROM, DMARC. */
export class MailRecords extends Construct {
  private readonly zoneId: string;

  constructor(scope: Construct, id: string, props: MailRecordsProps) {
    super(scope, id);
    this.zoneId = props.zoneId;
    for (const [index, { name, value }] of props.identity.dkimRecords.entries())
      this.add(`Dkim${index + 1}`, { name, type: 'CNAME', value });
    if (props.mailFromDomain !== undefined)
      for (const record of mailFromRecords(props.mailFromDomain, Stack.of(this).region))
        this.add(`MailFrom${record.type}`, record);
    if (props.dmarc) this.add('Dmarc', dmarcRecord(props.mailDomain));
  }

  private add(id: string, { name, type, value }: DnsRecord): void {
    new CfnRecordSet(this, id, {
      hostedZoneId: this.zoneId,
      name: `${name}.`,
      type,
      ttl: '1800',
      resourceRecords: [type === 'TXT' ? `"${value}"` : value],
    });
  }
}

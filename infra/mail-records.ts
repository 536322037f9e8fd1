/** A DNS record, with its full name and without a trailing dot. */
export interface DnsRecord {
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  readonly value: string;
}

/**
 * Monitoring only: any stricter policy would speak for whatever else sends mail from the domain. Its owner may tighten
 * it once reports show nothing unsigned.
 */
export const dmarcPolicy = 'v=DMARC1; p=none';

/** The records of a MAIL FROM domain of our own, with which SPF agrees with the sender's domain too. */
export function mailFromRecords(mailFromDomain: string, region: string): DnsRecord[] {
  return [
    { name: mailFromDomain, type: 'MX', value: `10 feedback-smtp.${region}.amazonses.com` },
    { name: mailFromDomain, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
  ];
}

export function dmarcRecord(mailDomain: string): DnsRecord {
  return { name: `_dmarc.${mailDomain}`, type: 'TXT', value: dmarcPolicy };
}

/** Whether a zone answers for a name: for its own, and for all below it. */
export function isInZone(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}

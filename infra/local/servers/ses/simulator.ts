/** What becomes of a mail at its recipient. */
export type Fate = 'delivered' | 'bounced' | 'complained' | 'out-of-office' | 'suppressed';

const simulatorDomain = 'simulator.amazonses.com';
const fates: Readonly<Record<string, Fate>> = {
  success: 'delivered',
  bounce: 'bounced',
  complaint: 'complained',
  ooto: 'out-of-office',
  suppressionlist: 'suppressed',
};

/** Whether the address belongs to SES's mailbox simulator. Labels (`bounce+label@…`) are allowed. */
export function isSimulated(address: string): boolean {
  return address.toLowerCase().endsWith(`@${simulatorDomain}`);
}

/** Real addresses always get their mail on this machine: it stays in the outbox. */
export function fateOf(address: string): Fate {
  if (!isSimulated(address)) return 'delivered';
  const name = address.toLowerCase().split(/[@+]/)[0] ?? '';
  return fates[name] ?? 'delivered';
}

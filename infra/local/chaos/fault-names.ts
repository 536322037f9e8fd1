/** Everything that can be made to go wrong beside the kills, and what it is. */
export const faults = {
  'ses-drop': 'SES accepts a mail, and the connection breaks before the answer',
  'ses-late': 'SES accepts a mail, and answers after the client has given up',
  'ses-500': 'SES answers 500, to some calls before and to some after accepting the mail',
  'ses-throttle': 'SES throttles a row of calls',
  'ses-quota': 'SES says that the daily quota is spent, to a row of calls',
  'ses-paused': 'SES says that the account is paused, to a row of calls',
  'ses-reject': 'SES rejects one address for good',
  'dynamodb-throttle': 'DynamoDB throttles rows of requests, longer than the SDK tries again',
  'dynamodb-timeout': 'DynamoDB does what it is asked, and its answer does not arrive',
  'dynamodb-500': 'DynamoDB answers 500 and does nothing',
  'sqs-twice': 'SQS delivers batches to two receivers at once',
  'sqs-order': 'SQS delivers batches in reverse order',
  'sqs-late': 'SQS delivers batches late, some of them so late that they are visible again',
  'sqs-deleted': 'SQS delivers batches again after they were deleted',
  'poison-messages': 'Messages that no version can work on come into the queues',
  'jobs-stuck': 'Some jobs fail ten times over, worked on or not, until an operator gives them back',
  'events-early': 'SES events arrive before the sender has the answer',
  'events-twice': 'SES events arrive twice',
  'events-late': 'SES events arrive late and out of order',
  'events-never': 'SES events never arrive, so that the grace decides (not in the mix)',
  'schedule-twice': 'The tick at the due instant fires twice at once',
  'schedule-late': 'The tick at the due instant is missed; the next one catches up',
  'schedule-missed': 'Ticks are missed for three hours',
  'disk-full': 'No server can write for a row of requests',
  'upstream-down': 'The listing cannot be reached at settle time',
  'upstream-half': 'The listing breaks off in the middle',
  'upstream-html': 'The listing is a web page with status 200',
  'upstream-shrinks': 'The listing has fewer papers than an hour before',
} as const;

export type FaultName = keyof typeof faults;

const names = Object.keys(faults) as FaultName[];

/** `all` means: everything that a reader must not notice. Without any event, an unanswered call may be repeated. */
const mixed = names.filter(name => name !== 'events-never');

/**
 * The faults of a list such as `all,events-never`, `ses,sqs-twice` or `none`; a word names a fault, or all that begin
 * with it. Gives the word that means nothing, if there is one.
 */
export function readFaults(list: string): readonly FaultName[] | { readonly unknown: string } {
  const chosen = new Set<FaultName>();
  for (const word of list.split(',').map(each => each.trim())) {
    if (word === 'none' || word === '') continue;
    const meant = word === 'all' ? mixed : names.filter(name => name === word || name.startsWith(`${word}-`));
    if (meant.length === 0) return { unknown: word };
    for (const name of meant) chosen.add(name);
  }
  return names.filter(name => chosen.has(name));
}

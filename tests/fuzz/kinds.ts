import { arxivKind } from './arxiv-kind.ts';
import { firehoseKind } from './firehose-kind.ts';
import type { FuzzKind } from './kind.ts';
import { linkKind } from './link-kind.ts';
import { listingKind } from './listing-kind.ts';
import { mailLinkKind } from './mail-link-kind.ts';
import { preferencesKind } from './preferences-kind.ts';
import { queueMessageKind } from './queue-message-kind.ts';
import { savedPageKind } from './saved-page-kind.ts';
import { sesEventKind } from './ses-event-kind.ts';
import { signUpKind } from './sign-up-kind.ts';

export const fuzzKinds: readonly FuzzKind[] = [
  listingKind,
  arxivKind,
  savedPageKind,
  signUpKind,
  linkKind,
  mailLinkKind,
  preferencesKind,
  sesEventKind,
  firehoseKind,
  queueMessageKind,
];

import type {
  Digest,
  DigestPaper,
  Envelope,
  RenderContext,
  SelectionInput,
} from '../../shared/digests/digest.ts';
import { selectDigest } from '../../shared/digests/select.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';

/** A new daily reader's selection, and whatever the test is about. */
export function selectionInput(given: Partial<SelectionInput> = {}): SelectionInput {
  return {
    key: '2026-08-18',
    weekly: false,
    maxPapers: 20,
    listings: [],
    covered: [],
    sent: new Set(),
    ...given,
  };
}

/** The digest that a reader gets of these days; throws when there is none. */
export function digestOf(listings: readonly DayListing[], given: Partial<SelectionInput> = {}): Digest {
  const selection = selectDigest(selectionInput({ listings, ...given }));
  if (selection.kind === 'skip') throw new Error(`no digest: ${selection.reason}`);
  return selection.digest;
}

export function idsOf(papers: readonly DigestPaper[]): string[] {
  return papers.map(({ listed }) => listed.paper.id);
}

export function renderContext(given: Partial<RenderContext> = {}): RenderContext {
  const reader = 'https://papers.example.org/r/00000000000000000000000000000001.abcdefghijklmnopqrstuv';
  return {
    webUrl: 'https://papers.example.org',
    senderName: 'Daily Papers',
    postalAddress: '',
    urls: {
      preferences: `${reader}/preferences`,
      pause: `${reader}/pause`,
      unsubscribe: `${reader}/unsubscribe`,
    },
    preferences: defaultPreferences,
    ...given,
  };
}

export function envelope(given: Partial<Envelope> = {}): Envelope {
  return {
    from: { name: 'Daily Papers', address: 'digest@example.org' },
    to: 'Reader.One+papers@example.org',
    date: new Date('2026-08-18T09:00:00Z'),
    ...given,
  };
}

/** The envelope of a digest, which names its list and how to leave it. */
export function listEnvelope(given: Partial<Envelope> = {}): Envelope {
  return envelope({
    listId: 'digest.example.org',
    unsubscribeUrl: renderContext().urls.unsubscribe,
    ...given,
  });
}

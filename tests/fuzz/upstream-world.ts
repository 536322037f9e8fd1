import { XMLParser } from 'fast-xml-parser';
import PostalMime from 'postal-mime';
import * as z from 'zod';
import { type IngestDeps, ingest, SourceDownError } from '../../functions/ingest/ingest.ts';
import { composeMessage } from '../../shared/digests/message.ts';
import { renderDigest } from '../../shared/digests/render-digest.ts';
import { createArxivSource } from '../../shared/papers/sources/arxiv.ts';
import { createArxivStore } from '../../shared/papers/sources/arxiv-store.ts';
import type { HttpDeps } from '../../shared/papers/sources/http-get.ts';
import { createHuggingFaceSource } from '../../shared/papers/sources/hugging-face.ts';
import { createPapersStore, type PapersStore } from '../../shared/papers/store.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import { createLog } from '../../shared/platform/log.ts';
import { listEnvelope, renderContext, selectionOf } from '../support/digest-factories.ts';
import { startDynamo } from '../support/dynamo.ts';
import { webOnDynamo } from '../support/web.ts';
import { echoes } from './hostile.ts';
import { type FuzzWorld, type Verdict, WrongAnswerError } from './kind.ts';
import { danglingOf, problemsOf, scan } from './stored-items.ts';

/** What the sources answer to one run of ingest. */
export interface UpstreamInput {
  /** The list day that is asked for. */
  readonly day: string;
  readonly huggingFace: Answer;
  /** Absent: arXiv has nothing new. */
  readonly arxiv?: Answer;
}

export interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Nothing of a title may pass for an element beside those of the format. */
const feedSchema = z.object({
  feed: z.object({ id: z.string(), 'x-marker': z.undefined().optional(), script: z.undefined().optional() }),
});

/** A line of the log is one fact; whoever reads it must not have to scroll through an upstream's body. */
const longestLine = 2_000;

/** Ingest on real stores, its sources answered by the input; what is kept is then read as pages and mails. */
export async function openUpstream(): Promise<FuzzWorld<UpstreamInput>> {
  const dynamo = await startDynamo();
  let now = new Date();
  const clock = () => now;
  const papers = createPapersStore(dynamo.client, dynamo.tables.papers, clock);
  const arxivStore = createArxivStore(dynamo.client, dynamo.tables.papers, clock);
  const days = new Set<string>();

  const depsFor = (input: UpstreamInput, lines: string[]): IngestDeps => {
    const http: HttpDeps = {
      fetch: request => {
        const { pathname } = new URL(request instanceof Request ? request.url : request);
        const answer = pathname.startsWith('/rss/') ? input.arxiv : input.huggingFace;
        if (answer === undefined) return Promise.resolve(new Response(null, { status: 304 }));
        return Promise.resolve(
          new Response(answer.body, { status: answer.status, headers: { ...answer.headers } }),
        );
      },
      random: () => 0,
      sleep: milliseconds => {
        now = new Date(now.getTime() + milliseconds);
        return Promise.resolve();
      },
    };
    const arxiv = { baseUrl: 'https://arxiv.example', categories: ['cs.CL'] };
    return {
      huggingFace: createHuggingFaceSource({ baseUrl: 'https://listing.example' }, http),
      arxiv: { source: createArxivSource(arxiv, arxivStore, http), store: arxivStore, listPapers: true },
      papers,
      settleHour: 8,
      log: createLog({}, line => lines.push(line)),
    };
  };

  return {
    take: async input => {
      // Long after the last run, so that arXiv's turn is free.
      now = new Date(Math.max(now.getTime() + 60_000, Date.parse(`${input.day}T09:00:00Z`)));
      const lines: string[] = [];
      days.add(input.day);
      const verdict = await ingestOnce(input, now, depsFor(input, lines), lines);
      const long = lines.find(line => line.length > longestLine);
      if (long !== undefined) throw new WrongAnswerError(`a line of ${long.length} characters in the log`);
      return verdict;
    },
    halfStored: async () => {
      const items = await scan(dynamo, dynamo.tables.papers);
      const problems = [...problemsOf(items), ...danglingOf(items)];
      // What cannot be read cannot be shown either.
      if (problems.length > 0) return problems;
      const web = webOnDynamo(dynamo);
      const shown = await Promise.all(
        [...days].map(day => problemsShowing(day, papers, path => web.get(path))),
      );
      return shown.flat();
    },
    close: () => dynamo.close(),
  };
}

async function ingestOnce(
  { day }: UpstreamInput,
  at: Date,
  deps: IngestDeps,
  lines: readonly string[],
): Promise<Verdict> {
  const why = () => lines.filter(line => line.includes('"level":"warn"')).join('\n');
  try {
    const outcome = await ingest({ scheduledTime: at, days: [day], remaining: () => 60_000 }, deps);
    const refused = outcome.skippedEntries > 0 || outcome.arxiv === 'failed' || outcome.strayEntries > 0;
    if (outcome.entries > 0 || !refused) return { kind: 'accepted' };
    return { kind: 'refused', why: why() || 'of another day' };
  } catch (error) {
    if (error instanceof SourceDownError) return { kind: 'refused', why: why() };
    throw error;
  }
}

/** What is wrong with the pages and the digest of a day, whatever its papers' titles and names are. */
async function problemsShowing(
  day: string,
  papers: PapersStore,
  get: (path: string) => Promise<Response>,
): Promise<string[]> {
  const page = await get(`/days/${day}`);
  const listing = await papers.getDayListing(day);
  if (listing === undefined) return page.status === 404 ? [] : [`the page of ${day} answers ${page.status}`];
  const problems = page.status === 200 ? [] : [`the page of ${day} answers ${page.status}`];
  if (echoes(await page.text())) problems.push(`the page of ${day} echoes markup`);
  const [first] = listing.papers;
  if (first !== undefined) {
    const own = await get(`/papers/${first.paper.id}`);
    if (own.status !== 200 || echoes(await own.text()))
      problems.push(`the page of ${first.paper.id} is wrong`);
  }
  const settled = { ...listing, record: { ...listing.record, status: 'settled' as const } };
  for (const feed of ['atom', 'json']) {
    const answer = await get(`/feeds/week.${feed}`);
    if (answer.status !== 200 || !isFeed(feed, await answer.text()))
      problems.push(`the ${feed} feed is wrong`);
  }
  const next = addDays(day, 1);
  const selection = selectionOf([settled], { key: next, dueOn: next, maxPapers: 50 });
  return selection.kind === 'quiet'
    ? problems
    : [...problems, ...(await mailProblems(day, selection.digest))];
}

function isFeed(format: string, text: string): boolean {
  if (format === 'json') return Array.isArray((JSON.parse(text) as { items?: unknown }).items);
  const read = feedSchema.safeParse(new XMLParser().parse(text));
  return read.success && text.trimEnd().endsWith('</feed>') && !echoes(text);
}

async function mailProblems(day: string, digest: Parameters<typeof renderDigest>[0]): Promise<string[]> {
  const raw = await composeMessage(renderDigest(digest, renderContext()), listEnvelope());
  const mail = await PostalMime.parse(raw);
  const names = mail.headers.map(header => header.key);
  const problems: string[] = [];
  if (new Set(names).size !== names.length || names.includes('bcc')) problems.push('has headers of its own');
  if (mail.to?.length !== 1 || mail.html === undefined || mail.text === undefined)
    problems.push('is damaged');
  if (echoes(mail.html ?? '')) problems.push('echoes markup');
  return problems.map(problem => `the mail of ${day} ${problem}`);
}

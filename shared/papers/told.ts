import * as z from 'zod';
import { paperSchema, type SourceName, sourceNames } from './paper.ts';

/** What one source says of a paper: any part of it. A fact that the source does not tell is absent. */
const paperFactsSchema = paperSchema.omit({ id: true }).partial();
export type PaperFacts = z.output<typeof paperFactsSchema>;

/** What each source last said, kept apart so that the order in which sources are read does not matter. */
export const toldBySourceSchema = z.partialRecord(z.enum(sourceNames), paperFactsSchema);
export type ToldBySource = z.output<typeof toldBySourceSchema>;

/** One source's word on one paper. */
export interface PaperTelling {
  readonly source: SourceName;
  /** The version-less arXiv id, or the title's id where the source knows no other. */
  readonly paperId: string;
  readonly facts: PaperFacts;
}

/** One source's word that a paper is listed on a day. Every source of listings gives these. */
export interface SourceEntry extends PaperTelling {
  /** The list day: a UTC day. */
  readonly day: string;
  readonly facts: PaperFacts & { readonly title: string };
  /** Absent where the source does not tell them. */
  readonly upvotes?: number;
  readonly comments?: number;
}

/** An entry that could not be read, by its id where that much could be made out, and why. */
export interface SkippedEntry {
  readonly id: string;
  readonly problem: string;
}

/**
 * The most that one source may tell in a field, in bytes of JSON; a paper of three thousand authors has half as many.
 * By field and not in all, for a fact stays when it is no longer told: whatever sources say of a paper in the course of
 * time, together it is less than the 400 kB of a DynamoDB item.
 */
const mostBytes: Partial<Record<keyof PaperFacts, number>> = {
  title: 2_000,
  abstract: 20_000,
  authors: 100_000,
  summary: 5_000,
  keywords: 5_000,
  categories: 500,
  organization: 1_000,
  submitter: 1_000,
};

/** Why facts cannot be those of a paper: a field that is larger than any paper's. Undefined when all may be. */
export function oversized(facts: PaperFacts): string | undefined {
  const field = Object.entries(facts).find(
    ([name, value]) =>
      Buffer.byteLength(JSON.stringify(value)) > (mostBytes[name as keyof PaperFacts] ?? Infinity),
  );
  return field && `${field[0]}: larger than any paper’s`;
}

/** The facts that say something: neither undefined nor empty. */
export function present(facts: PaperFacts): PaperFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

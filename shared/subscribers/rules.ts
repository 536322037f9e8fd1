import * as z from 'zod';

/**
 * What a reader can name. Phrases are matched on stems in title, abstract and keywords; authors by their names;
 * organisations and submitters by their short or their full name; categories by arXiv's own.
 */
export const termKinds = ['phrases', 'authors', 'organizations', 'categories', 'submitters'] as const;
export type TermKind = (typeof termKinds)[number];

/** In all, so that a reader stays a small item and a page that one can oversee. */
export const mostTerms = 50;
/** Characters of one term. */
export const longestTerm = 80;
/** The most upvotes that a paper can be asked to have: the best of a day had 181 in August 2026. */
export const mostUpvotes = 1_000;

/** `cs.CL`, `hep-th`, `astro-ph.GA`. */
const categoryPattern = /^[a-z]+(-[a-z]+)*(\.[A-Za-z]+(-[A-Za-z]+)*)?$/;

const tooLong = `Shorten it to ${longestTerm} characters.`;
/** Spaces are one, and nothing that does not print: the term is shown to the reader and in their mails. */
const termSchema = z
  .string('Write a word or a name.')
  .transform(text =>
    text
      .normalize('NFC')
      .replace(/[\s\p{C}]+/gu, ' ')
      .trim(),
  )
  .pipe(z.string().max(longestTerm, tooLong))
  .refine(text => /[\p{L}\p{N}]/u.test(text), 'Write at least one letter or digit.');

const categorySchema = termSchema.pipe(
  z.string().regex(categoryPattern, 'Write it as arXiv does, like cs.CL or hep-th.'),
);

const listOf = (schema: typeof termSchema | typeof categorySchema) =>
  z
    .array(schema, 'Give a list of words or names.')
    .transform(terms => [...new Map(terms.map(term => [term.toLowerCase(), term])).values()])
    .default([]);

const termsSchema = z.strictObject({
  phrases: listOf(termSchema),
  authors: listOf(termSchema),
  organizations: listOf(termSchema),
  categories: listOf(categorySchema),
  submitters: listOf(termSchema),
} satisfies Record<TermKind, unknown>);
export type Terms = z.output<typeof termsSchema>;

/**
 * What a reader wants to see. Without any `include` every paper competes by its upvotes, as for a reader without
 * rules. An excluded term wins over an included one, except over a followed author. One schema for the page's form,
 * the API and the stored reader; a term is kept as the reader wrote it.
 */
export const rulesSchema = z
  .strictObject({
    include: termsSchema.prefault({}),
    exclude: termsSchema.prefault({}),
    /** Fewer upvotes than these are not shown, unless the reader follows an author or organisation of the paper. */
    minUpvotes: z
      .int(`Choose from 0 to ${mostUpvotes} upvotes.`)
      .min(0, `Choose from 0 to ${mostUpvotes} upvotes.`)
      .max(mostUpvotes, `Choose from 0 to ${mostUpvotes} upvotes.`)
      .default(0),
    /** When fewer papers match than the reader takes, the day's trending ones follow; else only matches are sent. */
    fillUp: z.boolean('Choose whether to fill up.').default(true),
  })
  .superRefine((rules, context) => {
    const terms = countTerms(rules.include) + countTerms(rules.exclude);
    if (terms > mostTerms)
      context.addIssue(
        `These are ${terms} terms; take out ${terms - mostTerms}, for ${mostTerms} is the most.`,
      );
    for (const { kind, term } of termsInBoth(rules))
      context.addIssue({
        code: 'custom',
        path: ['exclude', kind],
        message: `“${term}” is among those to include, too: choose one.`,
      });
  });
export type Rules = z.output<typeof rulesSchema>;

/** No wish at all: the trending list. */
export const noRules: Rules = rulesSchema.parse({});

export function countTerms(terms: Terms): number {
  return termKinds.reduce((count, kind) => count + terms[kind].length, 0);
}

function termsInBoth({ include, exclude }: { readonly include: Terms; readonly exclude: Terms }) {
  return termKinds.flatMap(kind => {
    const included = new Set(include[kind].map(term => term.toLowerCase()));
    return exclude[kind].filter(term => included.has(term.toLowerCase())).map(term => ({ kind, term }));
  });
}

declare module 'wink-porter2-stemmer' {
  /** The Porter2 (Snowball English) stem of a word in lower case. */
  const stem: (word: string) => string;
  export = stem;
}

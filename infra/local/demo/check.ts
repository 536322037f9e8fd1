/** Something that the demo claims, and whether it came true. */
export interface Check {
  readonly claim: string;
  readonly holds: boolean;
  /** What was found, in a few words. */
  readonly found: string;
}

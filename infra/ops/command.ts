import type { Clock } from '../../shared/platform/clock.ts';
import type { RandomBytes } from '../../shared/subscribers/token.ts';
import type { Target } from './target/target.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What a command may be told beside its words. */
export interface Option {
  /** What stands for the value in the help: `DAY`. Absent for a switch without a value. */
  readonly value?: string;
  readonly help: string;
}

/** What was typed after the command's name, checked against its options. */
export interface Input {
  readonly words: readonly string[];
  text(option: string): string | undefined;
  has(option: string): boolean;
}

/** What a command works with. */
export interface Context {
  readonly target: Target;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Resolves if the person agrees, or said so before with --yes; throws OpsError otherwise. */
  readonly confirm: (question: string) => Promise<void>;
}

/** What came of it: `text` for people, `data` for programs. */
export interface Report {
  readonly text: string;
  readonly data: unknown;
  /** Something is not as it should be: the process ends with 1. */
  readonly failed?: boolean;
}

export interface Command {
  /** One or two words: `status`, `dlq list`. */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** What follows the name, with `[]` around what may be left out. Empty: nothing. */
  readonly words: string;
  /** How few and how many words may follow. */
  readonly wordCount: readonly [number, number];
  readonly options: Readonly<Record<string, Option>>;
  /** Whole lines after `npm run ops -- `. */
  readonly examples: readonly string[];
  /** What a person should know before. */
  readonly details?: string;
  run(input: Input, context: Context): Promise<Report>;
}

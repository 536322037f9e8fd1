import { createInterface } from 'node:readline/promises';

/** Where a command talks to people and programs. */
export interface Terminal {
  /** The result, on standard output. */
  result(text: string): void;
  /** Progress and problems, on standard error, so that they never mix with a result that is piped on. */
  note(text: string): void;
  /** Asks a question; undefined when nobody is there to answer. */
  ask(question: string): Promise<string | undefined>;
}

export const processTerminal: Terminal = {
  result: text => {
    process.stdout.write(`${text}\n`);
  },
  note: text => {
    process.stderr.write(`${text}\n`);
  },
  async ask(question) {
    if (!process.stdin.isTTY) return undefined;
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
};

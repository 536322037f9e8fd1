import type { Selection, SelectionInput } from './digest.ts';

export function selectDigest(input: SelectionInput): Selection {
  throw new Error(`to be written: ${input.key}`);
}

import { readFile } from 'node:fs/promises';
import { parseRules } from '../../../shared/subscribers/parse-rules.ts';
import type { Rules } from '../../../shared/subscribers/rules.ts';
import { OpsError } from '../ops-error.ts';

/** Whether a word of the command line is rules, as JSON or as the path of a file of it, and not a reader. */
export function looksLikeRules(text: string): boolean {
  return text.trimStart().startsWith('{') || text.endsWith('.json');
}

/** Reads rules from JSON on the command line or from a file of it. Throws OpsError saying what is wrong where. */
export async function readRules(text: string): Promise<Rules> {
  const json = text.trimStart().startsWith('{') ? text : await readRulesFile(text);
  const parsed = parseRules(parseJson(json));
  if (parsed.ok) return parsed.rules;
  const problems = Object.entries(parsed.problems).map(([field, problem]) => `${field}: ${problem}`);
  throw new OpsError(`These rules will not do.\n${problems.join('\n')}`);
}

async function readRulesFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new OpsError(`${path} cannot be read. Name a file of rules as JSON, or give the JSON itself.`, {
      cause,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OpsError(
      `The rules are not JSON. They look like this: '{"include": {"phrases": ["diffusion"]}, "minUpvotes": 5}'`,
      { cause },
    );
  }
}

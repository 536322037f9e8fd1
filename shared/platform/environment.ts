import type * as z from 'zod';

/** A function was deployed with an environment that it cannot run with. The message names variables, never values. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads a function's settings from its environment, once per cold start. The schema's keys are the variable names;
 * the construct that deploys the function supplies exactly these.
 */
export function readEnvironment<T extends z.ZodType>(schema: T): z.output<T> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
  throw new EnvironmentError(
    `The environment of this function is wrong: ${problems.join('; ')}. Its construct in infra/constructs sets it; deploy again.`,
    { cause: result.error },
  );
}

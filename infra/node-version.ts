/** The oldest Node that runs this project: the one its functions run on. */
const oldestNode = 24;

/** What to tell somebody who runs the project with a Node that is too old; nothing when it will do. */
export function nodeVersionProblem(version: string): string | undefined {
  const major = Number.parseInt(version, 10);
  if (major >= oldestNode) return undefined;
  return (
    `Node ${String(oldestNode)} or newer is needed, and this is Node ${version}. ` +
    'The project brings its own: run `npm ci`, then use `npm run …` or `npx …`, which find it in node_modules/.bin.'
  );
}

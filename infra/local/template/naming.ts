/** Longest name that every service takes: SQS's. */
const longest = 80;

/** The name that AWS would generate from stack and logical id, without its random part: the same at every start. */
export function generatedName(stack: string, logicalId: string): string {
  const name = `${stack}-${logicalId}`;
  // Logical ids end in a hash, so the end is what tells names apart.
  return name.length <= longest ? name : name.slice(0, 20) + name.slice(name.length - longest + 20);
}

/** Where a resource is among the constructs of its stack: `/Stack/Web/Api/Resource` → `Web/Api`. */
export function constructPath(fullPath: string | undefined, logicalId: string): string {
  if (fullPath === undefined) return logicalId;
  const [, , ...within] = fullPath.split('/');
  return (within.at(-1) === 'Resource' ? within.slice(0, -1) : within).join('/');
}

/** A name for each resource: the unit of the picture it belongs to (`Mailer`), or its path when a unit has several. */
export function namesByUnit(resources: readonly { readonly path: string }[]): readonly string[] {
  const units = resources.map(({ path }) => path.split('/')[0] ?? path);
  return resources.map(({ path }, index) => {
    const unit = units[index] ?? path;
    return units.filter(other => other === unit).length === 1 ? unit : path;
  });
}

import { relative } from 'node:path';
import * as z from 'zod';

/** Where things are on this machine, for attributes that a template cannot know. */
export interface Places {
  queueUrl(queueName: string): string;
  /** Where the HTTP API listens, without a trailing slash. */
  readonly webUrl: string;
}

/** What names a resource: enough to work out its Ref and attributes before anything exists. */
export interface Identity {
  /** Stack and logical id in one; what AWS would put a random part to. */
  readonly generatedName: string;
  /** A property of the resource, worked out; undefined when the template leaves it out. */
  readonly property: (name: string) => string | undefined;
  readonly places: Places;
}

/** A resource type that the local system understands. */
export interface ResourceKind<Properties extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly properties: Properties;
  /** Properties that are not even worked out: nothing here depends on them. */
  readonly ignored: ReadonlySet<string>;
  /** The file to extend when a template uses more. */
  readonly file: string;
  ref(identity: Identity): string;
  readonly attributes: Readonly<Record<string, (identity: Identity) => string>>;
}

/** Properties by name, with the reason why each needs nothing done on this machine. */
export type Ignored = Readonly<Record<string, string>>;

export function defineKind<Shape extends z.core.$ZodLooseShape>(definition: {
  readonly type: string;
  /** `import.meta.filename` of the definition. */
  readonly file: string;
  readonly used: Shape;
  readonly ignored: Ignored;
  /** @default the generated name */
  readonly ref?: (identity: Identity) => string;
  readonly attributes?: ResourceKind['attributes'];
}): ResourceKind<z.ZodObject<Shape>> {
  return {
    type: definition.type,
    properties: z.object(definition.used),
    ignored: new Set(Object.keys(definition.ignored)),
    file: relative(process.cwd(), definition.file),
    ref: definition.ref ?? (({ generatedName }) => generatedName),
    attributes: definition.attributes ?? {},
  };
}

/** A strict object inside a property: used parts typed, ignored ones with their reasons. */
export function part<Shape extends z.core.$ZodLooseShape>(used: Shape, ignored: Ignored = {}) {
  const names = Object.keys(ignored);
  return z
    .record(z.string(), z.unknown())
    .transform(value => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))))
    .pipe(z.strictObject(used));
}

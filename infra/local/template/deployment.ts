import type * as z from 'zod';
import { StartUpError } from '../start-up-error.ts';
import type { Stack, Template } from './assembly.ts';
import { resolve, type Scope, UnknownIntrinsicError } from './intrinsics.ts';
import { knownKinds } from './known-kinds.ts';
import { constructPath, generatedName } from './naming.ts';
import type { Places, ResourceKind } from './resource-kind.ts';
import { createScope } from './scope.ts';

/** A resource of the templates with its properties worked out and checked. */
export interface Resource<Properties = unknown> {
  /** What its Ref means: a table's name, a queue's URL, a topic's ARN. */
  readonly ref: string;
  /** The name it has on this machine, from stack and logical id. */
  readonly name: string;
  /** Where it is among the constructs of its stack: `Mailer/Digests/Queue`. */
  readonly path: string;
  readonly stack: Stack;
  readonly properties: Properties;
  /** What Fn::GetAtt means for it: `attribute('Arn')`. */
  readonly attribute: (name: string) => string;
}

/** Everything that the templates ask for. */
export interface Deployment {
  all<P extends z.ZodObject>(kind: ResourceKind<P>): readonly Resource<z.output<P>>[];
  /** The outputs of all stacks, but for those about resources that are without effect on this machine. */
  outputs(): Readonly<Record<string, string>>;
}

interface Declared {
  readonly stack: Stack;
  readonly scope: Scope;
  readonly logicalId: string;
  readonly resource: Template['Resources'][string];
}

/**
 * Works the templates out for this machine. Every resource is checked, so that nothing a template asks for is silently
 * left out: an unknown type or property throws a StartUpError that names it and the file to extend.
 */
export function deploy(stacks: readonly Stack[], places: Places): Deployment {
  const declared: Declared[] = stacks.flatMap(stack => {
    const scope = createScope(stack, stacks, places);
    return Object.entries(stack.template.Resources).map(([logicalId, resource]) => ({
      stack,
      scope,
      logicalId,
      resource,
    }));
  });
  for (const each of declared) readProperties(kindOf(each), each);
  return {
    all: kind =>
      declared
        .filter(({ resource }) => resource.Type === kind.type)
        .map(each => ({
          ref: each.scope.ref(each.logicalId),
          name: generatedName(each.stack.name, each.logicalId),
          path: constructPath(each.stack.paths.get(each.logicalId), each.logicalId),
          stack: each.stack,
          properties: readProperties(kind, each),
          attribute: name => each.scope.getAtt(each.logicalId, name),
        })),
    outputs: () => Object.fromEntries(stacks.flatMap(stack => outputsOf(stack, stacks, places))),
  };
}

function outputsOf(stack: Stack, stacks: readonly Stack[], places: Places): (readonly [string, string])[] {
  const scope = createScope(stack, stacks, places);
  return Object.entries(stack.template.Outputs).flatMap(([name, output]) => {
    try {
      const value = resolve(output.Value, scope);
      return typeof value === 'string' ? [[name, value] as const] : [];
    } catch (error) {
      if (error instanceof UnknownIntrinsicError) return [];
      throw error;
    }
  });
}

function kindOf(declared: Declared): ResourceKind {
  const kind = knownKinds.find(({ type }) => type === declared.resource.Type);
  if (kind !== undefined) return kind;
  throw problem(declared, 'is of a type that is not known', 'infra/local/template/known-kinds.ts');
}

function readProperties<P extends z.ZodObject>(kind: ResourceKind<P>, declared: Declared): z.output<P> {
  const used: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(declared.resource.Properties)) {
    if (kind.ignored.has(name)) continue;
    if (!(name in kind.properties.shape))
      throw problem(declared, `has the unknown property ${name}`, kind.file);
    used[name] = resolveProperty(name, value, declared, kind.file);
  }
  const hasEffect = Object.keys(kind.properties.shape).length > 0;
  if (hasEffect && declared.resource.Condition !== undefined) {
    throw problem(
      declared,
      `has the condition ${declared.resource.Condition}`,
      'infra/local/template/deployment.ts',
    );
  }
  const result = kind.properties.safeParse(used);
  if (result.success) return result.data;
  const problems = result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw problem(declared, `has properties that are not understood (${problems})`, kind.file);
}

function resolveProperty(name: string, value: unknown, declared: Declared, file: string): unknown {
  try {
    return resolve(value, declared.scope);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw problem(declared, `has a property ${name} that cannot be worked out (${reason})`, file, cause);
  }
}

function problem(
  { stack, logicalId, resource }: Declared,
  what: string,
  file: string,
  cause?: unknown,
): StartUpError {
  return new StartUpError(
    `The local system does not understand the template of stack ${stack.name}: ` +
      `${logicalId} (${resource.Type}) ${what}. Say in ${file} what it means on one machine.`,
    { cause },
  );
}

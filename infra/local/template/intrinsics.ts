/** What the intrinsic functions of one stack's template refer to. Each throws for a name that does not exist. */
export interface Scope {
  /** A logical id or a pseudo parameter. */
  ref(name: string): string;
  getAtt(logicalId: string, attribute: string): string;
  importValue(exportName: string): string;
}

/** A template uses something that the local system does not understand. */
export class UnknownIntrinsicError extends Error {
  override readonly name = 'UnknownIntrinsicError';
}

const noValue = 'AWS::NoValue';

/** A copy of `value` with its intrinsic functions worked out; what refers to AWS::NoValue is left out. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map(item => resolve(item, scope)).filter(item => item !== undefined);
  if (!isRecord(value)) return value;
  const call = asCall(value);
  if (call !== undefined) return evaluate(call.name, call.argument, scope);
  const entries = Object.entries(value).map(([key, inner]) => [key, resolve(inner, scope)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function asCall(value: Record<string, unknown>): { name: string; argument: unknown } | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

function evaluate(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return argument === noValue ? undefined : scope.ref(text(argument, name));
    case 'Fn::GetAtt': {
      const [logicalId, ...attribute] =
        typeof argument === 'string' ? argument.split('.') : texts(argument, name);
      return scope.getAtt(logicalId ?? '', attribute.join('.'));
    }
    case 'Fn::ImportValue':
      return scope.importValue(text(resolve(argument, scope), name));
    case 'Fn::Join': {
      const [separator, parts] = pair(argument, name);
      return texts(resolve(parts, scope), name).join(text(separator, name));
    }
    case 'Fn::Split': {
      const [separator, whole] = pair(argument, name);
      return text(resolve(whole, scope), name).split(text(separator, name));
    }
    case 'Fn::Select': {
      const [index, list] = pair(argument, name);
      return texts(resolve(list, scope), name)[Number(index)];
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    default:
      throw new UnknownIntrinsicError(
        `the intrinsic function ${name} is not understood; extend infra/local/template/intrinsics.ts`,
      );
  }
}

function substitute(argument: unknown, scope: Scope): string {
  const [pattern, variables] = typeof argument === 'string' ? [argument, {}] : pair(argument, 'Fn::Sub');
  const own = new Map(Object.entries(isRecord(variables) ? variables : {}));
  return text(pattern, 'Fn::Sub').replaceAll(
    /\$\{(!?)([^}]+)\}/g,
    (_whole, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (own.has(name)) return text(resolve(own.get(name), scope), 'Fn::Sub');
      const [logicalId = '', ...attribute] = name.split('.');
      return attribute.length > 0 ? scope.getAtt(logicalId, attribute.join('.')) : scope.ref(name);
    },
  );
}

function pair(argument: unknown, name: string): [unknown, unknown] {
  if (Array.isArray(argument) && argument.length === 2) return [argument[0], argument[1]];
  throw new UnknownIntrinsicError(`${name} needs a list of two, not ${JSON.stringify(argument)}`);
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new UnknownIntrinsicError(`${name} needs a text, not ${JSON.stringify(value)}`);
}

function texts(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value))
    return value.map(item => text(typeof item === 'number' ? String(item) : item, name));
  throw new UnknownIntrinsicError(`${name} needs a list, not ${JSON.stringify(value)}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

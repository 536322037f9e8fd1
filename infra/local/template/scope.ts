import { accountId, region } from '../servers/messaging.ts';
import type { Stack } from './assembly.ts';
import { resolve, type Scope, UnknownIntrinsicError } from './intrinsics.ts';
import { knownKinds } from './known-kinds.ts';
import { generatedName } from './naming.ts';
import type { Identity, Places, ResourceKind } from './resource-kind.ts';

/** What the intrinsic functions of a stack refer to; exports of all `stacks` may be imported. */
export function createScope(stack: Stack, stacks: readonly Stack[], places: Places): Scope {
  const scope: Scope = {
    ref(name) {
      const pseudo = pseudoParameters(stack)[name];
      if (pseudo !== undefined) return pseudo;
      const { kind, identity } = find(name);
      return kind.ref(identity);
    },
    getAtt(logicalId, attribute) {
      const { kind, identity } = find(logicalId);
      const read = kind.attributes[attribute];
      if (read !== undefined) return read(identity);
      throw new UnknownIntrinsicError(
        `the attribute ${attribute} of ${logicalId} (${kind.type}) is not known; extend ${kind.file}`,
      );
    },
    importValue(name) {
      const value = exportedBy(stack, stacks, places, name);
      if (typeof value === 'string') return value;
      throw new UnknownIntrinsicError(`no stack exports a text as ${name}`);
    },
  };
  const find = (logicalId: string): { kind: ResourceKind; identity: Identity } => {
    const declared = stack.template.Resources[logicalId];
    if (declared === undefined) throw new UnknownIntrinsicError(`there is no resource ${logicalId}`);
    const kind = knownKinds.find(({ type }) => type === declared.Type);
    if (kind === undefined) throw new UnknownIntrinsicError(`the type ${declared.Type} is not known`);
    const property = (name: string) => {
      const value = resolve(declared.Properties[name], scope);
      return typeof value === 'string' ? value : undefined;
    };
    return { kind, identity: { generatedName: generatedName(stack.name, logicalId), property, places } };
  };
  return scope;
}

function exportedBy(self: Stack, stacks: readonly Stack[], places: Places, name: string): unknown {
  for (const stack of stacks) {
    if (stack === self) continue;
    const scope = createScope(stack, stacks, places);
    for (const output of Object.values(stack.template.Outputs)) {
      if (output.Export !== undefined && resolve(output.Export.Name, scope) === name) {
        return resolve(output.Value, scope);
      }
    }
  }
  return undefined;
}

function pseudoParameters(stack: Stack): Readonly<Record<string, string>> {
  return {
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stack.name}/local`,
  };
}

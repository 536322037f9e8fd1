import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { reference, resources } from './synthesised-stage.ts';

const many = <T extends z.ZodType>(schema: T) =>
  z.union([z.array(schema), schema.transform(one => [one])]).transform(all => all as z.output<T>[]);

const policySchema = z.object({
  Properties: z.object({
    Roles: z.tuple([reference]),
    PolicyDocument: z.object({
      Statement: z.array(
        z.object({ Effect: z.literal('Allow'), Action: many(z.string()), Resource: many(z.unknown()) }),
      ),
    }),
  }),
});

/** Every policy of a template. */
export function policiesIn(template: Template): z.output<typeof policySchema>[] {
  return [...resources(template, 'AWS::IAM::Policy', policySchema).values()];
}

/** What the function of a unit may do: `action on what`, where what is told by the names in the resource's ARN. */
export function grantsIn(template: Template, unit: string): string[] {
  const policy = policiesIn(template).find(({ Properties }) =>
    Properties.Roles[0].startsWith(`${unit}FunctionRole`),
  );
  return policy!.Properties.PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
    Action.flatMap(action => Resource.map(resource => `${action} on ${nameOf(resource)}`)),
  ).sort();
}

const known =
  /(Papers|Subscribers|Deliveries|MailIdentity|ConfigurationSet|Slices|Digests|Events|DeadLetters|Logs)(?=[A-Z0-9])/;

function nameOf(resource: unknown): string {
  if (resource === '*') return '*';
  const text = JSON.stringify(resource).replace(/DailyPapers-\w+|SendEvents(?=Function)/g, '');
  if (text.includes(':identity/papers@example.com"')) return 'MailIdentity';
  const name = /DeadLetters/.test(text) ? 'DeadLetters' : known.exec(text)?.[1];
  return `${name ?? text}${/\/index\/\w+/.exec(text)?.[0] ?? ''}`;
}

import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { addPolicyChecks, addStage } from '../../infra/stacks/stage.ts';
import { parseStage } from '../../infra/stages.ts';
import { testStages } from './test-stages.ts';

const cdkJsonSchema = z.object({
  context: z.looseObject({ stages: z.record(z.string(), z.looseObject({})) }),
});

/** The context of cdk.json, as the CLI hands it to the app. */
export function readContext() {
  return cdkJsonSchema.parse(JSON.parse(readFileSync('cdk.json', 'utf8'))).context;
}

/** An app with the project's feature flags that leaves out the bundling of functions, which takes most of the time. */
export function createBundlelessApp(): App {
  return new App({ analyticsReporting: false, context: { ...readContext(), 'aws:cdk:bundling-stacks': [] } });
}

/** Templates of a stage, some of its settings replaced; throws where a policy check fails. */
export function synthesiseStage(
  name: keyof typeof testStages,
  settings: Readonly<Record<string, unknown>> = {},
) {
  const app = createBundlelessApp();
  const stacks = addStage(app, name, parseStage(name, { [name]: { ...testStages[name], ...settings } }));
  addPolicyChecks(app);
  return {
    stacks,
    state: Template.fromStack(stacks.state),
    pipeline: Template.fromStack(stacks.pipeline),
  };
}

/** The template's resources of a type by logical id, parsed as far as the test looks at them. */
export function resources<T extends z.ZodType>(
  template: Template,
  type: string,
  schema: T,
): Map<string, z.output<T>> {
  return new Map(
    Object.entries(template.findResources(type)).map(([id, resource]) => [id, schema.parse(resource)]),
  );
}

/** The logical id that a `Ref` or a `Fn::GetAtt` leads to, in the same template. */
export const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform(value => value['Fn::GetAtt'][0]),
]);

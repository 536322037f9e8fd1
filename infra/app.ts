import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { nodeVersionProblem } from './node-version.ts';
import { addPolicyChecks, addStage } from './stacks/stage.ts';
import { StageSettingsError } from './stage-settings-error.ts';
import { parseStage } from './stages.ts';

/**
 * The CDK app: `cdk synth -c stage=NAME`, `local` when none is named. The only reader of CDK context, which the CLI, or
 * whoever runs this file itself, hands over in CDK_CONTEXT_JSON, with CDK_OUTDIR for where the templates go.
 */
function main(): void {
  const app = new App({ analyticsReporting: false });
  const stage = z.string().default('local').parse(app.node.tryGetContext('stage'));
  addStage(app, stage, parseStage(stage, app.node.tryGetContext('stages')));
  addPolicyChecks(app);
  app.synth();
}

const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  try {
    main();
  } catch (error) {
    // A setting to mend needs no stack trace.
    if (!(error instanceof StageSettingsError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
} else {
  console.error(problem);
  process.exitCode = 1;
}

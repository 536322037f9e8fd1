import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { StageSettings } from '../stages.ts';
import { PipelineStack } from './pipeline.ts';
import { StateStack } from './state.ts';

export interface StageStacks {
  readonly state: StateStack;
  readonly pipeline: PipelineStack;
}

/** Adds a stage to the app: its two stacks. Stages share nothing, so several live side by side in one account. */
export function addStage(app: App, name: string, settings: StageSettings): StageStacks {
  const { account, region } = settings.env;
  const env = { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  const tags = { project: 'daily-papers', stage: name };
  const state = new StateStack(app, `DailyPapers-${name}-State`, {
    settings,
    env,
    tags,
    description: `Daily Papers, ${name}: tables and mail identity`,
    terminationProtection: settings.removal === 'retain',
  });
  const pipeline = new PipelineStack(app, `DailyPapers-${name}-Pipeline`, {
    settings,
    state,
    env,
    tags,
    description: `Daily Papers, ${name}: functions, queues, schedules and web`,
  });
  return { state, pipeline };
}

/**
 * Makes synthesis fail on whatever breaks a rule of AWS Solutions or Serverless and is not acknowledged beside its
 * resource.
 */
export function addPolicyChecks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}

import { readOptions, UsageError } from '../command-line.ts';

export interface DeployOptions {
  readonly help: boolean;
  readonly stage: string;
  /** Whether to deploy without asking, whatever changes about permissions. */
  readonly yes: boolean;
}

export const helpText = `npm run deploy -- --stage NAME [--yes]

  --stage NAME   a stage of cdk.json (context.stages), such as prod
  --yes          do not ask before permissions become broader
  --help         this text

Uses the AWS credentials and region of your environment (AWS_PROFILE, AWS_REGION), or env in the stage's settings.`;

/** Reads the command line of `npm run deploy`. */
export function readDeployOptions(args: readonly string[]): DeployOptions {
  const {
    stage,
    yes = false,
    help = false,
  } = readOptions(
    args,
    {
      stage: { type: 'string' },
      yes: { type: 'boolean', short: 'y' },
      help: { type: 'boolean', short: 'h' },
    },
    helpText,
  );
  if (!help && stage === undefined) throw new UsageError(`Which stage?\n\n${helpText}`);
  return { help, yes, stage: stage ?? '' };
}

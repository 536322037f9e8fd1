import { Duration, type RemovalPolicy, Token, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, RecursiveLoop, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import * as z from 'zod';
import { bundling } from './bundling.ts';

/** What a settings.ts exports: a schema by variable name. */
type SettingsSchema = z.ZodObject<z.core.$ZodShape>;

/**
 * A variable for each key of the function's settings but STAGE, which the house sets, no more and no fewer: anything
 * else is a compile error.
 */
export type EnvironmentOf<Settings extends SettingsSchema> = Readonly<
  Record<Exclude<keyof z.output<Settings>, 'STAGE'>, string>
>;

/** The same for all functions of a stage. */
export interface StageDefaults {
  /** Its name: the dimension of the functions' metrics. */
  readonly stage: string;
  readonly logRetention: RetentionDays;
  /** For log groups when the stage is removed. */
  readonly removalPolicy: RemovalPolicy;
}

export interface HouseFunctionProps<Settings extends SettingsSchema> extends StageDefaults {
  /** The folder under `functions/` that holds `handler.ts`. */
  readonly folder: string;
  /** One sentence for the person who finds the function in the AWS console. */
  readonly description: string;
  /** The schema in the function's settings.ts. */
  readonly settings: Settings;
  readonly environment: EnvironmentOf<NoInfer<Settings>>;
  readonly timeout: Duration;
  /** In MiB; processor time comes in proportion. @default 512: enough for work that waits on the network */
  readonly memorySize?: number;
  /**
   * Worked for each mail, or for mails by the hundred, and hardly ever alone: waiting is billed by memory, and a trace
   * a second would cost more than what it traces. @default false
   */
  readonly perMail?: boolean;
  /**
   * Puts messages on the queue that feeds it. Without saying so, Lambda takes the waiting for a runaway loop: from some
   * sixteen invocations in a chain on (the SDK hands the trace header along) it refuses the message, which then goes to
   * the dead letters. Ours end by themselves: a job with its outcome, a slice with its last page. @default false
   */
  readonly feedsItself?: boolean;
  /** Where an asynchronous invocation ends that failed for good. @default none: the function is not invoked so */
  readonly deadLetterQueue?: IQueue;
}

/** A function with the house's defaults. It may write its logs and traces; what else it may do, its unit grants. */
export class HouseFunction<Settings extends SettingsSchema> extends Construct {
  readonly function: NodejsFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: HouseFunctionProps<Settings>) {
    super(scope, id);
    const environment = { ...props.environment, STAGE: props.stage };
    checkKnownValues(props.folder, props.settings, environment);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
    // A role of our own instead of the managed policy, which would open every log group of the account.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.function = new NodejsFunction(this, 'Function', {
      entry: `${import.meta.dirname}/../../functions/${props.folder}/handler.ts`,
      handler: 'handler',
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? (props.perMail === true ? 256 : 512),
      timeout: props.timeout,
      role: this.role,
      logGroup,
      ...(props.feedsItself === true && { recursiveLoop: RecursiveLoop.ALLOW }),
      tracing: props.perMail === true ? Tracing.PASS_THROUGH : Tracing.ACTIVE,
      bundling,
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      // The SDK keeps connections alive by itself.
      awsSdkConnectionReuse: false,
      ...(props.deadLetterQueue && {
        onFailure: new SqsDestination(props.deadLetterQueue),
        retryAttempts: 2,
        maxEventAge: Duration.hours(1),
      }),
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resources to name: xray:PutTraceSegments and PutTelemetryRecords know only "*".',
    });
    if (props.perMail === true) {
      Validations.of(this.function).acknowledge({
        id: 'Serverless-LambdaTracing',
        reason:
          'Traces of its own would cost up to a dollar per million mails, and say what REPORT lines and the log say: it continues what is traced.',
      });
    }
    Validations.of(this.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        props.deadLetterQueue === undefined
          ? 'Never invoked asynchronously: its queue redrives what fails, or the caller waits for the answer.'
          : 'The on-failure destination takes what fails for good, and tells more than a dead-letter queue of Lambda.',
    });
  }
}

/** A function's environment is not what its settings.ts asks for. */
export class FunctionEnvironmentError extends Error {
  override readonly name = 'FunctionEnvironmentError';
}

/** Values known at synthesis are checked now, rather than at the first cold start after a deployment. */
function checkKnownValues(
  folder: string,
  settings: SettingsSchema,
  environment: Readonly<Record<string, string>>,
): void {
  for (const [variable, value] of Object.entries(environment)) {
    if (Token.isUnresolved(value)) continue;
    const schema = settings.shape[variable];
    if (schema === undefined) throw new FunctionEnvironmentError(`functions/${folder} knows no ${variable}`);
    const result = z.safeParse(schema, value);
    if (result.success) continue;
    const problem = result.error.issues.map(issue => issue.message).join('; ');
    throw new FunctionEnvironmentError(
      `functions/${folder}/settings.ts does not take ${variable}=${JSON.stringify(value)}: ${problem}`,
    );
  }
}

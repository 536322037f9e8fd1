import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { region } from '../servers/messaging.ts';
import { StartUpError } from '../start-up-error.ts';
import type { Deployment, Resource } from '../template/deployment.ts';
import { namesByUnit } from '../template/naming.ts';
import { eventSourceKind, functionKind } from '../template/resources/lambda.ts';
import type { FunctionDefinition } from './function-definition.ts';

/** Where the functions find AWS on this machine. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly messaging: string;
  readonly ses: string;
}

/** How many invocations of a function run at once when the template sets no bound; further ones wait. */
const defaultConcurrency = 4;

/** What to put instead of the template's, by function name. */
export interface Overrides {
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Files to load instead of the bundles. */
  readonly bundles: Readonly<Record<string, string>>;
}

/** The template's functions, with their names by unit. */
export function readFunctions(
  deployment: Deployment,
  endpoints: Endpoints,
  { environment, bundles }: Overrides,
): readonly FunctionDefinition[] {
  const resources = deployment.all(functionKind);
  const names = namesByUnit(resources);
  const unknown = Object.keys({ ...environment, ...bundles }).find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new StartUpError(`There is no function ${unknown}; the template has ${names.join(', ')}.`);
  }
  return resources.map((resource, index) => {
    const name = names[index] ?? resource.path;
    const { properties } = resource;
    const [file = '', exportName = ''] = properties.Handler.split('.');
    return {
      name,
      arn: resource.attribute('Arn'),
      bundle: bundles[name] ?? findBundle(resource, file),
      exportName,
      environment: {
        ...runtimeVariables(resource, name, endpoints),
        ...properties.Environment?.Variables,
        ...environment[name],
      },
      timeout: properties.Timeout,
      memorySize: properties.MemorySize,
      maxConcurrency: concurrencyOf(resource, deployment),
    };
  });
}

/** Template and code speak of a function by its name or its ARN. */
export function isFunction(definition: FunctionDefinition, nameOrArn: string): boolean {
  return definition.arn === nameOrArn || definition.arn.endsWith(`:function:${nameOrArn}`);
}

type FunctionResource = Resource<z.output<typeof functionKind.properties>>;

function findBundle({ stack, path, properties }: FunctionResource, file: string): string {
  const asset = stack.assets.get(properties.Code.S3Key);
  const candidates = ['mjs', 'js', 'cjs'].map(extension => join(asset ?? '', `${file}.${extension}`));
  const found = asset === undefined ? undefined : candidates.find(candidate => existsSync(candidate));
  if (found !== undefined) return found;
  throw new StartUpError(
    `The bundle of ${path} (${properties.Code.S3Key}) is not in the assembly. Synthesise again.`,
  );
}

function concurrencyOf({ ref, name, properties }: FunctionResource, deployment: Deployment): number {
  if (properties.ReservedConcurrentExecutions !== undefined) return properties.ReservedConcurrentExecutions;
  const bounds = deployment
    .all(eventSourceKind)
    .filter(({ properties: { FunctionName } }) => FunctionName === ref || FunctionName.endsWith(`:${name}`))
    .map(({ properties: { ScalingConfig } }) => ScalingConfig?.MaximumConcurrency ?? defaultConcurrency);
  return Math.max(defaultConcurrency, ...bounds);
}

/** What Lambda sets for every function, and where AWS is. Nothing else of this machine's environment gets in. */
function runtimeVariables(
  resource: FunctionResource,
  name: string,
  endpoints: Endpoints,
): Record<string, string> {
  const { properties } = resource;
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: resource.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${resource.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: name,
    _HANDLER: properties.Handler,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.messaging,
    AWS_ENDPOINT_URL_SNS: endpoints.messaging,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    // Any other service is refused at once, instead of a real account being asked with the keys of the person here.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

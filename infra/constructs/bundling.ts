import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * Parts that the SDK imports on demand, and that nothing here demands: credentials from anywhere but the environment,
 * where Lambda puts them, and event streams. With what they bring along they are 110 to 130 kB of each bundle.
 */
const neverImported = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
];

/**
 * How every function is bundled (decisions/0004-bundles.md). The SDK is bundled too: pinned, and tree-shaken to what
 * is called.
 */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  externalModules: neverImported,
  minify: true,
  sourceMap: true,
  // Lines are enough to read a stack trace; the sources themselves would treble the artefact.
  sourcesContent: false,
  logLevel: LogLevel.WARNING,
};

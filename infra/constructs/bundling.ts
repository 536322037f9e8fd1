import { type BundlingOptions, LogLevel, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * How every function is bundled. The SDK is bundled too: pinned, and tree-shaken to what is called. Names are kept,
 * for logs tell errors apart by class name.
 */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  minify: true,
  keepNames: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.DEFAULT,
  // Lines are enough to read a stack trace; the sources themselves would treble the artefact.
  sourcesContent: false,
  logLevel: LogLevel.WARNING,
};

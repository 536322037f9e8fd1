import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Longer than anybody takes to hear of a failure, no longer than the ledger knows the mails. */
const keptFor = Duration.days(14);

/** Where a stream keeps the records that it could not hand to its function. Empty unless something failed. */
export function createFailedRecordsBucket(
  scope: Construct,
  id: string,
  removalPolicy: RemovalPolicy,
): Bucket {
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ expiration: keptFor, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Empty unless something failed, and read by an operator only: a log of that would need a bucket too.',
  });
  return bucket;
}

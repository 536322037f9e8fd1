import { defineKind } from '../resource-kind.ts';

/** A bucket is a folder of the state directory, `buckets/NAME`. */
export const bucketKind = defineKind({
  type: 'AWS::S3::Bucket',
  file: import.meta.filename,
  used: {},
  ignored: {
    BucketEncryption: 'encryption at rest is the disk’s here',
    LifecycleConfiguration: 'objects stay until --fresh',
    PublicAccessBlockConfiguration: 'nobody else reads the state directory',
    Tags: 'labels only',
  },
  attributes: { Arn: ({ generatedName }) => `arn:aws:s3:::${generatedName}` },
});

export const bucketPolicyKind = defineKind({
  type: 'AWS::S3::BucketPolicy',
  file: import.meta.filename,
  used: {},
  ignored: { Bucket: 'nothing here checks permissions', PolicyDocument: 'nothing here checks permissions' },
});

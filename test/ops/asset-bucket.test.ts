import { expect, test } from 'vitest';
import { assetBucketArn } from '../../src/ops/asset-bucket';

test.each([
  ['us-east-1', 'arn:aws:s3:::assets-193858265520-us-east-1'],
  ['us-east-2', 'arn:aws:s3:::assets-250872398865-us-east-2'],
  ['us-west-2', 'arn:aws:s3:::assets-787052242323-us-west-2'],
  ['eu-west-1', 'arn:aws:s3:::assets-438097961670-eu-west-1'],
  ['eu-west-2', 'arn:aws:s3:::assets-247805302724-eu-west-2'],
  ['eu-west-3', 'arn:aws:s3:::assets-762466490029-eu-west-3'],
  ['eu-north-1', 'arn:aws:s3:::assets-611884512288-eu-north-1'],
  ['eu-south-1', 'arn:aws:s3:::assets-484130244270-eu-south-1'],
  ['eu-central-1', 'arn:aws:s3:::assets-769407342218-eu-central-1'],
  ['ap-northeast-1', 'arn:aws:s3:::assets-660291247815-ap-northeast-1'],
  ['ap-southeast-1', 'arn:aws:s3:::assets-421485864821-ap-southeast-1'],
  ['ap-southeast-2', 'arn:aws:s3:::assets-860415559748-ap-southeast-2'],
  ['ap-south-1', 'arn:aws:s3:::assets-681137435769-ap-south-1'],
])('DOM-23: the asset bucket of %s is %s', (region, arn) => {
  expect(assetBucketArn(region)).toBe(arn);
});

test.each(['ca-central-1', 'constructor', ''])(
  'DOM-23: a Region that AWS does not name, %s, has its own bucket',
  (region) => {
    expect(assetBucketArn(region)).toMatch(/^arn:aws:s3:::assets-[0-9]{12}-/);
    expect(assetBucketArn(region).endsWith(`-${region}`)).toBe(true);
    expect(assetBucketArn(region)).toBe(assetBucketArn(region));
  },
);

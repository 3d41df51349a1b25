import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { asciiJson } from '../model/text';

/** The accounts in the names of the asset buckets, by Region: all the Regions that have CodeArtifact (DOM-T1). */
const bucketAccounts: ReadonlyMap<string, string> = new Map([
  ['us-east-1', '193858265520'],
  ['us-east-2', '250872398865'],
  ['us-west-2', '787052242323'],
  ['eu-west-1', '438097961670'],
  ['eu-west-2', '247805302724'],
  ['eu-west-3', '762466490029'],
  ['eu-north-1', '611884512288'],
  ['eu-south-1', '484130244270'],
  ['eu-central-1', '769407342218'],
  ['ap-northeast-1', '660291247815'],
  ['ap-southeast-1', '421485864821'],
  ['ap-southeast-2', '860415559748'],
  ['ap-south-1', '681137435769'],
]);

/** The bucket in which a Region keeps assets (DOM-23). A Region that AWS does not name has one of the same form. */
export const assetBucketArn = (region: string): string =>
  `arn:aws:s3:::assets-${bucketAccounts.get(region) ?? inventedAccount(region)}-${region}`;

function inventedAccount(region: string): string {
  const digest = bytesToHex(sha256(asciiJson(['asset bucket', region])));
  return String(BigInt(`0x${digest}`) % 10n ** 12n).padStart(12, '0');
}

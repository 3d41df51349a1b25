import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { asciiJson } from '../../model/text';
import { assetBucketArn } from '../../ops/asset-bucket';

/** An asset in the Region's bucket, as the store gives it. */
export interface StoredAsset {
  readonly digest: string;
  readonly type: string;
  /** As a header says it (MVN-57). */
  readonly lastModified?: string;
}

const secret = sha256(asciiJson('presigned URLs of assets'));
const lifetime = 3600;

/** The name of the bucket in which a Region keeps assets (DOM-T1). */
export const bucketOf = (region: string): string => assetBucketArn(region).slice('arn:aws:s3:::'.length);

/**
 * The address of an asset in the bucket, for an hour (AUT-83): it needs no token, and must be used as it is (AUT-38).
 * `origin` is the bucket's own, or the server's with the bucket as the first step of its path.
 */
export function presigned(origin: string, { digest, type, lastModified }: StoredAsset, now: number): string {
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, ''),
    'X-Amz-Expires': String(lifetime),
    'X-Amz-SignedHeaders': 'host',
    'response-content-type': type,
    ...(lastModified !== undefined && { 'last-modified': lastModified }),
  });
  query.set('X-Amz-Signature', signature(digest, query));
  return `${origin}/${digest}?${query}`;
}

/** What a presigned address leads to; undefined when it was not given out so, or when its time is over. */
export function assetAt(url: URL, now: number): StoredAsset | undefined {
  const digest = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  const query = new URLSearchParams(url.searchParams);
  const given = query.get('X-Amz-Signature');
  query.delete('X-Amz-Signature');
  if (given === null || given !== signature(digest, query)) return undefined;
  const [, date = '', time = ''] = /^(\d{8})T(\d{6})Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const signed = Date.parse(
    `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`,
  );
  if (!(now <= signed + Number(query.get('X-Amz-Expires')) * 1000)) return undefined;
  const type = query.get('response-content-type') ?? 'application/octet-stream';
  return { digest, type, lastModified: query.get('last-modified') ?? undefined };
}

/** Whether a request is for a bucket: by its own host, or by the first step of the path (AUT-83). */
export const isBucket = (url: URL, host: string): boolean =>
  /^assets-\d{12}-[a-z0-9-]+\.s3\.[a-z0-9-]+\.amazonaws\.com$/.test(host) ||
  /^\/assets-\d{12}-[a-z0-9-]+\/[0-9a-f]{64}$/.test(url.pathname);

const signature = (digest: string, query: URLSearchParams): string =>
  bytesToHex(hmac(sha256, secret, asciiJson([digest, ...[...query].sort(([a], [b]) => (a < b ? -1 : 1))])));

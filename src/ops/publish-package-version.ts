import { formats } from '../formats';
import { invalid } from '../model/errors';
import { packageKey } from '../model/keys';
import type { Command } from '../model/transaction';
import { coordinatesOf, findRepository } from './find';
import { assetSummary, versionHeader } from './package-views';
import { publishVersion } from './publish-version';

/**
 * Publishes one asset of a generic package version (API-503). Without `unfinished` the version is complete with it
 * (PUB-30). Refuses names with other characters (PUB-38 to PUB-42), a hash that is not the content's (PUB-28), and
 * what the rules of publication refuse.
 */
export const publishPackageVersion: Command<'PublishPackageVersion'> = (tx, request) => {
  const coordinates = coordinatesOf(tx, request);
  const { assetName, assetContent, assetSHA256, packageVersion: version } = request;
  const { assetFault, versionFault } = formats[coordinates.format];
  const fault = versionFault(version) ?? assetFault(assetName);
  if (fault) throw tx.refuse(fault.id, invalid(fault.message, 'FIELD_VALIDATION_FAILED'), assetName);
  const place = findRepository(tx, request);
  const computed = assetContent.hashes['SHA-256'];
  if (computed !== assetSHA256) throw tx.refuse('PUB-28', invalid(mismatch(assetSHA256, computed)), assetName);
  const asset = { name: assetName, size: assetContent.size, hashes: assetContent.hashes };
  const key = packageKey(coordinates);
  const unfinished = request.unfinished ?? false;
  const content = { coordinates, key, version, assets: [asset], metadata: {}, unfinished, atEndpoint: false };
  const record = publishVersion(tx, { ...place, ...content });
  return { ...versionHeader(coordinates, record), status: record.status, asset: assetSummary(asset) };
};

/** ERR-48. */
const mismatch = (expected: string, computed: string): string =>
  `The provided content hashes do not match the calculated content hashes. Hash algorithm 'SHA-256', ` +
  `Expected hash '${expected}', Calculated hash '${computed}'.`;

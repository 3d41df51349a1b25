import { domainKey, domainsOf } from '../model/keys';
import { rootGroup, rootPattern } from '../model/package-group';
import type { Domain, PackageGroup } from '../model/state';
import type { Command } from '../model/transaction';
import { emptyById, emptyByName } from '../model/wide-map';
import { domainNameFree, keyFound, keySymmetric } from '../rules/domain';
import { domainQuota, quotasOf } from '../rules/quota';
import { tagKeysDistinct, tagKeysUnreserved, tagQuota } from '../rules/tag';
import { findKey } from './encryption-key';
import { noTags, withTags } from './tags';
import { domainDescription } from './views';

/** Creates an empty domain in the caller's account and the called Region (API-09). */
export const createDomain: Command<'CreateDomain'> = (tx, { domain: name, encryptionKey, tags: added = [] }) => {
  const { account: owner, region, now } = tx.context;
  tx.demand([tagKeysDistinct, tagKeysUnreserved], added, name);
  const key = findKey(tx, encryptionKey);
  tx.demand([keyFound, keySymmetric], { text: encryptionKey, key }, name);
  tx.demand([domainNameFree], { state: tx.state, region, owner, name }, name);
  const tags = withTags(noTags, added); // TAG-02
  tx.demand([tagQuota], { resourceType: 'domain', resourceId: name, tags }, name);
  const { from, before } = domainsOf(region, owner);
  const present = [...tx.state.domains.keys(from, before)].length;
  tx.demand([domainQuota], { name, present, limit: quotasOf(tx, owner).domainsPerAccount }, name);
  const domain = Object.freeze<Domain>({
    name,
    owner,
    region,
    createdTime: now,
    encryptionKey: key!.arn, // DOM-14
    tags,
    packageGroups: emptyByName<PackageGroup>().with(rootPattern, rootGroup(now)), // GRP-01
    repositories: emptyById(),
    repositoryIds: emptyByName(),
    assets: emptyByName(),
    assetSizeBytes: 0,
    arrivals: emptyByName(),
  });
  tx.root.domains = tx.root.domains.with(domainKey(region, owner, name), domain);
  return { domain: domainDescription(domain) };
};

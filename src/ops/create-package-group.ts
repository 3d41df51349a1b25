import { inherited } from '../model/package-group';
import type { PackageGroup } from '../model/state';
import type { Command } from '../model/transaction';
import { packageGroupQuota, patternFree } from '../rules/package-group';
import { quotasOf } from '../rules/quota';
import { tagKeysDistinct, tagKeysUnreserved, tagQuota } from '../rules/tag';
import { findDomain } from './find';
import { demandPattern } from './find-package-group';
import { packageGroupDescription } from './package-group-views';
import { noTags, withTags } from './tags';

/** Creates a package group that inherits all its restrictions (GRP-07). */
export const createPackageGroup: Command<'CreatePackageGroup'> = (tx, request) => {
  const { packageGroup: pattern, contactInfo, description, tags: added = [] } = request;
  tx.demand([tagKeysDistinct, tagKeysUnreserved], added, pattern);
  demandPattern(tx, pattern);
  const domain = findDomain(tx, request);
  tx.demand([patternFree], { domain, pattern }, pattern);
  const tags = withTags(noTags, added); // TAG-02
  tx.demand([tagQuota], { resourceId: pattern, tags }, pattern);
  const limit = quotasOf(tx, domain.owner).packageGroupsPerDomain;
  tx.demand([packageGroupQuota], { domain, pattern, limit }, pattern);
  const group = Object.freeze<PackageGroup>({
    pattern,
    createdTime: tx.context.now,
    ...(contactInfo ? { contactInfo } : {}), // GRP-18
    ...(description ? { description } : {}),
    tags,
    restrictions: inherited,
  });
  const draft = tx.domain(domain);
  draft.packageGroups = draft.packageGroups.with(pattern, group);
  return { packageGroup: packageGroupDescription(draft, group) };
};

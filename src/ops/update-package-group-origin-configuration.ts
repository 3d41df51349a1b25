import { freeze } from 'immer';
import type {
  OriginRestrictions,
  PackageGroupAllowedRepository,
  PackageGroupAllowedRepositoryUpdate,
  PackageGroupOriginRestrictionType,
} from '../api/types';
import type { GroupRestriction, PackageGroup } from '../model/state';
import type { Command } from '../model/transaction';
import { emptyByName } from '../model/wide-map';
import { restrictionTypes } from '../package-groups/hierarchy';
import { entriesComplete, fewEntries, listsThere, rootInheritsNothing } from '../rules/package-group';
import { repositoryIn } from './find';
import { findPackageGroup } from './find-package-group';
import { packageGroupDescription } from './package-group-views';

/**
 * Sets modes, and then adds repositories to lists and removes them from lists (GRP-97, GRP-100). Tells the net changes
 * of the lists (GRP-98, GRP-105).
 */
export const updatePackageGroupOriginConfiguration: Command<'UpdatePackageGroupOriginConfiguration'> = (
  tx,
  request,
) => {
  const {
    restrictions: modes = {},
    addAllowedRepositories: added = [],
    removeAllowedRepositories: removed = [],
  } = request;
  const entries = [...added, ...removed];
  tx.demand([fewEntries, entriesComplete], entries, request.packageGroup);
  const { domain, group } = findPackageGroup(tx, request);
  const { pattern } = group;
  tx.demand([rootInheritsNothing], { pattern, modes }, pattern);
  for (const { repositoryName } of entries) repositoryIn(tx, domain, repositoryName!); // GRP-107
  const withModes = mapped((type) => withMode(group.restrictions[type], modes[type]));
  tx.demand([listsThere], { restrictions: withModes, entries }, pattern);
  const restrictions = mapped((type) => withEntries(withModes[type], named(added, type), named(removed, type)));
  const allowedRepositoryUpdates = Object.fromEntries(
    restrictionTypes.flatMap((type) => {
      const update = changes(withModes[type], restrictions[type]);
      return Object.keys(update).length === 0 ? [] : [[type, update]]; // GRP-104
    }),
  );
  if (restrictionTypes.every((type) => restrictions[type] === group.restrictions[type])) {
    return { packageGroup: packageGroupDescription(domain, group), allowedRepositoryUpdates }; // API-40
  }
  const after: PackageGroup = freeze({ ...group, restrictions }, true);
  const draft = tx.domain(domain);
  draft.packageGroups = draft.packageGroups.with(pattern, after);
  return { packageGroup: packageGroupDescription(draft, after), allowedRepositoryUpdates };
};

const mapped = (
  restriction: (type: PackageGroupOriginRestrictionType) => GroupRestriction,
): PackageGroup['restrictions'] => ({
  EXTERNAL_UPSTREAM: restriction('EXTERNAL_UPSTREAM'),
  INTERNAL_UPSTREAM: restriction('INTERNAL_UPSTREAM'),
  PUBLISH: restriction('PUBLISH'),
});

/** Another mode has no list, or begins with an empty one (GRP-102). */
const withMode = (
  restriction: GroupRestriction,
  mode: OriginRestrictions[PackageGroupOriginRestrictionType] = restriction.mode,
): GroupRestriction =>
  mode === restriction.mode ? restriction : Object.freeze({ mode, repositories: emptyByName<true>() });

/** The names of the repositories in the entries of a type. */
const named = (entries: readonly PackageGroupAllowedRepository[], type: PackageGroupOriginRestrictionType): string[] =>
  entries.flatMap(({ repositoryName, originRestrictionType }) =>
    originRestrictionType === type ? [repositoryName!] : [],
  );

/** First what is added, then what is removed (GRP-105); the very same restriction when nothing comes of it. */
function withEntries(restriction: GroupRestriction, added: readonly string[], removed: readonly string[]) {
  let { repositories } = restriction;
  for (const name of added) if (!repositories.has(name)) repositories = repositories.with(name, true);
  for (const name of removed) repositories = repositories.without(name);
  const after: GroupRestriction = Object.freeze({ mode: restriction.mode, repositories });
  return Object.keys(changes(restriction, after)).length === 0 ? restriction : after;
}

/** What came onto a list, and what is on it no more, by name. */
function changes(
  { repositories: before }: GroupRestriction,
  { repositories: after }: GroupRestriction,
): PackageGroupAllowedRepositoryUpdate {
  const added = [...after.keys()].filter((name) => !before.has(name));
  const removed = [...before.keys()].filter((name) => !after.has(name));
  return { ...(added.length > 0 ? { ADDED: added } : {}), ...(removed.length > 0 ? { REMOVED: removed } : {}) };
}

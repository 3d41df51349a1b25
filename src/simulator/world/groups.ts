import { packageGroupArn } from '../../model/arn';
import { rootPattern } from '../../model/package-group';
import { type Door, type Home, tagsOf } from './door';
import { repositoryIn } from './packages';
import type { Place } from './place';
import type { WorldGroupRestriction, WorldPackageGroup } from './world';

/** A domain whose repositories are there. */
export interface DomainAt {
  readonly name: string;
  readonly owner: Home;
  readonly repositories: ReadonlySet<string>;
}

/** How many entries of lists one call takes (GRP-108). */
const mostEntries = 100;

/** Creates a package group of a domain with its restrictions; of the root group it changes what is given. */
export function loadPackageGroup(
  door: Door,
  place: Place<WorldPackageGroup>,
  pattern: string,
  { name, owner, repositories }: DomainAt,
): void {
  const at = { domain: name, domainOwner: owner.account, packageGroup: pattern };
  const { contactInfo, description, restrictions } = place.value;
  const tags = tagsOf(place.value.tags);
  if (pattern !== rootPattern) {
    door.call(place, 'CreatePackageGroup', { ...at, contactInfo, description, tags }, owner);
  } else {
    door.call(place, 'UpdatePackageGroup', { ...at, contactInfo, description }, owner);
    const resourceArn = packageGroupArn(owner.region, owner.account, name, pattern);
    if (tags) door.call(place, 'TagResource', { resourceArn, tags }, owner);
  }
  if (!restrictions) return;
  const given = place.at('restrictions')!;
  const modes = Object.fromEntries(given.entries().map(([type, { value }]) => [type, modeOf(value)]));
  door.call(given, 'UpdatePackageGroupOriginConfiguration', { ...at, restrictions: modes }, owner);
  for (const [originRestrictionType, restriction] of given.entries()) {
    const names = allowedIn(restriction).map((each) => repositoryIn(each, repositories));
    for (let from = 0; from < names.length; from += mostEntries) {
      const some = names.slice(from, from + mostEntries);
      const addAllowedRepositories = some.map((repositoryName) => ({ repositoryName, originRestrictionType }));
      door.call(restriction, 'UpdatePackageGroupOriginConfiguration', { ...at, addAllowedRepositories }, owner);
    }
  }
}

const modeOf = (restriction: WorldGroupRestriction) =>
  typeof restriction === 'string' ? restriction : 'ALLOW_SPECIFIC_REPOSITORIES';

const allowedIn = (place: Place<WorldGroupRestriction>): readonly Place<string>[] =>
  typeof place.value === 'string' ? [] : place.inside('allow', place.value.allow).items();

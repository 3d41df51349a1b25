import { expect } from 'vitest';
import type {
  Input,
  OriginRestrictions,
  PackageGroupDescription,
  PackageGroupOriginRestrictionMode,
  PackageGroupOriginRestrictionType,
} from '../../src/api/types';
import { execute } from '../../src/core';
import { at } from '../package-groups/support';
import { context } from '../support';
import { PackageWorld } from './packages-support';

export const types = ['EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM', 'PUBLISH'] as const;
export const domain = { domain: 'my-domain' };

/** A mode, or the repositories that are allowed alone. */
export type Restriction = PackageGroupOriginRestrictionMode | readonly string[];
export type Restrictions = { readonly [Type in PackageGroupOriginRestrictionType]?: Restriction };

/** A world whose domain has package groups. */
export class GroupWorld extends PackageWorld {
  /** Creates groups, and sets their restrictions; of the root it only sets them. */
  groups(all: Readonly<Record<string, Restrictions>>): this {
    for (const [packageGroup, restrictions] of Object.entries(all)) {
      if (packageGroup !== '/*') this.call('CreatePackageGroup', { ...domain, packageGroup });
      this.control(packageGroup, restrictions);
    }
    return this;
  }

  /** Sets restrictions of a group; repositories come to those that are on a list. */
  control(packageGroup: string, given: Restrictions): void {
    const modes: Record<string, PackageGroupOriginRestrictionMode> = {};
    const addAllowedRepositories: Input<'UpdatePackageGroupOriginConfiguration'>['addAllowedRepositories'] =
      Object.entries(given).flatMap(([type, restriction]) =>
        typeof restriction === 'string'
          ? []
          : restriction.map((repositoryName) => ({
              repositoryName,
              originRestrictionType: type as PackageGroupOriginRestrictionType,
            })),
      );
    for (const [type, restriction] of Object.entries(given)) {
      modes[type] = typeof restriction === 'string' ? restriction : 'ALLOW_SPECIFIC_REPOSITORIES';
    }
    const restrictions = modes as OriginRestrictions;
    this.call('UpdatePackageGroupOriginConfiguration', {
      ...domain,
      packageGroup,
      restrictions,
      addAllowedRepositories,
    });
  }

  /** Makes groups that inherit everything. */
  create(...patterns: readonly string[]): this {
    return this.groups(Object.fromEntries(patterns.map((pattern) => [pattern, {}])));
  }

  group(packageGroup: string): PackageGroupDescription {
    return this.call('DescribePackageGroup', { ...domain, packageGroup }).packageGroup!;
  }

  /** What a group's restriction says: mode, the effective one if it is another, the group that it comes from. */
  restriction(packageGroup: string, type: PackageGroupOriginRestrictionType): string {
    const { mode, effectiveMode, inheritedFrom } = this.group(packageGroup).originConfiguration!.restrictions![type]!;
    return inheritedFrom ? `${mode}, effective ${effectiveMode}, from ${inheritedFrom.pattern}` : `${effectiveMode}`;
  }

  /** The repositories on a group's list. */
  allowed(packageGroup: string, originRestrictionType: PackageGroupOriginRestrictionType): readonly string[] {
    const input = { ...domain, packageGroup, originRestrictionType, maxResults: 1000 };
    return this.call('ListAllowedRepositoriesForGroup', input).allowedRepositories!;
  }

  /** The patterns of all groups, in their order. */
  patterns(filter: Partial<Input<'ListPackageGroups'>> = {}): (string | undefined)[] {
    return this.call('ListPackageGroups', { ...domain, ...filter }).packageGroups!.map(({ pattern }) => pattern);
  }

  /** The group of a package path, and how it belongs to it. */
  associated(path: string): string {
    const found = this.call('GetAssociatedPackageGroup', { ...domain, ...at(path) });
    return `${found.packageGroup!.pattern} ${found.associationType}`;
  }

  /** The paths of the packages that belong to a group, weak ones with a question mark. */
  members(packageGroup: string, preview?: boolean): string[] {
    const { packages } = this.call('ListAssociatedPackages', { ...domain, packageGroup, preview, maxResults: 1000 });
    return packages!.map(({ format, namespace = '', package: name, associationType }) => {
      return `/${format}/${namespace}/${name}${associationType === 'WEAK' ? '?' : ''}`;
    });
  }

  /** A package by its path, in a repository. */
  of(path: string, repository = 'my-repo') {
    return { ...domain, repository, ...at(path) };
  }

  /** A repository holds a package, by a version or without any. */
  hold(path: string, repository = 'my-repo'): void {
    this.call('PutPackageOriginConfiguration', {
      ...this.of(path, repository),
      restrictions: { publish: 'ALLOW', upstream: 'ALLOW' },
    });
  }

  /** The same call as the last, which must be answered and leave the very same state (API-40). */
  again<N extends 'DeletePackageGroup' | 'UpdatePackageGroup' | 'UpdatePackageGroupOriginConfiguration'>(
    name: N,
    input: Input<N>,
  ): void {
    const result = execute(this.state, name, input, { ...context, now: this.now + 1000 });
    expect(result.ok).toBe(true);
    expect(result.state).toBe(this.state);
  }

  /** Creates a repository in the domain, with upstreams. */
  repository(repository: string, ...upstreams: readonly string[]): void {
    const named = upstreams.map((repositoryName) => ({ repositoryName }));
    this.call('CreateRepository', { ...domain, repository, upstreams: named });
  }
}

/** The restrictions of a group that has none of its own. */
export const inheritsAll = (from: { arn: string; pattern: string }) => ({
  restrictions: Object.fromEntries(
    types.map((type) => [type, { mode: 'INHERIT', effectiveMode: 'ALLOW', inheritedFrom: from, repositoriesCount: 0 }]),
  ),
});

/** A reference to a group of `my-domain`. */
export const reference = (pattern: string, tail = pattern.replace('*', '%2a').replace('$', '%24')) => ({
  arn: `arn:aws:codeartifact:us-west-2:111122223333:package-group/my-domain${tail}`,
  pattern,
});

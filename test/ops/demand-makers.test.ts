import { describe, expect, test } from 'vitest';
import type { Input } from '../../src/api/types';
import {
  alice,
  allow,
  allowTo,
  arn,
  ask,
  bob,
  by,
  deny,
  domain,
  domainArn,
  everything,
  grant,
  learn,
  npm,
  onDomain,
  onRepository,
  plainWorld,
  repository,
  repositoryArn,
} from '../access/people';
import { contentOf, context, otherAccount, type World } from '../support';
import { assetsOf } from './packages-support';

const relations = (...names: readonly string[]) => names.map((repositoryName) => ({ repositoryName }));
const publication = (scope: string, name: string) => {
  const assets = [{ name: 'package.tgz', ...contentOf(name) }];
  return { ...repository, format: 'npm', namespace: scope, package: name, version: '1.0.0', assets } as const;
};

describe('IAM-64, IAM-65: what is granted for a package, and what is not', () => {
  test('ReadFromRepository on a package allows nothing', () => {
    const made = plainWorld();
    grant(made, alice, allow('ReadFromRepository', { Resource: arn('package/my-domain/*') }));
    expect(ask(made, 'ListVersions', npm, by(alice)).error?.name).toBe('AccessDeniedException');
  });

  test('publishing may be granted for one package, or for all of a repository', () => {
    const made = plainWorld();
    const publish = (Resource: string) => grant(made, alice, allow('PublishPackageVersion', { Resource }));
    publish(arn('package/my-domain/my-repo/npm/parity/ui'));
    expect(ask(made, 'Publish', publication('parity', 'ui'), by(alice)).error).toBeUndefined();
    expect(ask(made, 'Publish', publication('parity', 'x'), by(alice)).error?.name).toBe('AccessDeniedException');
    publish(arn('package/my-domain/my-repo/*'));
    expect(ask(made, 'Publish', publication('parity', 'x'), by(alice)).error).toBeUndefined();
    const elsewhere = { ...publication('parity', 'x'), repository: 'other' };
    expect(ask(made, 'Publish', elsewhere, by(alice)).error?.name).toBe('AccessDeniedException');
  });

  test('IAM-61: the right to get is no right to read as a package manager does', () => {
    const made = plainWorld();
    grant(made, alice, allow(['Get*', 'List*', 'Describe*']));
    expect(ask(made, 'ListVersions', npm, by(alice)).error?.name).toBe('AccessDeniedException');
    grant(made, alice, allow('Read*'));
    expect(ask(made, 'ListVersions', npm, by(alice)).error?.name).toBe('ResourceNotFoundException');
  });
});

describe('IAM-68: what lies upstream needs no permission of its own', () => {
  function chain(): World {
    const made = plainWorld();
    made.call('UpdateRepository', { ...repository, upstreams: relations('other') });
    const assets = assetsOf({ 'package.tgz': 'tarball' });
    learn(made, { type: 'stored version', ...npm, repository: 'other', version: '1.0.0', assets });
    onRepository(made, 'other', { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' });
    return made;
  }

  test('to install through the downstream repository', () => {
    const made = chain();
    grant(made, alice, allow('ReadFromRepository', { Resource: repositoryArn('my-repo') }));
    const input = { ...npm, version: '1.0.0', asset: 'package.tgz' };
    expect(ask(made, 'ReadAsset', input, by(alice)).error).toBeUndefined();
    expect(ask(made, 'ReadAsset', { ...input, repository: 'other' }, by(alice)).error?.name).toBe(
      'AccessDeniedException',
    );
  });

  test('to copy from it with includeFromUpstream', () => {
    const made = chain();
    made.call('CreateRepository', { ...domain, repository: 'target' });
    const read = allow('ReadFromRepository', { Resource: repositoryArn('my-repo') });
    grant(made, alice, allow('CopyPackageVersions', { Resource: repositoryArn('target') }), read);
    const places = { sourceRepository: 'my-repo', destinationRepository: 'target', includeFromUpstream: true };
    const { successfulVersions } = made.call(
      'CopyPackageVersions',
      { ...npm, ...places, versions: ['1.0.0'] },
      by(alice),
    );
    expect(Object.keys(successfulVersions!)).toEqual(['1.0.0']);
  });
});

describe('IAM-70: a repository is created where a statement names its domain or itself', () => {
  const input: Input<'CreateRepository'> = { ...domain, repository: 'new' };

  test.each(['*', domainArn, repositoryArn('new'), repositoryArn('n*')])('allowed on %s', (Resource) => {
    const made = plainWorld();
    grant(made, alice, allow('CreateRepository', { Resource }));
    made.call('CreateRepository', input, by(alice));
    const shared = plainWorld();
    grant(shared, bob, everything);
    onDomain(shared, allowTo(otherAccount, 'CreateRepository', { Resource }));
    const { repository: created } = shared.call('CreateRepository', input, by(bob));
    expect(created?.administratorAccount).toBe(otherAccount);
  });

  test('the two policies of another account may each name another of them', () => {
    const made = plainWorld();
    grant(made, bob, allow('CreateRepository', { Resource: domainArn }));
    onDomain(made, allowTo(otherAccount, 'CreateRepository', { Resource: repositoryArn('new') }));
    made.call('CreateRepository', input, by(bob));
  });

  test.each([domainArn, repositoryArn('new')])('denied on %s', (Resource) => {
    const made = plainWorld();
    grant(made, alice, everything, deny('CreateRepository', { Resource }));
    expect(made.refusal('CreateRepository', input, by(alice)).name).toBe('AccessDeniedException');
  });

  test.each([repositoryArn('other'), arn('domain/none')])('not allowed on %s', (Resource) => {
    const made = plainWorld();
    grant(made, alice, allow('CreateRepository', { Resource }));
    expect(made.refusal('CreateRepository', input, by(alice)).message).toContain(repositoryArn('new'));
  });
});

test('IAM-71: what is to be created may be told by its name', () => {
  const made = plainWorld();
  const groups = arn('package-group/my-domain/npm/*');
  grant(
    made,
    alice,
    allow('CreateDomain', { Resource: arn('domain/team-*') }),
    allow('CreatePackageGroup', { Resource: groups }),
  );
  made.call('CreateDomain', { domain: 'team-a' }, by(alice));
  expect(made.refusal('CreateDomain', { domain: 'other' }, by(alice)).name).toBe('AccessDeniedException');
  made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/*' }, by(alice));
  const pypi = { ...domain, packageGroup: '/pypi/*' };
  expect(made.refusal('CreatePackageGroup', pypi, by(alice)).name).toBe('AccessDeniedException');
});

test.each(['ListDomains', 'ListRepositories'] as const)('IAM-72: %s is allowed on everything or not', (name) => {
  const made = plainWorld();
  grant(made, alice, allow(name, { Resource: ['arn:aws:codeartifact:*', arn('domain/my*'), domainArn] }));
  const { message } = made.refusal(name, {}, by(alice));
  expect(message).toContain(`codeartifact:${name} on resource: * because`);
  grant(made, alice, allow(name));
  made.call(name, {}, by(alice));
});

test('IAM-73, IAM-121: the group of a package decides who may ask for it', () => {
  const made = plainWorld();
  made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/*' });
  grant(made, alice, allow('GetAssociatedPackageGroup', { Resource: arn('package-group/my-domain/npm/%2a') }));
  made.call('GetAssociatedPackageGroup', { ...domain, format: 'npm', package: 'lodash' }, by(alice));
  const maven = { ...domain, format: 'maven', namespace: 'com', package: 'p' } as const;
  expect(made.refusal('GetAssociatedPackageGroup', maven, by(alice)).message).toContain(
    `on resource: ${arn('package-group/my-domain/%2a')} because`,
  );
  const absent = { ...maven, domain: 'none' };
  expect(made.refusal('GetAssociatedPackageGroup', absent, by(alice)).name).toBe('AccessDeniedException');
});

test('IAM-42, IAM-73: a denial does not tell another account which groups a domain has', () => {
  const made = plainWorld();
  made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm//secret$' });
  const asked = { ...domain, domainOwner: context.account, format: 'npm', package: 'secret' } as const;
  const denied = (input: object) =>
    made.refusal('GetAssociatedPackageGroup', { ...asked, ...input }, { account: otherAccount }).message;
  expect(denied({})).toContain(`on resource: ${arn('package-group/my-domain/%2a')} because`);
  expect(denied({ domain: 'none' })).toBe(denied({}).replace('my-domain', 'none'));
});

test('IAM-74, IAM-128: the repositories allowed for a group are a matter of the group', () => {
  const made = plainWorld();
  grant(made, alice, allow('ListAllowedRepositoriesForGroup', { Resource: arn('package-group/my-domain/%2a') }));
  const input = { ...domain, packageGroup: '/*', originRestrictionType: 'PUBLISH' } as const;
  made.call('ListAllowedRepositoriesForGroup', input, by(alice));
});

describe('IAM-75, IAM-102: to put a repository under another', () => {
  const associate = (name: string) => allow('AssociateWithDownstreamRepository', { Resource: repositoryArn(name) });

  test('only upstreams that are new need the right', () => {
    const made = plainWorld();
    made.call('CreateRepository', { ...domain, repository: 'third' });
    made.call('UpdateRepository', { ...repository, upstreams: relations('other') });
    grant(made, alice, allow('UpdateRepository'), associate('third'));
    made.call('UpdateRepository', { ...repository, upstreams: relations('other', 'third') }, by(alice));
    made.call('UpdateRepository', { ...repository, upstreams: [] }, by(alice));
    const again = { ...repository, upstreams: relations('other') };
    expect(made.refusal('UpdateRepository', again, by(alice)).message).toContain(
      `codeartifact:AssociateWithDownstreamRepository on resource: ${repositoryArn('other')}`,
    );
  });

  test('one that was deleted and created anew is new', () => {
    const made = plainWorld();
    made.call('UpdateRepository', { ...repository, upstreams: relations('other') });
    made.call('DeleteRepository', { ...domain, repository: 'other' });
    made.call('CreateRepository', { ...domain, repository: 'other' });
    grant(made, alice, allow('UpdateRepository'));
    const input = { ...repository, upstreams: relations('other') };
    expect(made.refusal('UpdateRepository', input, by(alice)).name).toBe('AccessDeniedException');
  });

  test('the policy of the upstream repository counts, that of the other does not', () => {
    const made = plainWorld();
    grant(made, bob, everything);
    onDomain(made, allowTo(otherAccount, 'CreateRepository'));
    const input = { ...domain, repository: 'theirs', upstreams: relations('other') };
    expect(made.refusal('CreateRepository', input, by(bob)).name).toBe('AccessDeniedException');
    onRepository(made, 'other', allowTo(otherAccount, 'AssociateWithDownstreamRepository'));
    made.call('CreateRepository', input, by(bob));
    const more = { ...domain, repository: 'theirs', upstreams: relations('other', 'my-repo') };
    expect(made.refusal('UpdateRepository', more, by(bob)).message).toContain(repositoryArn('my-repo'));
  });

  test('what is not there is asked for by its name', () => {
    const made = plainWorld();
    grant(made, alice, allow('UpdateRepository'));
    const input = { ...repository, upstreams: relations('nowhere') };
    expect(made.refusal('UpdateRepository', input, by(alice)).message).toContain(repositoryArn('nowhere'));
  });
});

describe('IAM-76, POL-30: tags of what another account creates', () => {
  test('need a right of their own, which then is one to tag all in the domain', () => {
    const made = plainWorld();
    grant(made, bob, everything);
    const input = { ...domain, repository: 'theirs', tags: [{ key: 'k', value: 'v' }] };
    onDomain(made, allowTo(otherAccount, 'CreateRepository'));
    expect(made.refusal('CreateRepository', input, by(bob)).message).toContain(
      `codeartifact:TagResource on resource: ${repositoryArn('theirs')} because no resource-based policy`,
    );
    onDomain(made, allowTo(otherAccount, ['CreateRepository', 'TagResource']));
    made.call('CreateRepository', input, by(bob));
    made.call('TagResource', { resourceArn: domainArn, tags: input.tags }, by(bob));
    made.call('TagResource', { resourceArn: repositoryArn('my-repo'), tags: input.tags }, by(bob));
  });

  test('an empty list of them needs none', () => {
    const made = plainWorld();
    grant(made, alice, allow('CreateRepository'));
    made.call('CreateRepository', { ...domain, repository: 'new', tags: [] }, by(alice));
  });
});

describe('IAM-77: the key of a new domain', () => {
  const keyArn = `arn:aws:kms:us-west-2:${context.account}:key/1`;
  const create = allow('CreateDomain');
  const key = (Resource: string) => allow(['kms:DescribeKey', 'kms:CreateGrant'], { Resource });

  function world(): World {
    const made = plainWorld();
    const state = { state: 'Enabled', kind: 'symmetric', accessible: true } as const;
    learn(made, { type: 'encryption key', arn: keyArn, aliases: ['alias/mine'], ...state });
    return made;
  }

  test.each(['1', 'alias/mine', keyArn, `arn:aws:kms:us-west-2:${context.account}:alias/mine`])(
    '%s is the key of the ARN, however it is named',
    (encryptionKey) => {
      const made = world();
      grant(made, alice, create, key(keyArn));
      made.call('CreateDomain', { domain: 'team-a', encryptionKey }, by(alice));
      grant(made, alice, create);
      expect(made.refusal('CreateDomain', { domain: 'team-b', encryptionKey }, by(alice)).message).toContain(
        `kms:DescribeKey on resource: ${keyArn} because no identity-based policy`,
      );
    },
  );

  test.each([
    ['2', 'key/2'],
    ['alias/none', 'alias/none'],
  ])('%s, which is not there, is asked for before it is looked for', (encryptionKey, tail) => {
    const made = world();
    const input = { domain: 'team-a', encryptionKey };
    grant(made, alice, create);
    expect(made.refusal('CreateDomain', input, by(alice)).message).toContain(`:${tail} because`);
    grant(made, alice, create, key('*'));
    expect(made.refusal('CreateDomain', input, by(alice)).name).toBe('ValidationException');
  });

  test('the default user may use all keys, and nobody needs a right for the managed one', () => {
    const made = world();
    made.call('CreateDomain', { domain: 'team-a', encryptionKey: 'alias/mine' });
    grant(made, alice, create);
    made.call('CreateDomain', { domain: 'team-b' }, by(alice));
  });
});

describe('IAM-06, IAM-07, IAM-08, IAM-139, IAM-146, IAM-147: what is tagged is asked for by its ARN', () => {
  const groups = [
    ['/*', '%2a'],
    ['/npm/*', 'npm/%2a'],
    ['/npm/scope/anycompany~', 'npm/scope/anycompany~'],
    ['/nuget//alpha$', 'nuget//alpha%24'],
  ] as const;

  test.each(groups)('the package group %s', (packageGroup, tail) => {
    const made = plainWorld();
    if (packageGroup !== '/*') made.call('CreatePackageGroup', { ...domain, packageGroup });
    const resourceArn = arn(`package-group/my-domain/${tail}`);
    grant(made, alice, allow(['TagResource', 'UntagResource', 'ListTagsForResource'], { Resource: resourceArn }));
    made.call('TagResource', { resourceArn, tags: [{ key: 'k', value: 'v' }] }, by(alice));
    made.call('UntagResource', { resourceArn, tagKeys: ['k'] }, by(alice));
    made.call('ListTagsForResource', { resourceArn }, by(alice));
  });

  test('an ARN that encodes no pattern is asked for as it is', () => {
    const made = plainWorld();
    const resourceArn = arn('package-group/my-domain/npm/%2A');
    expect(made.refusal('ListTagsForResource', { resourceArn }, by(alice)).message).toContain(
      `: ${resourceArn} because`,
    );
    expect(made.refusal('ListTagsForResource', { resourceArn }).name).toBe('ResourceNotFoundException');
  });

  test('of another Region no policy is known', () => {
    const made = plainWorld();
    onDomain(made, allowTo(otherAccount, '*'));
    grant(made, bob, everything);
    made.call('ListTagsForResource', { resourceArn: domainArn }, by(bob));
    const resourceArn = domainArn.replace('us-west-2', 'eu-west-1');
    expect(made.refusal('ListTagsForResource', { resourceArn }, by(bob)).message).toContain(`: ${resourceArn} because`);
    expect(made.refusal('ListTagsForResource', { resourceArn }).name).toBe('ResourceNotFoundException');
  });
});

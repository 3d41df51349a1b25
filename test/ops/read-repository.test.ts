import { expect, test } from 'vitest';
import { request } from '../../src/core';
import { alice, allow, by, grant, repositoryArn } from '../access/people';
import { context } from '../support';
import { PackageWorld } from './packages-support';

const repository = { domain: 'my-domain', repository: 'my-repo', format: 'npm' } as const;

test('NPM-29: a repository that is there can be read, and nothing is said of it or changed', () => {
  const world = new PackageWorld();
  const { state } = world;
  expect(world.request('ReadRepository', repository)).toEqual({});
  expect(world.state).toBe(state);
  expect(world.events()).toEqual([]);
});

test.each([{ repository: 'other' }, { domain: 'other' }])('ERR-77: with %o it is not there', (change) => {
  const world = new PackageWorld();
  expect(world.refusedRequest('ReadRepository', { ...repository, ...change }).status).toBe(404);
});

test.each([{ format: 'deb' }, { format: undefined }, { repository: 1 }, { domain: null }, { domainOwner: 5 }])(
  'ERR-37: %o is refused',
  (change) => {
    const error = new PackageWorld().refusedRequest('ReadRepository', { ...repository, ...change } as never);
    expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'CANNOT_PARSE' } });
  },
);

test.each([
  ['ReadFromRepository', repositoryArn('my-repo'), 200],
  ['ReadFromRepository', repositoryArn('other'), 403],
  ['GetRepositoryEndpoint', '*', 403],
] as const)('IAM-64 NPM-29: who may %s on %s: %i', (action, Resource, status) => {
  const world = new PackageWorld();
  grant(world as never, alice, allow(action, { Resource }));
  const result = request(world.state, 'ReadRepository', repository, { ...context, ...by(alice) });
  expect(result.ok ? 200 : result.error.status).toBe(status);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Input, OperationName } from '../../src/api/types';
import { execute } from '../../src/core';
import type { Domain, State } from '../../src/model/state';
import { admit, context, otherAccount, store, type World, worldWith } from '../support';

test('DOM-06, ERR-43: without domainOwner the domain is one of the caller', () => {
  const shared = worldWith();
  admit(shared);
  expect(shared.refusal('DescribeDomain', { domain: 'my-domain' }, { account: otherAccount })).toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Domain not found. Domain 'my-domain' owned by account '123456789012' does not exist.",
    members: { resourceId: 'my-domain', resourceType: 'domain' },
  });
  const request = { domain: 'my-domain', domainOwner: '111122223333' };
  const { domain } = shared.call('DescribeDomain', request, { account: otherAccount });
  expect(domain?.owner).toBe('111122223333');
});

test('DOM-11: DescribeDomain answers what CreateDomain answered', () => {
  const made = worldWith();
  const created = made.call('CreateDomain', { domain: 'other' });
  expect(made.call('DescribeDomain', { domain: 'other' }, { now: context.now + 1 })).toEqual(created);
});

test('DOM-22: assetSizeBytes counts each content of the domain once', () => {
  const made = worldWith('repo', 'other');
  const sizes = ['content', 'content', 'more'].map((text, index) => {
    const repository = index === 1 ? 'other' : 'repo';
    store(made, { domain: 'my-domain', repository }, { format: 'npm', package: `p${index}` }, text);
    return made.call('DescribeDomain', { domain: 'my-domain' }).domain?.assetSizeBytes;
  });
  expect(sizes).toEqual([7, 7, 11]);
});

/** What a history is made of, over few enough names that calls meet each other's results. */
type Call = { [N in OperationName]: readonly [name: N, input: Input<N>] }[OperationName];
const name = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const upstreams = fc.array(fc.record({ repositoryName: name }), { maxLength: 3 });
const externalConnection = fc.constantFrom('public:npmjs', 'public:pypi', 'public:foo');
const place = { domain: fc.constantFrom('my-domain', 'my-domain', 'my-domain', 'none'), repository: name };
const owned = { ...place, domainOwner: fc.constant(context.account) };
const calls = <N extends OperationName>(operation: N, input: fc.Arbitrary<Input<N>>): fc.Arbitrary<Call> =>
  input.map((value) => [operation, value] as unknown as Call);
const anyCall: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: calls('CreateRepository', fc.record({ ...owned, upstreams })) },
  {
    weight: 2,
    arbitrary: calls(
      'UpdateRepository',
      fc.record({ ...owned, upstreams }, { requiredKeys: ['domain', 'repository', 'domainOwner'] }),
    ),
  },
  calls('DeleteRepository', fc.record(owned)),
  calls('AssociateExternalConnection', fc.record({ ...owned, externalConnection })),
  calls('DisassociateExternalConnection', fc.record({ ...owned, externalConnection })),
  calls('CreateDomain', fc.record({ domain: fc.constant('my-domain') })),
  calls('DeleteDomain', fc.record({ domain: place.domain, domainOwner: owned.domainOwner })),
);
const anyHistory = fc.array(fc.tuple(anyCall, fc.constantFrom(context.account, otherAccount)), { maxLength: 30 });

const domainOf = ({ domains }: State): Domain | undefined =>
  [...domains.values()].find(({ owner }) => owner === context.account);

/** What never changes of a domain and of a repository. */
const identityOf = (state: State) => {
  const { createdTime, encryptionKey, owner, repositories } = domainOf(state)!;
  const fixed = [...repositories].map(([id, { administratorAccount, name }]) => [id, { administratorAccount, name }]);
  return { domain: { createdTime, encryptionKey, owner }, repositories: new Map(fixed as [number, object][]) };
};

test('DOM-19, DOM-21, REP-06, UPS-10, UPS-26, ERR-27: invariants of every history of configuration', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const start: World = worldWith('r1');
      admit(start);
      let state = start.state;
      const names = new Set(['r1']);
      for (const [[operation, input], account] of history) {
        const before = identityOf(state);
        const result = execute(state, operation, input, { ...context, account });
        if (!result.ok) expect(result.state).toBe(state);
        else if (operation === 'CreateRepository') names.add((input as Input<'CreateRepository'>).repository);
        else if (operation === 'DeleteRepository' && Object.hasOwn(result.output, 'repository')) {
          names.delete((input as Input<'DeleteRepository'>).repository);
        }
        state = result.state;
        if (domainOf(state) === undefined) return;
        const now = identityOf(state);
        expect(now.domain).toEqual(before.domain);
        for (const [id, fixed] of before.repositories) expect(now.repositories.get(id) ?? fixed).toEqual(fixed);
        const described = execute(state, 'DescribeDomain', { domain: 'my-domain' }, context);
        expect(described.ok && described.output.domain?.repositoryCount).toBe(names.size);
        expectSoundRelations(domainOf(state)!);
      }
    }),
  );
});

/** By another way than the rule: peels off repositories whose upstreams are all peeled off, until none is left. */
function expectSoundRelations({ repositories }: Domain): void {
  const left = new Set(repositories.keys());
  for (let size = -1; size !== left.size; ) {
    size = left.size;
    for (const id of left)
      if (!repositories.get(id)!.upstreams.some((upstream) => left.has(upstream.id))) left.delete(id);
  }
  expect([...left]).toEqual([]);
  for (const { upstreams, externalConnection } of repositories.values()) {
    expect(upstreams.length > 0 && externalConnection !== undefined).toBe(false);
  }
}

test('ERR-27: a query gives back the very same state', () => {
  const made = worldWith('repo');
  const before = made.state;
  made.call('DescribeDomain', { domain: 'my-domain' });
  expect(made.state).toBe(before);
});

import { expect, test } from 'vitest';
import { type World, worldWith } from '../support';

const request = { domain: 'my-domain', repository: 'repo' };
const named = (...names: readonly string[]) => names.map((repositoryName) => ({ repositoryName }));
const described = (made: World) => made.call('DescribeRepository', request).repository!;
const upstreamsOf = (made: World): (string | undefined)[] =>
  described(made).upstreams!.map(({ repositoryName }) => repositoryName);

/** `repo` has the upstream `a0`; `b0` is there too. */
function downstream(): World {
  const made = worldWith('a0', 'b0');
  made.call('CreateRepository', { ...request, description: 'text', upstreams: named('a0') });
  return made;
}

test('REP-21: description and upstreams change and nothing else, and the answer is the new description', () => {
  const made = downstream();
  const before = described(made);
  const answer = made.call('UpdateRepository', { ...request, description: 'new', upstreams: named('b0') });
  expect(answer).toEqual({ repository: { ...before, description: 'new', upstreams: named('b0') } });
  expect(described(made)).toEqual(answer.repository);
});

test('REP-22: a member that is left out stays as it was', () => {
  const made = downstream();
  const before = described(made);
  made.call('UpdateRepository', { ...request, upstreams: named('b0', 'a0') });
  expect(described(made)).toEqual({ ...before, upstreams: named('b0', 'a0') });
  made.call('UpdateRepository', { ...request, description: 'new' });
  expect(described(made)).toEqual({ ...before, description: 'new', upstreams: named('b0', 'a0') });
  made.call('UpdateRepository', request);
  expect(described(made)).toEqual({ ...before, description: 'new', upstreams: named('b0', 'a0') });
});

test('REP-11, REP-23: an empty description clears it', () => {
  const made = downstream();
  expect(made.call('UpdateRepository', { ...request, description: '' }).repository).not.toHaveProperty('description');
  expect(described(made)).not.toHaveProperty('description');
});

test('REP-13: a description of 1001 characters is refused', () => {
  const error = downstream().refusal('UpdateRepository', { ...request, description: 'a'.repeat(1001) });
  expect(error.name).toBe('ValidationException');
});

test('UPS-06: the list of upstreams is replaced, an empty one removes all', () => {
  const made = downstream();
  made.call('UpdateRepository', { ...request, upstreams: named('b0') });
  expect(upstreamsOf(made)).toEqual(['b0']);
  made.call('UpdateRepository', { ...request, upstreams: [] });
  expect(upstreamsOf(made)).toEqual([]);
});

test('UPS-03: the same upstreams in another order are another list', () => {
  const made = downstream();
  for (const names of [
    ['a0', 'b0'],
    ['b0', 'a0'],
  ]) {
    made.call('UpdateRepository', { ...request, upstreams: named(...names) });
    expect(upstreamsOf(made)).toEqual(names);
  }
});

test('UPS-01, ERR-55: an eleventh upstream is refused', () => {
  const names = Array.from({ length: 11 }, (_, index) => `up${index}`);
  const made = worldWith('repo', ...names);
  expect(made.refusal('UpdateRepository', { ...request, upstreams: named(...names) })).toMatchObject({
    name: 'ServiceQuotaExceededException',
    message: 'Direct upstreams per repository exceeded: 10.',
  });
  made.call('UpdateRepository', { ...request, upstreams: named(...names.slice(1)) });
});

test('UPS-04, ERR-44: an upstream that is not in the domain is refused', () => {
  const error = downstream().refusal('UpdateRepository', { ...request, upstreams: named('a0', 'none') });
  expect(error).toMatchObject({
    name: 'ResourceNotFoundException',
    members: { resourceId: 'none', resourceType: 'repository' },
  });
});

test.each([
  [['a0', 'b0', 'b0'], "Upstream repository 'b0' is named more than once."],
  [['repo'], "Repository 'repo' cannot be an upstream of itself."],
  [['b0', 'd1'], "Repository 'repo' is itself reached through its upstream 'd1'."],
  [['d2'], "Repository 'repo' is itself reached through its upstream 'd2'."],
])('UPS-10: the upstreams %j are refused', (names, message) => {
  const made = downstream();
  made.call('CreateRepository', { ...request, repository: 'd1', upstreams: named('b0', 'repo') });
  made.call('CreateRepository', { ...request, repository: 'd2', upstreams: named('a0', 'd1') });
  const error = made.refusal('UpdateRepository', { ...request, upstreams: named(...names) });
  expect(error).toMatchObject({ name: 'ValidationException', message });
});

test('UPS-10: two ways to one repository are no cycle', () => {
  const made = downstream();
  made.call('CreateRepository', { ...request, repository: 'd1', upstreams: named('a0', 'b0') });
  made.call('UpdateRepository', { ...request, upstreams: named('a0', 'd1', 'b0') });
  expect(upstreamsOf(made)).toEqual(['a0', 'd1', 'b0']);
});

test('UPS-10, UPS-15: a repository that was deleted closes no cycle, nor does its successor', () => {
  const made = downstream();
  made.call('CreateRepository', { ...request, repository: 'd1', upstreams: named('repo') });
  made.call('DeleteRepository', request);
  made.call('CreateRepository', { ...request, upstreams: named('d1') });
  expect(upstreamsOf(made)).toEqual(['d1']);
});

test('UPS-15, UPS-20: a deleted upstream stays in the list, and its successor is another repository', () => {
  const made = downstream();
  const idOf = () => [...made.state.domains.values()][0]!.repositoryIds.get('a0');
  const before = idOf();
  made.call('DeleteRepository', { ...request, repository: 'a0' });
  expect(upstreamsOf(made)).toEqual(['a0']);
  made.call('CreateRepository', { ...request, repository: 'a0' });
  expect(upstreamsOf(made)).toEqual(['a0']);
  made.call('UpdateRepository', request); // the entry dangles although the name is live
  expect(upstreamsOf(made)).toEqual([]);
  made.call('UpdateRepository', { ...request, upstreams: named('a0') });
  expect(upstreamsOf(made)).toEqual(['a0']);
  expect(idOf()).not.toBe(before);
});

test('UPS-18: an update without upstreams drops those that are gone and keeps the others', () => {
  const made = downstream();
  made.call('UpdateRepository', { ...request, upstreams: named('a0', 'b0') });
  made.call('DeleteRepository', { ...request, repository: 'a0' });
  made.call('UpdateRepository', { ...request, description: 'new' });
  expect(upstreamsOf(made)).toEqual(['b0']);
});

test('UPS-18, UPS-04: an update with upstreams must name existing ones', () => {
  const made = downstream();
  made.call('DeleteRepository', { ...request, repository: 'a0' });
  expect(made.refusal('UpdateRepository', { ...request, upstreams: named('a0') }).members.resourceId).toBe('a0');
  made.call('UpdateRepository', { ...request, upstreams: named('b0') });
  expect(upstreamsOf(made)).toEqual(['b0']);
});

test.each([[[]], [['a0']]])('UPS-26, UPS-27: beside an external connection the upstreams %j are refused', (names) => {
  const made = worldWith('repo', 'a0');
  made.call('AssociateExternalConnection', { ...request, externalConnection: 'public:npmjs' });
  expect(made.refusal('UpdateRepository', { ...request, upstreams: named(...names) })).toMatchObject({
    name: 'ValidationException',
    message: "Repository 'repo' has the external connection 'public:npmjs' and cannot have upstreams.",
    members: { reason: 'OTHER' },
  });
  made.call('UpdateRepository', { ...request, description: 'text' });
  expect(described(made).externalConnections).toHaveLength(1);
});

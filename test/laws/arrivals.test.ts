import { expect, test } from 'vitest';
import { execute, request } from '../../src/core';
import { initialState } from '../../src/model/initial-state';
import type { State } from '../../src/model/state';
import { type Fact, withFacts } from '../../src/ops/learn';
import { contentOf, context } from '../support';

/** `team` above `store`, which is connected; times are seconds from the beginning. */
function chain(connection: string, latency: number) {
  let state: State = initialState({ latency: { ingestionSeconds: latency } });
  const at = (seconds: number) => ({ ...context, now: context.now + seconds * 1000 });
  const call = (seconds: number, name: never, input: object) => {
    const result = execute(state, name, { domain: 'my-domain', ...input } as never, at(seconds));
    if (result.ok) state = result.state;
    return result;
  };
  call(0, 'CreateDomain' as never, {});
  call(0, 'CreateRepository' as never, { repository: 'store' });
  call(0, 'AssociateExternalConnection' as never, { repository: 'store', externalConnection: connection });
  call(0, 'CreateRepository' as never, { repository: 'team', upstreams: [{ repositoryName: 'store' }] });
  return {
    call: (seconds: number, name: string, input: object) => call(seconds, name as never, input),
    learn: (...facts: Fact[]) => {
      state = withFacts(state, facts, context);
    },
    fetch: (seconds: number, repository: string, input: object) => {
      const of = { domain: 'my-domain', repository, ...input } as never;
      const result = request(state, 'ReadAsset', of, at(seconds));
      if (result.ok) state = result.state;
      return result.ok ? 200 : result.error.status;
    },
  };
}

const lodash = { format: 'npm', package: 'lodash' };
const tarball = { ...lodash, version: '4.17.21', asset: 'package.tgz' };
const offer: Fact = {
  type: 'public version',
  connection: 'public:npmjs',
  package: 'lodash',
  version: '4.17.21',
  assets: [{ name: 'package.tgz', ...contentOf('x') }],
};

test('EXT-24 RET-25: a version that was retained and deleted meanwhile does not arrive any more', () => {
  const made = chain('public:npmjs', 180);
  made.learn(offer);
  made.fetch(0, 'store', tarball);
  made.fetch(100, 'team', tarball); // due in team at 280
  expect(made.fetch(190, 'team', tarball)).toBe(200); // store has it since 180: retained at once
  const deletion = { ...lodash, repository: 'team', versions: ['4.17.21'] };
  expect(made.call(200, 'DeletePackageVersions', deletion)).toMatchObject({ ok: true, output: { failedVersions: {} } });
  const later = made.call(300, 'ListPackageVersions', { ...lodash, repository: 'team' });
  expect(later).toMatchObject({ ok: true, output: { versions: [] } });
});

test('EXT-23: what is on its way is given out on further requests, also while the public repository is down', () => {
  const made = chain('public:npmjs', 180);
  made.learn(offer);
  expect(made.fetch(0, 'team', tarball)).toBe(200);
  made.learn({ type: 'public repository', connection: 'public:npmjs', available: false });
  expect(made.fetch(10, 'team', tarball)).toBe(200);
});

test('EXT-32 EXT-33: a Maven asset that the connected repository stores is served while the public one is down', () => {
  const made = chain('public:maven-central', 0);
  const names = ['a-1.pom', 'a-1-linux.jar', 'a-1-osx.jar'];
  const assets = names.map((name) => ({ name, ...contentOf(name) }));
  const of = { format: 'maven', namespace: 'g', package: 'a', version: '1' };
  const connection = 'public:maven-central';
  made.learn({ type: 'public repository', connection, listsAssets: false });
  made.learn({ type: 'public version', connection, namespace: 'g', package: 'a', version: '1', assets });
  made.fetch(0, 'team', { ...of, asset: 'a-1.pom' });
  made.fetch(0, 'store', { ...of, asset: 'a-1-linux.jar' });
  made.learn({ type: 'public repository', connection, available: false });
  expect(made.fetch(1, 'team', { ...of, asset: 'a-1-linux.jar' })).toBe(200);
  expect(made.fetch(1, 'team', { ...of, asset: 'a-1-osx.jar' })).toBe(503);
});

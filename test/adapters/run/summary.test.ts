import { expect, test } from 'vitest';
import { createSimulator } from '../../../src';
import { RequestCount, summaryOf } from '../../../src/adapters/run/summary';

test('requests at package endpoints are counted by how they ended', () => {
  const count = new RequestCount();
  const at = (path: string, status: number, operation?: 'ListPackages') =>
    count.add({ method: 'GET', path, status, operation });
  at('/npm/d/my-domain-111122223333/team/lodash', 200);
  at('/npm/d/my-domain-111122223333/team/absent', 404);
  at('/pypi/d/my-domain-111122223333/team/simple/x/', 403);
  at('/v1/packages', 200, 'ListPackages');
  at('/_sim/clock', 404);
  expect(count.text).toBe('3 requests, of which 1 found nothing and 1 ended in a refusal.');
});

test('what a run left is told by repository and by how it came', () => {
  const sim = createSimulator({
    world: {
      domains: {
        'my-domain': {
          repositories: {
            team: { upstreams: ['npm-store'], packages: { npm: { old: { '1.0.0': {} } } } },
            'npm-store': { externalConnection: 'public:npmjs' },
          },
        },
      },
      publicRepositories: { 'public:npmjs': { lodash: { '4.17.21': { assets: { 'package.tgz': { size: 1000 } } } } } },
    },
  });
  const before = sim.state;
  expect(summaryOf(before, before)).toBe('Nothing was stored.');
  const at = { domain: 'my-domain', repository: 'team', format: 'npm' } as const;
  sim.request('ReadAsset', { ...at, package: 'lodash', version: '4.17.21', asset: 'package.tgz' });
  sim.request('Publish', { ...at, package: 'mine', version: '1.0.0', assets: [{ name: 'package.tgz', text: 'mine' }] });
  expect(summaryOf(before, sim.state)).toMatchInlineSnapshot(`
    "repository  versions  ingested  retained  published  bytes referenced
    ----------  --------  --------  --------  ---------  ----------------
    team               2         0         1          1            1.0 kB
    npm-store          1         1         0          0            1.0 kB

    Versions fetched from outside: 1. Bytes stored: 1.0 kB; referenced: 2.0 kB."
  `);
});

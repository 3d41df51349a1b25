import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useSession, withClients } from './fetched';
import { runner, type Step } from './transcript';
import { groups, policies, policy } from './transcripts/access';
import { beginnings, ends } from './transcripts/domains';
import { content, copies, generics, lists, offered, offersOf, statuses } from './transcripts/packages';

describe(withClients('AWS CLI'), () => {
  const session = useSession();
  const run = runner(session);
  const steps = (title: string, table: readonly Step[]) =>
    describe(title, () => {
      for (const step of table) test(`${step.of}: aws codeartifact ${step.run.split(' ')[0]}`, () => run(step));
    });

  steps('domains and repositories', beginnings);

  test('the endpoint of a repository is at the server', async () => {
    await run({
      of: '',
      run: 'get-repository-endpoint --domain my-domain --repository my-repo --format npm --output text',
      says: `${session.url}/npm/d/my-domain-111122223333/my-repo/`,
    });
  });

  test('API-01: the address may be given by an option as well as by a variable', async () => {
    const call = ['codeartifact', 'list-domains', '--query', 'domains[].name', '--output', 'text'];
    const noVariable = { AWS_ENDPOINT_URL_CODEARTIFACT: '' };
    const byOption = await session.run('aws', [...call, '--endpoint-url', session.url], noVariable);
    const byVariable = await session.run('aws', call);
    expect([byOption.stdout, byVariable.stdout]).toEqual(['my-domain\n', 'my-domain\n']);
  });

  describe('packages', () => {
    session.prepare(async () => {
      await session.control('POST /_sim/public-packages', Object.keys(offered).flatMap(offersOf));
      for (const [name, versions] of Object.entries(offered)) {
        const place = { domain: 'my-domain', repository: 'npm-store', format: 'npm', package: name };
        for (const version of versions) await session.control('POST /_sim/request', { ...place, version });
      }
      writeFileSync(join(session.folder, 'asset.tar.gz'), content);
      writeFileSync(join(session.folder, 'policy.json'), policy);
    });

    steps('lists', lists);
    steps('package groups', groups);
    steps('statuses', statuses);
    steps('copies', copies);
    steps('generic packages', generics);

    test('API-18: an asset is read into a file', () => {
      expect(readFileSync(join(session.folder, 'read.tar.gz'), 'utf8')).toBe(content);
    });
  });

  steps('policies', policies);
  steps('ends', ends);
});

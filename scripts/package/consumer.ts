/** What the checks of the package import from it; every name is used by the programs below. */
const names = ['createSimulator', 'execute', 'initialState', 'withSdk'];

const body = `
const domain = 'my-domain';
const context = { account: '111122223333', region: 'us-west-2', now: 0 };
const made = execute(initialState(), 'CreateDomain', { domain }, context);
assert.equal(made.ok, true);

writeFileSync('small.yaml', 'domains: { from-file: {} }');
assert.equal(createSimulator({ world: readWorldFile('small.yaml') }).state.domains.size, 1);

const sim = createSimulator();
const call = (name, input) => {
  const result = sim.execute(name, input);
  assert.equal(result.ok, true, JSON.stringify(result.error));
  return result.output;
};
const repository = { domain, repository: 'my-repo' };
const version = { ...repository, format: 'generic', namespace: 'ns', package: 'pkg', packageVersion: '1.0' };
call('CreateDomain', { domain });
call('CreateRepository', repository);
const published = call('PublishPackageVersion', {
  ...version,
  assetName: 'a.txt',
  assetContent: 'hello',
  assetSHA256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
});
assert.equal(published.status, 'Published');
const read = call('GetPackageVersionAsset', { ...version, asset: 'a.txt' });
assert.equal(Buffer.from(read.asset.bytes()).toString(), 'hello');
assert.deepEqual(call('ListPackages', repository).packages.map((p) => p.package), ['pkg']);

const named = async (config) => {
  const { repositories } = await new CodeartifactClient(config).send(new ListRepositoriesCommand({}));
  assert.deepEqual(repositories.map(({ name }) => name), ['my-repo']);
};
const { region, credentials, requestHandler } = withSdk(sim).clientConfig();
named({ region, credentials, requestHandler })
  .then(() => serve(sim, { port: 0 }))
  .then(async (server) => {
    await named({ region, credentials, endpoint: server.url });
    const headers = { authorization: 'Bearer ' + call('GetAuthorizationToken', { domain }).authorizationToken };
    for (const { url, close } of [server, await sim.listen()]) {
      const { status } = await fetch(url + '/npm/d/my-domain-111122223333/my-repo/absent', { headers });
      assert.equal(status, 404); // a refusal of one entry is one to the other
      if (url !== server.url) await close();
    }
    await server.close();
    console.log(JSON.stringify([...Object.keys(all), ...Object.keys(ofServer)].sort()));
    process.exit();
  });
`;

/** A program that uses the package, and prints the names that it exports, as an ES module and as CommonJS. */
export const programs = {
  'use.mjs': `import assert from 'node:assert/strict';
import { CodeartifactClient, ListRepositoriesCommand } from '@aws-sdk/client-codeartifact';
import { ${names.join(', ')} } from 'codeartifact-sim';
import * as all from 'codeartifact-sim';
import { serve } from 'codeartifact-sim/server';
import * as ofServer from 'codeartifact-sim/server';
import { readWorldFile } from 'codeartifact-sim/world';
import { writeFileSync } from 'node:fs';
${body}`,
  'use.cjs': `const assert = require('node:assert/strict');
const { CodeartifactClient, ListRepositoriesCommand } = require('@aws-sdk/client-codeartifact');
const { ${names.join(', ')} } = require('codeartifact-sim');
const all = require('codeartifact-sim');
const { serve } = require('codeartifact-sim/server');
const ofServer = require('codeartifact-sim/server');
const { readWorldFile } = require('codeartifact-sim/world');
const { writeFileSync } = require('node:fs');
${body}`,
} as const;

/** A module that must compile wherever the package is imported from. */
export const typedProgram = `
import { type Context, createSimulator, execute, initialState, type Simulator, type State } from 'codeartifact-sim';
import { type RunningServer, serve } from 'codeartifact-sim/server';

const context: Context = { account: '111122223333', region: 'us-west-2', now: 0 };
const state: State = initialState();
const result = execute(state, 'CreateDomain', { domain: 'my-domain' }, context);
export const status: 'Active' | 'Deleted' | undefined = result.ok ? result.output.domain?.status : undefined;
export const refusal: string | undefined = result.ok ? undefined : result.error.name;

const sim: Simulator = createSimulator({ account: '111122223333' });
export const listed = sim.execute('ListRepositories', {});
export const running: Promise<RunningServer> = serve(sim, { port: 0 });
// @ts-expect-error: a repository needs a name
sim.execute('CreateRepository', { domain: 'my-domain' });
// @ts-expect-error: there is no such operation
sim.execute('CreateNonsense', {});
`;

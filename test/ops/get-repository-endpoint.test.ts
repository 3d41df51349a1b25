import { expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { admit, context, otherAccount, world } from '../support';

/** END-T1's domain and repository; another account administers the repository. */
function endpoint(format: PackageFormat, endpointType?: 'dualstack' | 'ipv4') {
  const made = world();
  made.call('CreateDomain', { domain: 'dom' });
  admit(made, otherAccount, 'dom');
  const request = { domain: 'dom', domainOwner: context.account, repository: 'repo' };
  made.call('CreateRepository', request, { account: otherAccount });
  return made.call('GetRepositoryEndpoint', { ...request, format, ...(endpointType && { endpointType }) });
}

const formats: readonly PackageFormat[] = ['npm', 'pypi', 'maven', 'nuget', 'generic', 'ruby', 'swift', 'cargo'];

test.each(formats)('END-02, END-09: every repository has an endpoint for %s', (format) => {
  const repositoryEndpoint = `https://dom-111122223333.d.codeartifact.us-west-2.amazonaws.com/${format}/repo/`;
  expect(endpoint(format)).toEqual({ repositoryEndpoint });
  expect(endpoint(format, 'ipv4')).toEqual({ repositoryEndpoint });
});

test.each(formats)('END-03: the dual-stack endpoint for %s has another suffix and no label d', (format) => {
  expect(endpoint(format, 'dualstack')).toEqual({
    repositoryEndpoint: `https://dom-111122223333.codeartifact.us-west-2.on.aws/${format}/repo/`,
  });
});

test.each(formats)('END-09: where package endpoints have another address, that is the one for %s', (format) => {
  const made = world();
  made.call('CreateDomain', { domain: 'dom' });
  made.call('CreateRepository', { domain: 'dom', repository: 'repo' });
  const request = { domain: 'dom', repository: 'repo', format };
  const changes = { endpoint: 'http://127.0.0.1:4566' };
  const repositoryEndpoint = `http://127.0.0.1:4566/${format}/d/dom-111122223333/repo/`;
  expect(made.call('GetRepositoryEndpoint', request, changes)).toEqual({ repositoryEndpoint });
  expect(made.call('GetRepositoryEndpoint', { ...request, endpointType: 'dualstack' }, changes)).toEqual({
    repositoryEndpoint,
  });
});

test.each(formats)('END-12: where the domain belongs in the host of that address, it stands there for %s', (format) => {
  const made = world();
  made.call('CreateDomain', { domain: 'dom' });
  made.call('CreateRepository', { domain: 'dom', repository: 'repo' });
  const request = { domain: 'dom', repository: 'repo', format };
  const host = 'dom-111122223333.d.codeartifact.us-west-2.localhost:4566';
  for (const endpointType of ['ipv4', 'dualstack'] as const) {
    const answer = made.call(
      'GetRepositoryEndpoint',
      { ...request, endpointType },
      { endpoint: 'http://*.localhost:4566' },
    );
    expect(answer).toEqual({ repositoryEndpoint: `http://${host}/${format}/repo/` });
  }
});

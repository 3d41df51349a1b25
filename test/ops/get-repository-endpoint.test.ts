import { expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import { context, otherAccount, world } from '../support';

/** END-T1's domain and repository; another account administers the repository. */
function endpoint(format: PackageFormat, endpointType?: 'dualstack' | 'ipv4') {
  const made = world();
  made.call('CreateDomain', { domain: 'dom' });
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

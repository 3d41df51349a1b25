import type { Query } from '../model/view';
import { findRepository } from './find';

/** Answers the address at which package managers of a format reach the repository, whatever it holds (END-09). */
export const getRepositoryEndpoint: Query<'GetRepositoryEndpoint'> = (view, request) => {
  const { domain, repository } = findRepository(view, request); // DOM-41: not of a domain whose key is lost
  const label = `${domain.name}-${domain.owner}`;
  const { endpoint } = view.context;
  if (endpoint !== undefined && /^https?:\/\/\*\./.test(endpoint)) {
    const base = endpoint.replace('*', `${label}.d.codeartifact.${domain.region}`); // END-12
    return { repositoryEndpoint: `${base}/${request.format}/${repository.name}/` };
  }
  if (endpoint !== undefined) {
    const path = `${request.format}/d/${label}/${repository.name}`; // END-11, END-12
    return { repositoryEndpoint: `${endpoint}/${path}/` }; // one address for every endpoint type
  }
  const host =
    request.endpointType === 'dualstack'
      ? `${label}.codeartifact.${domain.region}.on.aws` // END-03
      : `${label}.d.codeartifact.${domain.region}.amazonaws.com`; // END-02
  return { repositoryEndpoint: `https://${host}/${request.format}/${repository.name}/` };
};

import { type Answer, json } from '../answer';
import { type EndpointCall, messageRefusal, type Protocol } from '../protocol';
import { versionFile, versionList } from './flat-container';
import { push, refuseMethod } from './push';
import { registrationIndex, registrationLeaf } from './registration';
import { autocomplete, search } from './search';

/** The resources with their types; the versions of a type are the same to a client (NUG-21 to NUG-23). */
const resources: readonly (readonly [path: string, type: string, versions: readonly string[]])[] = [
  ['v3/flatcontainer/', 'PackageBaseAddress', ['/3.0.0']],
  ['v3/registration4/', 'RegistrationsBaseUrl', ['', '/3.0.0-beta', '/3.0.0-rc', '/3.4.0', '/3.6.0']],
  ['v3/query', 'SearchQueryService', ['', '/3.0.0-beta', '/3.0.0-rc']],
  ['v3/autocomplete', 'SearchAutocompleteService', ['', '/3.0.0-beta', '/3.0.0-rc']],
  ['v3/package', 'PackagePublish', ['/2.0.0']],
];

/** NUG-20. */
async function serviceIndex({ base, repository }: EndpointCall): Promise<Answer> {
  await repository.check();
  const listed = resources.flatMap(([path, type, versions]) =>
    versions.map((version) => ({ '@id': base + path, '@type': type + version })),
  );
  return json({ version: '3.0.0', resources: listed });
}

/** NuGet's protocol V3 (NUG-14 to NUG-17). */
export const nuget: Protocol = {
  format: 'nuget',
  routes: [
    { method: 'GET', path: 'v3/index.json', handle: serviceIndex },
    { method: 'GET', path: 'v3/flatcontainer/{id}/index.json', handle: versionList },
    { method: 'GET', path: 'v3/flatcontainer/{id}/{version}/{file}', handle: versionFile },
    { method: 'GET', path: 'v3/registration4/{id}/index.json', handle: registrationIndex },
    { method: 'GET', path: 'v3/registration4/{id}/{file}', handle: registrationLeaf },
    { method: 'GET', path: 'v3/query', handle: search },
    { method: 'GET', path: 'v3/autocomplete', handle: autocomplete },
    { method: 'PUT', path: 'v3/package', handle: push },
    { method: 'PUT', path: 'v3/package/', handle: push },
    { method: 'DELETE', path: 'v3/package/{id}/{version}', handle: refuseMethod },
    { method: 'POST', path: 'v3/package/{id}/{version}', handle: refuseMethod },
  ],
  refusal: messageRefusal,
};

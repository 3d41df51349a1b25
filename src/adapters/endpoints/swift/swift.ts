import type { ServiceError } from '../../../model/errors';
import type { Answer } from '../answer';
import type { EndpointCall, Protocol, Refusal } from '../protocol';
import { manifest, sourceArchive } from './files';
import { bodiless, contentVersion } from './headers';
import { publish } from './publish';
import { identifiers, releaseList, releaseMetadata } from './releases';

/** What an address of a version asks for: with `.zip` behind it the archive, else what is known of it. */
function release(call: EndpointCall): Promise<Answer> {
  const { version } = call.params as { readonly version: string };
  return version.endsWith('.zip') ? sourceArchive(call, version.slice(0, -4)) : releaseMetadata(call, version);
}

/** SWF-16: whose token is not good does not come here. */
async function login({ repository }: EndpointCall): Promise<Answer> {
  await repository.check();
  return bodiless(200);
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** A problem document (SWF-19). */
const refusal = ({ status, message: detail }: ServiceError): Refusal => ({
  type: 'application/problem+json',
  body: JSON.stringify({ status, title: titles[status] ?? 'Error', detail }),
  headers: contentVersion,
});

/** The Swift package registry, version 1 of its protocol. */
export const swift: Protocol = {
  format: 'swift',
  routes: [
    { method: 'POST', path: 'login', handle: login },
    { method: 'GET', path: 'identifiers', handle: identifiers },
    { method: 'GET', path: '{scope}/{name}', handle: releaseList },
    { method: 'GET', path: '{scope}/{name}/{version}', handle: release },
    { method: 'PUT', path: '{scope}/{name}/{version}', handle: publish },
    { method: 'GET', path: '{scope}/{name}/{version}/Package.swift', handle: manifest },
  ],
  refusal,
};

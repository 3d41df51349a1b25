import { type Answer, json } from '../answer';
import type { EndpointCall, Protocol, Route } from '../protocol';
import { noSuchMethod, noSuchPath } from '../refusals';
import { readPackument, readTarball, readVersion } from './packument';
import { put } from './publish';
import { listTags, removeTag, setTag } from './tags';

const methods = ['GET', 'PUT', 'POST', 'DELETE'] as const;

/** A place of a package, whose name may have a scope. */
const ofPackage = (method: Route['method'], before: string, after: string, handle: Route['handle']): Route[] =>
  ['@{scope}/{name}', '{name}'].map((name) => ({ method, path: `${before}${name}${after}`, handle }));

/** What is refused by every method. */
const refused = (path: string, refuse: (call: EndpointCall) => never): Route[] =>
  methods.map((method) => ({ method, path, handle: refuse }));

const byOtherMethods = (path: string): Route[] =>
  refused(path, () => {
    throw noSuchMethod();
  });

async function ping({ repository }: EndpointCall): Promise<Answer> {
  await repository.check();
  return json({});
}

/** What is named, so that other methods get 405 there and not the 404 of all that is below `-/`. */
const namedWithoutMore: readonly string[] = [
  '-/ping',
  '-/package/@{scope}/{name}/dist-tags/{tag}',
  '-/package/@{scope}/{name}/dist-tags',
  '-/package/{name}/dist-tags/{tag}',
  '-/package/{name}/dist-tags',
  // NPM-62, NPM-63: what unpublishes
  '@{scope}/{name}/-rev/{rev}',
  '@{scope}/{name}/-/{file}/-rev/{rev}',
  '{name}/-rev/{rev}',
  '{name}/-/{file}/-rev/{rev}',
];

const routes: readonly Route[] = [
  { method: 'GET', path: '-/ping', handle: ping }, // NPM-29
  ...ofPackage('PUT', '-/package/', '/dist-tags/{tag}', setTag), // NPM-51
  ...ofPackage('DELETE', '-/package/', '/dist-tags/{tag}', removeTag), // NPM-52
  ...ofPackage('GET', '-/package/', '/dist-tags', listTags), // NPM-50
  ...ofPackage('GET', '', '/-/{file}', readTarball), // NPM-27
  ...namedWithoutMore.flatMap(byOtherMethods),
  ...refused('-/{path*}', ({ params }) => {
    throw noSuchPath(`/-/${params.path}`); // NPM-64, NPM-65
  }),
  ...ofPackage('GET', '', '', readPackument), // NPM-16
  ...ofPackage('PUT', '', '', put), // NPM-30, NPM-59
  ...ofPackage('GET', '', '/{version}', readVersion), // NPM-26
];

/** The registry of npm: what its clients can do here is in NPM-12, what they cannot do in NPM-14. */
export const npm: Protocol = {
  format: 'npm',
  routes,
  partsEscapedSlashes: true, // NPM-16
  refusal: ({ message }) => ({ type: 'application/json', body: JSON.stringify({ error: message }) }), // AUT-67
};

import { type Answer, json, status } from '../answer';
import type { EndpointCall } from '../protocol';
import { unacceptable } from '../refusals';
import { parsed } from './json';
import { nameIn } from './names';

/** The dist-tags of a package, merged with those of its upstreams (NPM-50). */
export async function listTags({ repository, params }: EndpointCall): Promise<Answer> {
  const { tags } = await repository.list(nameIn(params));
  return json(tags);
}

/** Sets a tag in this repository to the version that the body names (NPM-51). */
export async function setTag({ repository, params, body }: EndpointCall): Promise<Answer> {
  const version = parsed(await body(64 * 1024));
  if (typeof version !== 'string') throw unacceptable('The body is a version, as a JSON string.');
  await repository.putMetadata({ ...nameIn(params), tags: Object.fromEntries([[params.tag!, version]]) });
  return done();
}

/** Removes a tag from this repository (NPM-52). */
export async function removeTag({ repository, params }: EndpointCall): Promise<Answer> {
  await repository.putMetadata({ ...nameIn(params), tags: Object.fromEntries([[params.tag!, null]]) });
  return done();
}

const done = (): Answer => status(200, 'application/json', '{}');

import { hexToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { type Answer, status } from '../answer';
import { digestOf } from '../hashing';
import { isJsonObject, type JsonObject } from '../json-object';
import type { EndpointCall } from '../protocol';
import { unacceptable } from '../refusals';
import { type Body, mostOfRequest, readBody } from './body';
import { derived } from './derived';
import { textOf } from './json';
import { fullName, nameIn } from './names';
import { lookInside } from './tarball';

/**
 * Publishes the version of the body (NPM-30 to NPM-41), or, when nothing is attached, deprecates versions (NPM-59).
 * The former is judged whole before it is published; the latter passes over everything else in the body.
 */
export async function put(call: EndpointCall): Promise<Answer> {
  const body = readBody(await call.body(mostOfRequest));
  if (body.document._attachments === undefined) await deprecate(call, body.document);
  else await publish(call, body);
  return status(200, 'application/json', '{}'); // NPM-37
}

async function deprecate({ repository, params }: EndpointCall, { versions }: JsonObject): Promise<void> {
  const deprecations: [version: string, text: string][] = [];
  for (const [version, manifest] of Object.entries(isJsonObject(versions) ? versions : {})) {
    const text = isJsonObject(manifest) ? manifest.deprecated : undefined;
    if (text === undefined) continue;
    if (typeof text !== 'string') throw unacceptable(`The deprecation of version ${version} is no text.`);
    deprecations.push([version, text]);
  }
  await repository.putMetadata({ ...nameIn(params), deprecations: Object.fromEntries(deprecations) });
}

async function publish({ repository, params }: EndpointCall, body: Body): Promise<void> {
  const name = nameIn(params);
  if (/^\.\.?$/.test(name.package)) throw unacceptable(`No path leads to a package of the name ${name.package}.`);
  const { document } = body;
  if (Object.hasOwn(document, '_rev')) throw unacceptable('A publication has no _rev.'); // NPM-33
  const { version, manifest } = versionIn(document, fullName(name));
  const tags = tagsIn(document, version);
  const bytes = tarballIn(body);
  demandSums(manifest.dist, bytes);
  const inside = await lookInside(bytes);
  const given = [manifest.readme, document.readme].map(textOf).find((text) => text !== undefined && text !== noReadme);
  const readme = given ?? inside.readme?.text; // NPM-48
  const found = given === undefined && inside.readme && { readmeFilename: inside.readme.name };
  const whole = {
    ...manifest,
    ...found,
    ...(inside.hasShrinkwrap && { _hasShrinkwrap: true }),
    ...(inside.hasBindings && { hasInstallScript: true }),
  };
  const assets = [{ name: 'package.tgz', bytes }]; // NPM-31
  await repository.publish({ ...name, version, assets, tags, metadata: derived(whole, readme) });
}

/** What clients send for a package without one. */
const noReadme = 'ERROR: No README data found!';

/** The one version of the body (NPM-32). Refuses one of another name than the path, or of another version (NPM-34). */
function versionIn({ name, versions }: JsonObject, expected: string): { version: string; manifest: JsonObject } {
  const all = isJsonObject(versions) ? Object.entries(versions) : [];
  const [version, manifest] = all[0] ?? [];
  if (all.length !== 1 || !isJsonObject(manifest)) throw unacceptable('A publication has exactly one version.');
  for (const [place, found] of [
    ['body', name],
    ['manifest', manifest.name],
  ]) {
    if (found !== expected) throw unacceptable(`The ${place} names package ${shown(found)}, the path ${expected}.`);
  }
  if (manifest.version === version) return { version: version!, manifest };
  throw unacceptable(`The manifest names version ${shown(manifest.version)}, the body ${version}.`);
}

/** The tags of the body, each of which is set to the version (NPM-38). */
function tagsIn({ 'dist-tags': tags = {} }: JsonObject, version: string): string[] {
  if (isJsonObject(tags) && Object.values(tags).every((tagged) => tagged === version)) return Object.keys(tags);
  throw unacceptable(`The dist-tags of a publication are all of its version, here ${version}.`);
}

/** The bytes of the one attachment that is a tarball, whatever its key (NPM-31). */
function tarballIn({ document: { _attachments: attachments }, attached }: Body): Uint8Array {
  const all = isJsonObject(attachments) ? Object.entries(attachments) : [];
  const files = all.filter(([key]) => !key.endsWith('.sigstore')); // NPM-36
  const [key, attachment] = files[0] ?? [];
  if (files.length !== 1 || !key!.endsWith('.tgz') || !isJsonObject(attachment)) {
    throw unacceptable('A publication has exactly one attachment, whose name ends in .tgz.'); // NPM-32
  }
  const bytes = attached(attachment.data);
  const { length = bytes.length } = attachment;
  if (length === bytes.length) return bytes;
  throw unacceptable(`The tarball has ${bytes.length} bytes, its length is given as ${shown(length)}.`);
}

/** NPM-35. */
function demandSums(dist: unknown, bytes: Uint8Array): void {
  const { shasum, integrity } = isJsonObject(dist) ? dist : {};
  if (shasum !== undefined && shasum !== digestOf('sha1', bytes)) throw unacceptable('dist.shasum is another sum.');
  if (integrity === undefined) return;
  for (const sum of typeof integrity === 'string' ? integrity.trim().split(/\s+/) : ['']) {
    const [, algorithm, digest] = /^(sha1|sha256|sha512)-([A-Za-z0-9+/]+=*)(?:\?.*)?$/.exec(sum) ?? [];
    const fits = algorithm !== undefined && base64.encode(hexToBytes(digestOf(algorithm as 'sha1', bytes))) === digest;
    if (!fits) throw unacceptable('dist.integrity is not the sums of the tarball by sha1, sha256 or sha512.');
  }
}

/** A value of the body for a message, and no more of it than fits. */
const shown = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 300) : typeof value);

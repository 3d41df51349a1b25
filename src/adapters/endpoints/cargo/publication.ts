import type { VersionMetadata } from '../../../model/state';
import { isJsonObject, type JsonObject } from '../json-object';
import { unacceptable } from '../refusals';
import type { Asked } from '../repository-door';
import { demandCrate } from './crate-file';
import { type IndexedDependency, kinds, type LineMembers } from './index-line';

/**
 * What the body of a publication says: the length of a JSON text, the text, the length of the crate file, the file;
 * both lengths as 32 bits with the lowest first (CRG-33). Throws a refusal with 400 for everything else.
 */
export async function publicationOf(body: Uint8Array): Promise<Asked<'Publish'>> {
  const text = partAt(body, 0, 'JSON text');
  const crate = partAt(body, text.end, 'crate file');
  if (crate.end !== body.length) {
    throw unacceptable(`The body has ${body.length} bytes, and by the lengths in it it should have ${crate.end}.`);
  }
  const given = objectIn(text.bytes);
  const name = textOf(given, 'name');
  const vers = textOf(given, 'vers');
  await demandCrate(crate.bytes, name, vers);
  return {
    package: name,
    version: vers,
    assets: [{ name: `${name}-${vers}.crate`, bytes: crate.bytes }], // CRG-06
    metadata: metadataOf(given, { name, vers, ...lineMembersOf(given) }),
  };
}

/** The bytes of a part, which its length stands before. */
function partAt(body: Uint8Array, start: number, what: string): { readonly bytes: Uint8Array; readonly end: number } {
  const from = start + 4;
  if (from > body.length) throw unacceptable(`The body ends before the length of the ${what}.`);
  const length = new DataView(body.buffer, body.byteOffset, body.length).getUint32(start, true);
  const end = from + length;
  if (end > body.length) {
    throw unacceptable(`The ${what} has ${length} bytes by its length, and ${body.length - from} follow.`);
  }
  return { bytes: body.subarray(from, end), end };
}

function objectIn(bytes: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch (error) {
    throw unacceptable(`The metadata of the crate is no JSON: ${(error as Error).message}`);
  }
  if (!isJsonObject(value)) throw unacceptable('The metadata of the crate is no JSON object.');
  return value;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** CRG-34, CRG-36: what goes from the request into the line of the index. */
function lineMembersOf(given: JsonObject): LineMembers {
  const { deps = [], features = {} } = given;
  if (!Array.isArray(deps)) throw unacceptable('`deps` is no list.');
  if (!isJsonObject(features) || !Object.values(features).every(isTexts)) {
    throw unacceptable('`features` is no object of lists of texts.');
  }
  const links = optionalTextOf(given, 'links');
  const rustVersion = optionalTextOf(given, 'rust_version');
  return {
    deps: deps.map(dependencyOf),
    features: features as LineMembers['features'],
    ...(links === null ? {} : { links }),
    ...(rustVersion === null ? {} : { rust_version: rustVersion }),
  };
}

function dependencyOf(given: unknown): IndexedDependency {
  if (!isJsonObject(given)) throw unacceptable('An item of `deps` is no object.');
  const { features = [], optional = false, default_features = true, kind } = given;
  if (!isTexts(features)) throw unacceptable('`features` of a dependency is no list of texts.');
  if (typeof optional !== 'boolean') throw unacceptable('`optional` of a dependency is neither true nor false.');
  if (typeof default_features !== 'boolean') {
    throw unacceptable('`default_features` of a dependency is neither true nor false.');
  }
  if (!kinds.has(kind ?? 'normal')) throw unacceptable('`kind` of a dependency is none of normal, dev and build.');
  const name = textOf(given, 'name');
  const alias = optionalTextOf(given, 'explicit_name_in_toml');
  return {
    name: alias ?? name,
    req: textOf(given, 'version_req'),
    features,
    optional,
    default_features,
    target: optionalTextOf(given, 'target'),
    kind: (kind ?? 'normal') as string,
    registry: optionalTextOf(given, 'registry'),
    package: alias === null ? null : name,
  };
}

function metadataOf(given: JsonObject, manifest: object): VersionMetadata {
  const license = optionalTextOf(given, 'license');
  return {
    summary: optionalTextOf(given, 'description') ?? undefined, // CRG-41
    homePage: optionalTextOf(given, 'homepage') ?? undefined, // CRG-42
    sourceCodeRepository: optionalTextOf(given, 'repository') ?? undefined, // CRG-43
    licenses: license === null ? undefined : [{ name: license }], // CRG-44
    manifest: JSON.stringify(manifest),
  };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function textOf(given: JsonObject, member: string): string {
  const value = given[member];
  if (typeof value === 'string') return value;
  throw unacceptable(`\`${member}\` is no text.`);
}

function optionalTextOf(given: JsonObject, member: string): string | null {
  return given[member] === undefined || given[member] === null ? null : textOf(given, member);
}

import { formats } from '../../../formats';
import { type Answer, status } from '../answer';
import { partsOf } from '../multipart';
import type { EndpointCall } from '../protocol';
import { noSuchMethod, unacceptable } from '../refusals';
import { readable } from '../unreadable';
import { readPackageFile } from './package-file';

/** What stands in the body besides the package. */
const mostOfFraming = 1024 * 1024;

/** A package id as NuGet has it: it stands in addresses as it is. */
const idForm = /^[\p{L}\p{M}\p{N}_]+(?:[.-][\p{L}\p{M}\p{N}_]+)*$/u;

/** Publishes the `.nupkg` that is the first part of the body (NUG-37). */
export async function push(call: EndpointCall): Promise<Answer> {
  const [part] = await partsOf(call, call.repository.mostBytes + mostOfFraming);
  if (!part) throw unacceptable('The body has no part: the first must be a .nupkg.');
  if (/\.(?:symbols\.nupkg|snupkg)$/i.test(part.filename ?? '')) throw symbolsRefused();
  const { id, version, metadata, isSymbols } = await readable(
    () => readPackageFile(part.bytes),
    (problem) => `${problem}.`,
  ); // NUG-39
  if (isSymbols) throw symbolsRefused();
  const fault = formats.nuget.versionFault(version); // NUG-12
  if (fault) throw unacceptable(fault.message);
  if (id.length > 100 || !idForm.test(id)) {
    throw unacceptable(
      `The .nuspec has the id '${id}': letters, digits and '_' with single '.' or '-' between are one.`,
    );
  }
  const name = formats.nuget.assetName!({ format: 'nuget', package: id }, version); // NUG-08
  await call.repository.publish({ package: id, version, metadata, assets: [{ name, bytes: part.bytes }] });
  return status(201);
}

/** NUG-38. */
const symbolsRefused = () => unacceptable('Symbols packages are not taken: push with --no-symbols.');

/** Neither is a version deleted nor listed again from here (NUG-44). */
export function refuseMethod(): never {
  throw noSuchMethod();
}

import { formats } from '../../../formats';
import type { ReadAsset } from '../../../simulator/calls';
import { type Answer, asset, document, json } from '../answer';
import type { EndpointCall } from '../protocol';
import { noSuchPath } from '../refusals';
import { bytesOf } from '../repository-door';
import { insideOf } from '../unreadable';
import { inPath } from './addresses';
import { nuspecIn } from './package-file';
import { ascending } from './versions';

/** The listed versions of a package (NUG-24, NUG-25). */
export async function versionList({ params, repository }: EndpointCall): Promise<Answer> {
  const listing = await repository.list({ package: params.id! });
  return json({ versions: ascending(listing).map(({ version }) => inPath(version)) });
}

/** The `.nupkg` or the `.nuspec` of a version, listed or not (NUG-26, NUG-27, NUG-52). */
export async function versionFile(call: EndpointCall): Promise<Answer> {
  const { id, version, file } = call.params;
  const asked = file!.toLowerCase();
  if (asked === `${id}.${version}.nupkg`.toLowerCase()) return asset('application/octet-stream', await read(call));
  if (asked === `${id}.nuspec`.toLowerCase()) return nuspec(call);
  throw noSuchPath(`/v3/flatcontainer/${id}/${version}/${file}`);
}

const read = ({ params, repository }: EndpointCall, retain?: false): Promise<ReadAsset> => {
  const [name, version] = [params.id!, params.version!];
  const asset = formats.nuget.assetName!({ format: 'nuget', package: name }, version); // NUG-08
  return repository.read({ package: name, version, asset, retain });
};

/** Out of the package, which is not fetched for it (RET-14). */
async function nuspec(call: EndpointCall): Promise<Answer> {
  const found = await read(call, false);
  const content = nuspecOf(found.asset, () => bytesOf(call.repository.simulator, found));
  if (!content) throw noSuchPath(`/v3/flatcontainer/${call.params.id}/${call.params.version}/${call.params.file}`);
  return document('application/xml', content);
}

const nuspecOf = insideOf(nuspecIn);

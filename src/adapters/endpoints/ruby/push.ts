import { formats } from '../../../formats';
import { BrokenArchive } from '../archives/broken-archive';
import { filesInTar, gunzipped } from '../archives/tar';
import { partsOf } from '../multipart';
import type { EndpointCall } from '../protocol';
import { unacceptable } from '../refusals';
import { readable } from '../unreadable';
import { type Gemspec, mostOfGemspec, readGemspec } from './gemspec-yaml';

/** What stands in a multipart body besides the gem. */
const mostBesides = 16 * 1024 * 1024;

/** Publishes the gem in a body (RBY-33). Refuses with 422 what is no gem (RBY-34), and what the core refuses. */
export async function pushGem(call: EndpointCall): Promise<Gemspec> {
  const bytes = await gemIn(call);
  const words = (problem: string): string => `The body is no gem: ${problem}.`;
  const gemspec = await readable(() => gemspecIn(bytes), words, 422); // RBY-34
  const { name, version, platform, manifest, metadata } = gemspec;
  const asset = formats.ruby.assetName!({ format: 'ruby', package: name }, version, platform); // RBY-05
  await call.repository.publish({
    package: name,
    version,
    assets: [{ name: asset, bytes, manifest: JSON.stringify({ platform, ...manifest }) }],
    metadata,
  });
  return gemspec;
}

/** The body itself, or the part `gem` of one with attestations, which are dropped (RBY-33). */
async function gemIn(call: EndpointCall): Promise<Uint8Array> {
  if (!/^multipart\//i.test(call.headers.get('content-type') ?? '')) return call.body(call.repository.mostBytes);
  const part = (await partsOf(call, call.repository.mostBytes + mostBesides)).find(({ name }) => name === 'gem');
  if (part) return part.bytes;
  throw unacceptable("The body has no part 'gem'.");
}

async function gemspecIn(bytes: Uint8Array): Promise<Gemspec> {
  const yaml = await gunzipped(await metadataIn(bytes));
  if (yaml.length > mostOfGemspec) throw new BrokenArchive(`metadata.gz has more than ${mostOfGemspec} bytes`);
  return readGemspec(new TextDecoder().decode(yaml));
}

const needed = ['metadata.gz', 'data.tar.gz'] as const;

/** Of the files in a gem each is there once. */
async function metadataIn(bytes: Uint8Array): Promise<Uint8Array> {
  const seen = new Set<string>();
  const files = await filesInTar(bytes, (name) => {
    if (seen.has(name)) throw new BrokenArchive(`It has ${name} twice`);
    seen.add(name);
    return name === 'metadata.gz';
  });
  const missing = needed.find((name) => !seen.has(name));
  if (missing) throw new BrokenArchive(`It has no ${missing}`);
  return files.get('metadata.gz')!;
}

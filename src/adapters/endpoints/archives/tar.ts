import { createTarDecoder } from 'modern-tar';
import { BrokenArchive, mostFiles, mostOfFile, mostOfFiles, mostUnpacked } from './broken-archive';

/** The files of a gzipped tar whose names are wanted, by name. Throws a BrokenArchive. */
export const filesInTarball = (bytes: Uint8Array, isWanted: (name: string) => boolean) =>
  filesIn(gunzipping(bytes), isWanted);

/** The files of a tar whose names are wanted, by name. Throws a BrokenArchive. */
export const filesInTar = (bytes: Uint8Array, isWanted: (name: string) => boolean) =>
  filesIn(streamOf(bytes), isWanted);

/** What a gzipped content unpacks to. Throws a BrokenArchive, also when that is too long for a file. */
export async function gunzipped(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await wholeOf(gunzipping(bytes), mostOfFile);
  } catch (error) {
    throw broken(error, 'The content is no gzip');
  }
}

async function filesIn(
  tar: ReadableStream<Uint8Array>,
  isWanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  let files = 0;
  let wanted = 0;
  try {
    const entries = tar
      .pipeThrough(bounded(mostUnpacked))
      .pipeThrough(createTarDecoder({ strict: true }))
      .getReader();
    for (let next = await entries.read(); !next.done; next = await entries.read()) {
      const { header, body } = next.value;
      files += 1;
      if (files > mostFiles) throw new BrokenArchive(`The archive has more than ${mostFiles} files`);
      const isFile = header.type === undefined || header.type === 'file';
      if (!isFile || !isWanted(header.name)) {
        await body.cancel();
        continue;
      }
      const content = await wholeOf(body, mostOfFile);
      wanted += content.length;
      if (wanted > mostOfFiles) throw new BrokenArchive(`The files of the archive have more than ${mostOfFiles} bytes`);
      found.set(header.name, content);
    }
  } catch (error) {
    throw broken(error, 'The archive is no tar');
  }
  return found;
}

const broken = (error: unknown, message: string): BrokenArchive =>
  error instanceof BrokenArchive ? error : new BrokenArchive(message, { cause: error });

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>;

const gunzipping = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  streamOf(bytes).pipeThrough(new DecompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>);

/** Lets so many bytes through, and breaks off at more. */
function bounded(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > limit) throw new BrokenArchive(`The archive unpacks to more than ${limit} bytes`);
      controller.enqueue(chunk);
    },
  });
}

async function wholeOf(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = stream.pipeThrough(bounded(limit)).getReader();
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.length;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

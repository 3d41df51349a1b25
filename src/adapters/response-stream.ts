import type { Readable } from 'node:stream';
import { abortErrorOf, onAbort, type SdkAbortSignal } from './abort';

/** A response's body as the SDK takes it for a streaming payload: Node's stream in Node, a web stream elsewhere. */
export type ResponseStream = Readable | ReadableStream<Uint8Array>;

/**
 * A stream of the bytes in chunks of 64 KiB, as a socket gives them, which share the memory of the bytes. It fails with
 * an AbortError when the signal fires before it was read to its end.
 *
 * In Node it must be a `Readable`: production gives an IncomingMessage, which code pipes and iterates, and early SDKs,
 * as 3.100, hand it out as it is. The module that has it is asked for at run time, by `process.getBuiltinModule` (Node
 * 20.16 and later), since an import would keep this module out of browsers. Where there is no such function the stream
 * is the one that the SDK's `sdkStreamMixin` expects of a fetch handler.
 */
export function streamOf(bytes: Uint8Array, signal?: SdkAbortSignal): ResponseStream {
  let offset = 0;
  const source: Source = {
    next() {
      const chunk = bytes.subarray(offset, offset + chunkSize);
      offset += chunk.byteLength;
      return chunk.byteLength > 0 ? chunk : null;
    },
    whenAborted: (stop) => (signal ? onAbort(signal, () => stop(abortErrorOf(signal))) : () => {}),
  };
  const node = globalThis.process?.getBuiltinModule?.('node:stream');
  return node ? nodeStream(node.Readable, source) : webStream(source);
}

interface Source {
  /** The next chunk, null after the last. */
  next(): Uint8Array | null;
  /** Calls `stop` when the signal fires, until the returned function is called. */
  whenAborted(stop: (error: Error) => void): () => void;
}

const chunkSize = 64 * 1024;

function nodeStream(NodeReadable: typeof Readable, { next, whenAborted }: Source): Readable {
  const stream = new NodeReadable({
    read() {
      this.push(next());
    },
  });
  const forget = whenAborted((error) => {
    stream.destroy(stream.listenerCount('error') > 0 ? error : undefined); // as an IncomingMessage, which never crashes
  });
  return stream.once('close', forget);
}

function webStream({ next, whenAborted }: Source): ReadableStream<Uint8Array> {
  let forget = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      forget = whenAborted((error) => controller.error(error));
    },
    pull(controller) {
      const chunk = next();
      if (chunk) return controller.enqueue(chunk);
      forget();
      controller.close();
    },
    cancel: () => forget(),
  });
}

/** A signal as the SDK passes it on: the platform's, or the SDK's own of early versions, which has no events. */
export interface SdkAbortSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  onabort: unknown;
  addEventListener?: (type: 'abort', listener: () => void, options?: { once?: boolean }) => void;
  removeEventListener?: (type: 'abort', listener: () => void) => void;
}

/** The error with which the SDK's handlers reject: named `AbortError`, the signal's reason its cause. */
export function abortErrorOf({ reason }: SdkAbortSignal): Error {
  const isMessage = reason !== undefined && reason !== null && !(reason instanceof Error);
  const error = new Error(isMessage ? String(reason) : 'Request aborted', { cause: reason });
  error.name = 'AbortError';
  return error;
}

/** The promise, or an AbortError as soon as the signal fires. */
export async function unlessAborted<T>(promise: Promise<T>, signal: SdkAbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let forget = () => {};
  const aborted = new Promise<never>((_, reject) => {
    forget = onAbort(signal, () => reject(abortErrorOf(signal)));
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    forget();
  }
}

/** Calls the listener when the signal fires, until the returned function is called. */
export function onAbort(signal: SdkAbortSignal, listener: () => void): () => void {
  if (signal.addEventListener) {
    signal.addEventListener('abort', listener, { once: true });
    return () => signal.removeEventListener?.('abort', listener);
  }
  signal.onabort = listener;
  return () => {
    signal.onabort = null;
  };
}

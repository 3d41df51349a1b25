/** AWS's own SDK as the other end of the wire: it writes the requests that we read and reads what we write. */
import { Readable } from 'node:stream';
import * as sdk from '@aws-sdk/client-codeartifact';
import type { HttpResponse as SdkResponse } from '@smithy/types';
import type { HttpRequest, HttpResponse } from '../../src/api/rest-json';
import type { OperationName } from '../../src/api/types';

/** What the SDK sends. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | null | (string | null)[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Calls an operation through the SDK; `answer` is the service. Resolves to the output, or rejects as the SDK does. */
export async function callBySdk(
  name: OperationName,
  input: object,
  answer: (request: HttpRequest) => HttpResponse,
): Promise<Record<string, unknown>> {
  const client = new sdk.CodeartifactClient({
    region: 'us-west-2',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: { handle: async (sent: Sent) => ({ response: asSdkResponse(answer(asRequest(sent))) }) } as never,
  });
  const commands = sdk as unknown as Record<string, new (input: object) => never>;
  const Command = commands[`${name}Command`]!;
  const { $metadata, ...output } = (await client.send(new Command(input))) as object as Record<string, unknown>;
  return output;
}

function asRequest({ method, path, query, headers, body }: Sent): HttpRequest {
  const pairs = Object.entries(query).flatMap(([key, values]) =>
    [values].flat().map((value) => `${encodeURIComponent(key)}=${encodeURIComponent(value ?? '')}`),
  );
  return {
    method,
    path,
    query: pairs.join('&'),
    headers,
    body: body instanceof Uint8Array ? new TextDecoder().decode(body) : body,
  };
}

function asSdkResponse({ status, headers, body }: HttpResponse): SdkResponse {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : Readable.from(['bytes']);
  return { statusCode: status, headers: { ...headers }, body: bytes };
}

import { type IncomingHttpHeaders, request } from 'node:http';
import { expect, test } from 'vitest';
import type { ExternalConnectionName } from '../../../src';
import type { PackageFormat } from '../../../src/api/types';
import { Estate } from '../package-managers/estate';
import { type Scenario, scenarios } from '../package-managers/outcomes';

/** What a client sends. */
export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In pieces: it is sent in chunks, without its length. */
  readonly body?: Uint8Array | readonly Uint8Array[];
}

/** What it gets, as it came over the socket: nothing is decoded, no redirect is followed. */
export interface Got {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Whether `100 Continue` came before the body was sent. */
  readonly continued: boolean;
  json<Value>(): Value;
}

/** One request over a socket of its own. With `Expect: 100-continue` the body waits until it may come. */
export function exchange(url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    let continued = false;
    const chunks = body instanceof Uint8Array ? [body] : (body ?? []);
    const outgoing = request(url, { method, headers, agent: false });
    const send = () => {
      for (const chunk of chunks) outgoing.write(chunk);
      outgoing.end();
    };
    outgoing.once('error', reject);
    outgoing.once('continue', () => {
      continued = true;
      send();
    });
    outgoing.once('response', async (incoming) => {
      try {
        const received: Buffer[] = [];
        for await (const chunk of incoming) received.push(chunk as Buffer);
        const all = Buffer.concat(received);
        const { statusCode: status = 0, statusMessage: reason = '' } = incoming;
        resolve({
          status,
          reason,
          headers: incoming.headers,
          body: all,
          continued,
          json: () => JSON.parse(String(all)),
        });
      } catch (error) {
        reject(error);
      }
    });
    if (headers.expect) outgoing.flushHeaders();
    else send();
  });
}

/** Tries every scenario of the package managers with exchanges, each against an estate of its own. */
export function testExchanges(
  format: PackageFormat,
  connection: ExternalConnectionName | undefined,
  acts: Readonly<Record<Scenario, (estate: Estate) => Promise<void>>>,
): void {
  for (const scenario of scenarios) test(scenario, () => inEstate(format, connection, acts[scenario]));
}

/** Does something against a server of its own. */
export async function inEstate(
  format: PackageFormat,
  connection: ExternalConnectionName | undefined,
  act: (estate: Estate) => Promise<void>,
): Promise<void> {
  const estate = new Estate(format, connection);
  try {
    await estate.open();
    await act(estate);
  } finally {
    await estate.close();
  }
}

/** Expects that nothing changes while something is tried. */
export async function unchanged<Value>(estate: Estate, act: () => Promise<Value>): Promise<Value> {
  const before = estate.simulator.state;
  const value = await act();
  expect(estate.simulator.state).toBe(before);
  return value;
}

import type { OperationName } from '../api/types';
import type { Explanation } from '../explain/explain';
import type { RequestName } from '../ops/requests';
import type { Caller, ExplainedInputs } from '../simulator/calls';
import { explainIn } from '../simulator/explain';
import type { Simulator } from '../simulator/interface';
import { type Interception, intercept, type SdkClientClass } from './intercept';
import { SimulatorRequestHandler } from './request-handler';
import { clientConfig, type SdkClientConfig } from './sdk';
import { createFetchHandler } from './server/fetch-handler';
import type { RunningServer, ServeOptions } from './server/node-server';

/** A simulator that explains itself, and that clients of the AWS SDK for JavaScript v3 call. */
export interface SdkSimulator extends Simulator {
  /** Tells what would become of a call or a request now, and why; nothing changes by it. */
  explain<N extends OperationName | RequestName>(name: N, input: ExplainedInputs[N], as?: Caller): Explanation;
  /** The configuration of a client that calls this simulator: `new CodeartifactClient(sim.clientConfig())`. */
  clientConfig(): SdkClientConfig;
  /** Makes every client of the class call this simulator, until it is restored. */
  intercept(Client: SdkClientClass): Interception;
  /**
   * Answers a request of the Web's kind as a server would: the API, and the package endpoints of every format. For
   * tools that take a function in the place of `fetch`.
   */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** A server of this simulator on a port of this machine that is free, unless one is given. Only with Node. */
  listen(options?: ServeOptions): Promise<RunningServer>;
  fork(...options: Parameters<Simulator['fork']>): SdkSimulator;
}

/** Whoever has the function is on this machine, and may control the simulator. */
const thisProcess = { address: '127.0.0.1' };

/** The simulator itself, with these methods added to it, and to each of its forks. */
export function withSdk(simulator: Simulator): SdkSimulator {
  const requestHandler = new SimulatorRequestHandler(simulator);
  const fork = simulator.fork.bind(simulator);
  const answer = createFetchHandler(simulator, { isInProcess: true });
  return Object.assign(simulator, {
    explain: <N extends OperationName | RequestName>(name: N, input: ExplainedInputs[N], as?: Caller) =>
      explainIn(simulator, name, input, as),
    clientConfig: () => clientConfig(simulator, requestHandler),
    intercept: (Client: SdkClientClass) => intercept(simulator, Client, requestHandler),
    fetch: (input: string | URL | Request, init?: RequestInit) => answer(new Request(input, init), thisProcess),
    listen: async (options: ServeOptions = {}) =>
      (await import('./server/node-server')).serve(simulator, { port: 0, ...options }),
    fork: (...options: Parameters<Simulator['fork']>) => withSdk(fork(...options)),
  });
}

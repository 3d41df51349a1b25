import type { Simulator } from '../simulator/interface';
import { type Interception, intercept, type SdkClientClass } from './intercept';
import { SimulatorRequestHandler } from './request-handler';
import { clientConfig, type SdkClientConfig } from './sdk';

/** A simulator that clients of the AWS SDK for JavaScript v3 call. */
export interface SdkSimulator extends Simulator {
  /** The configuration of a client that calls this simulator: `new CodeartifactClient(sim.clientConfig())`. */
  clientConfig(): SdkClientConfig;
  /** Makes every client of the class call this simulator, until it is restored. */
  intercept(Client: SdkClientClass): Interception;
  fork(...options: Parameters<Simulator['fork']>): SdkSimulator;
}

/** The simulator itself, with these methods added to it, and to each of its forks. */
export function withSdk(simulator: Simulator): SdkSimulator {
  const requestHandler = new SimulatorRequestHandler(simulator);
  const fork = simulator.fork.bind(simulator);
  return Object.assign(simulator, {
    clientConfig: () => clientConfig(simulator, requestHandler),
    intercept: (Client: SdkClientClass) => intercept(simulator, Client, requestHandler),
    fork: (...options: Parameters<Simulator['fork']>) => withSdk(fork(...options)),
  });
}

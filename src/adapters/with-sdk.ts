import { type Interception, intercept, type SdkClientClass } from './intercept';
import { SimulatorRequestHandler } from './request-handler';
import { clientConfig, type SdkClientConfig } from './sdk';
import type { SimulatedService } from './simulated-service';

/** The AWS SDK for JavaScript v3 as a face of the simulator. */
export interface SdkMethods {
  /** The configuration of a client that calls this simulator: `new CodeartifactClient(sim.clientConfig())`. */
  clientConfig(): SdkClientConfig;
  /** Makes every client of the class call this simulator, until it is restored. */
  intercept(Client: SdkClientClass): Interception;
}

/** The simulator itself, with the two methods added to it, and to each of its forks. */
export function withSdk<S extends SimulatedService>(service: S): S & SdkMethods {
  const requestHandler = new SimulatorRequestHandler(service);
  return Object.assign(service, {
    clientConfig: () => clientConfig(service, requestHandler),
    intercept: (Client: SdkClientClass) => intercept(service, Client, requestHandler),
  });
}

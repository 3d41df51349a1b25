import type { OperationName } from '../api/types';
import type { Explanation } from '../explain/explain';
import type { RequestName } from '../ops/requests';
import type { Caller, ExplainedInputs } from '../simulator/calls';
import { explainIn } from '../simulator/explain';
import type { Simulator } from '../simulator/interface';
import { type Interception, intercept, type SdkClientClass } from './intercept';
import { SimulatorRequestHandler } from './request-handler';
import { clientConfig, type SdkClientConfig } from './sdk';

/** A simulator that explains itself, and that clients of the AWS SDK for JavaScript v3 call. */
export interface SdkSimulator extends Simulator {
  /** Tells what would become of a call or a request now, and why; nothing changes by it. */
  explain<N extends OperationName | RequestName>(name: N, input: ExplainedInputs[N], as?: Caller): Explanation;
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
    explain: <N extends OperationName | RequestName>(name: N, input: ExplainedInputs[N], as?: Caller) =>
      explainIn(simulator, name, input, as),
    clientConfig: () => clientConfig(simulator, requestHandler),
    intercept: (Client: SdkClientClass) => intercept(simulator, Client, requestHandler),
    fork: (...options: Parameters<Simulator['fork']>) => withSdk(fork(...options)),
  });
}

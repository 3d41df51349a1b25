import { SimulatorRequestHandler } from './request-handler';
import type { SimulatedService } from './simulated-service';

/** What to give a `CodeartifactClient` of the AWS SDK for JavaScript v3, alone or among other settings. */
export interface SdkClientConfig {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly requestHandler: SimulatorRequestHandler;
}

/**
 * The configuration with which an unmodified client of the AWS SDK for JavaScript v3 calls the simulator, within this
 * process. A client may be given another Region, and credentials of another account: an access key of twelve digits is
 * the account in whose name it calls, any other stands for the simulator's own account.
 */
export function clientConfig(
  service: SimulatedService,
  requestHandler: SimulatorRequestHandler = new SimulatorRequestHandler(service),
): SdkClientConfig {
  return { region: service.region, credentials: { accessKeyId: service.account, secretAccessKey }, requestHandler };
}

/** Signs requests that nobody verifies. */
export const secretAccessKey = 'simulated';

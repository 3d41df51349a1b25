import { coverVariables, type Variables } from './environment';
import { SimulatorRequestHandler } from './request-handler';
import { secretAccessKey } from './sdk';
import type { SimulatedService } from './simulated-service';

/** A client class of the AWS SDK for JavaScript v3, such as `CodeartifactClient`. */
export interface SdkClientClass {
  readonly prototype: { send(...given: never[]): unknown };
}

export interface Interception {
  /** Ends the interception; a second time does nothing. */
  restore(): void;
}

/**
 * Until `restore`, every client of the class, built before or after, sends its commands to the simulator: what it
 * serialises, signs, retries and parses goes its usual way, only its request handler is not asked, so that no request
 * leaves the process. Environment variables that a client without Region or credentials falls back on are filled where
 * they are not set. Of several interceptions of a class the latest counts; they may end in any order, and afterwards
 * class, clients and environment are as they were.
 *
 * A command that was sent before goes on as it was sent; a credential provider that a client was given itself is asked
 * as in production.
 */
export function intercept(
  service: SimulatedService,
  Client: SdkClientClass,
  requestHandler: SimulatorRequestHandler = new SimulatorRequestHandler(service),
): Interception {
  const interception = { requestHandler };
  const active = activeOn(Client.prototype as Prototype);
  active.push(interception);
  const uncover = coverVariables(variablesFor(service));
  return {
    restore() {
      const index = active.indexOf(interception);
      if (index < 0) return;
      active.splice(index, 1);
      uncover();
      if (active.length === 0) unpatch(Client.prototype as Prototype, active);
    },
  };
}

/**
 * What a client without configuration finds. A profile would go before the access key, and the credentials of a profile
 * may have to be fetched; so may those of a machine, and its Region.
 */
const variablesFor = ({ account, region }: SimulatedService): Variables => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PROFILE: undefined,
});

interface Client {
  readonly config: object;
}
type Active = { readonly requestHandler: SimulatorRequestHandler }[];
type Send = (this: Client, ...given: unknown[]) => unknown;
/** `send` as we set it, with the interceptions that it serves, and the prototype's own of before, if it had one. */
type DivertingSend = Send & { [interceptions]?: { readonly active: Active; readonly before?: PropertyDescriptor } };
type Prototype = { send: DivertingSend };

const interceptions = Symbol('interceptions');

/** The active interceptions of a class, whose `send` is replaced if it is not ours already. */
function activeOn(prototype: Prototype): Active {
  const before = Object.getOwnPropertyDescriptor(prototype, 'send');
  const known = (before?.value as DivertingSend | undefined)?.[interceptions];
  if (known) return known.active;
  const original = prototype.send;
  const active: Active = [];
  const send: DivertingSend = function (this: Client, ...given) {
    const latest = active.at(-1);
    return original.apply(latest ? diverted(this, latest.requestHandler) : this, given);
  };
  send[interceptions] = { active, before };
  Object.defineProperty(prototype, 'send', { value: send, writable: true, configurable: true });
  return active;
}

/** Puts back what was there. When somebody else has replaced `send` since, his stays, and ours lets commands pass. */
function unpatch(prototype: Prototype, active: Active): void {
  const present = (Object.getOwnPropertyDescriptor(prototype, 'send')?.value as DivertingSend | undefined)?.[
    interceptions
  ];
  if (present?.active !== active) return;
  if (present.before) Object.defineProperty(prototype, 'send', present.before);
  else delete (prototype as Partial<Prototype>).send;
}

/**
 * The client, but for the handler at the end. The SDK keeps finished pipelines, with their handlers, by command when it
 * is asked to (`cacheMiddleware`): those are neither used nor added to.
 */
function diverted(client: Client, requestHandler: SimulatorRequestHandler): Client {
  const replaced: Record<PropertyKey, unknown> = { requestHandler, cacheMiddleware: false };
  const config = new Proxy(client.config, {
    get: (target, key) => (Object.hasOwn(replaced, key) ? replaced[key] : Reflect.get(target, key)),
  });
  return Object.create(client, { config: { value: config } });
}

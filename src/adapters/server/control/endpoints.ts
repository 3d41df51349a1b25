import type { SwitchableClock } from '../../../simulator/clock';
import type { Simulator } from '../../../simulator/interface';
import type { Snapshot } from '../../../simulator/snapshot';
import { worldOf } from '../../../simulator/world/dump-world';
import { clockEndpoint } from './clock';
import { attempted, ControlError, Members } from './input';
import { explainEndpoint, requestEndpoint } from './package-manager';
import { publicPackagesEndpoint, publicRegistryEndpoint } from './public';
import type { Endpoint, Endpoints } from './router';

/** The control endpoints of a simulator; `clock` is the one with which it was made, if that can be set. */
export const controlEndpoints = (simulator: Simulator, clock: SwitchableClock | undefined): Endpoints => ({
  '/_sim/health': { GET: () => ({ status: 'ok' }) },
  '/_sim/reset': {
    POST() {
      simulator.reset();
      clock?.reset();
      return undefined;
    },
  },
  '/_sim/clock': clockEndpoint(simulator, clock),
  '/_sim/public-packages': publicPackagesEndpoint(simulator),
  '/_sim/public-registries/{connection}': publicRegistryEndpoint(simulator),
  '/_sim/request': requestEndpoint(simulator),
  '/_sim/explain': explainEndpoint(simulator),
  '/_sim/events': eventsEndpoint(simulator),
  '/_sim/faults': faultsEndpoint(simulator),
  '/_sim/world': worldEndpoint(simulator),
  ...snapshotEndpoints(simulator),
});

const worldEndpoint = (simulator: Simulator): Endpoint => ({
  GET({ query }) {
    const members = Members.ofQuery(query);
    const bytes = members.any('bytes') === undefined || members.oneOf('bytes', ['true', 'false']) === 'true';
    members.end();
    try {
      return worldOf(simulator, { bytes });
    } catch (error) {
      throw error instanceof RangeError ? new ControlError(413, error.message) : error;
    }
  },
});

const eventsEndpoint = (simulator: Simulator): Endpoint => ({
  GET: () => ({ events: simulator.events }),
  DELETE() {
    simulator.clearEvents();
    return undefined;
  },
});

const faultsEndpoint = ({ faults }: Simulator): Endpoint => ({
  GET: () => ({ faults: faults.list() }),
  POST({ body }) {
    attempted('', () => faults.add(body as Parameters<typeof faults.add>[0]));
    return undefined;
  },
  DELETE() {
    faults.clear();
    return undefined;
  },
});

/** Moments by the names that they were given; they outlive a reset. */
function snapshotEndpoints(simulator: Simulator): Endpoints {
  const snapshots = new Map<string, Snapshot>();
  return {
    '/_sim/snapshots/{name}': {
      POST({ params }) {
        snapshots.set(params.name!, simulator.snapshot());
        return undefined;
      },
    },
    '/_sim/snapshots/{name}/restore': {
      PUT({ params }) {
        const snapshot = snapshots.get(params.name!);
        if (!snapshot) throw new ControlError(404, `There is no snapshot '${params.name}'`);
        simulator.restore(snapshot);
        return undefined;
      },
    },
  };
}

import type { SwitchableClock } from '../../../simulator/clock';
import type { Simulator } from '../../../simulator/interface';
import { attempted, ControlError, wrong } from './input';
import { type Endpoint, membersOf } from './router';

/** Reads and sets the simulator's clock. It can be set when it is the one that is given here. */
export function clockEndpoint(simulator: Simulator, clock: SwitchableClock | undefined): Endpoint {
  const shown = () => ({ now: new Date(clock ? clock.now() : simulator.now()).toISOString(), mode: clock?.mode });
  return {
    GET: shown,
    PUT(request) {
      const members = membersOf(request);
      const now = members.optionalText('now');
      const seconds = members.optionalNumber('advanceSeconds');
      const isHost = members.any('mode') !== undefined && members.oneOf('mode', ['host']) === 'host';
      members.end();
      if (Number(now !== undefined) + Number(seconds !== undefined) + Number(isHost) !== 1) {
        throw wrong('', 'expected one of now, advanceSeconds and mode');
      }
      if (!clock) throw new ControlError(409, 'The clock of this simulator cannot be set: it was made with another');
      if (now !== undefined) attempted('now', () => clock.set(now));
      else if (seconds !== undefined) attempted('advanceSeconds', () => clock.advance(seconds));
      else clock.useHost();
      return shown();
    },
  };
}

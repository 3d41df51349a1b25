import type { SwitchableClock } from '../../../simulator/clock';
import type { Simulator } from '../../../simulator/interface';
import { timeIn } from '../../../simulator/world/place';
import { worldIn } from '../../../simulator/world/shape';
import { WorldError } from '../../../simulator/world/world';
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
      if (now !== undefined) clock.set(momentIn(now));
      else if (seconds !== undefined) attempted('advanceSeconds', () => clock.advance(seconds));
      else clock.useHost();
      return shown();
    },
  };
}

/** A moment as world files have it: a day, or a time with its zone, which is the same wherever the server runs. */
function momentIn(now: string): number {
  try {
    return timeIn(worldIn({ clock: now }).at('clock')!);
  } catch (error) {
    throw error instanceof WorldError ? wrong('now', error.problem) : error;
  }
}

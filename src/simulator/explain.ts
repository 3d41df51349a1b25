import type { OperationName } from '../api/types';
import { type Explanation, explainRequest } from '../explain/explain';
import { isRequest, type RequestName } from '../ops/requests';
import { contextFor } from './caller';
import type { Caller, ExplainedInputs, SimulatorInputs, SimulatorRequestInputs } from './calls';
import { fixedClock } from './clock';
import type { Simulator } from './interface';

/**
 * Tells what would become of a call or a request to the simulator now, and why; nothing changes by it. It stands beside
 * the simulator and not in it, so that a program that explains nothing does not carry the sentences.
 */
export function explainIn<N extends OperationName | RequestName>(
  simulator: Simulator,
  name: N,
  input: ExplainedInputs[N],
  as?: Caller,
): Explanation {
  const now = simulator.now();
  const context = contextFor(simulator, now, as);
  const trial = simulator.fork({ clock: fixedClock(now) });
  const result = isRequest(name)
    ? trial.request<RequestName>(name, input as SimulatorRequestInputs[RequestName], as)
    : trial.execute<OperationName>(name, input as SimulatorInputs[OperationName], as);
  return explainRequest(result, { name, input, context, before: simulator.state });
}

import { authenticateCall, authenticateRequest } from './access/authenticate';
import { authorize } from './access/authorize';
import { inputs } from './api/inputs';
import { parse } from './api/parse';
import type { Input, OperationName, Output } from './api/types';
import { ServiceError } from './model/errors';
import { noEvents } from './model/event';
import type { State } from './model/state';
import type { Step } from './model/trace';
import { type Command, Transaction } from './model/transaction';
import { type Context, type Query, type Result, View } from './model/view';
import { commands, queries } from './ops';
import type { Answer } from './ops/answer';
import { demands } from './ops/demands';
import { type NeedyRequest, needsOf } from './ops/needs';
import { isRequest, type RequestInputs, type RequestName, type RequestOutputs, requests } from './ops/requests';
import type { Need } from './resolution/needs';
import { settle } from './resolution/settle';

/**
 * The door of the API: settles what has fallen due, parses, asks whether the caller may, reads or runs on drafts, turns
 * a refusal into a value (IAM-43). A refused call leaves the very same state, and so does a query when nothing had
 * fallen due.
 */
export function execute<N extends OperationName>(
  state: State,
  name: N,
  input: Input<N>,
  context: Context,
): Result<Output<N>> {
  return answered(state, context, (view) => {
    authenticateCall(view);
    if (!Object.hasOwn(inputs, name)) throw unknown(name);
    const parsed = parse(name, input);
    authorize(view, demands[name], parsed);
    const query = queries[name] as Query<N> | undefined;
    if (query) return { state: view.state, output: query(view, parsed), events: noEvents };
    const tx = new Transaction(view.state, context, view.trace);
    const command = commands[name] as Command<N>;
    const output = command(tx, parsed);
    return { state: tx.commit(), output, events: tx.events };
  });
}

/**
 * The door of package managers, of the same make: read a package's version list, read an asset of a version, publish,
 * in the name of a token's owner when the context has a token. Resolution, retention and ingestion happen here and
 * nowhere else. A refused call leaves the very same state, but for the moment at which a Maven package's public entry
 * was last asked for (EXT-29), and for the checksum that did not fit (MVN-34).
 */
export function request<N extends RequestName>(
  state: State,
  name: N,
  input: RequestInputs[N],
  context: Context,
): Result<RequestOutputs[N]> {
  return answered(state, context, (view) => {
    const asked = authenticateRequest(view, input);
    if (!isRequest(name)) throw unknown(name);
    return requests[name](asked, input);
  });
}

/**
 * What of public repositories the answer of a package manager's request depends on, as far as can be seen by what is
 * known now: whoever simulates with real ones tells it before the request, and asks again until nothing new comes.
 * Nothing for a request that is refused before it looks there.
 */
export function needs(state: State, name: RequestName, input: NeedyRequest, context: Context): readonly Need[] {
  try {
    const settled = state.due.size === 0 ? state : settle(state, context).state;
    return needsOf(authenticateRequest(new View(settled, context), input), name, input);
  } catch (error) {
    if (error instanceof ServiceError) return [];
    throw error;
  }
}

function answered<Output>(state: State, context: Context, call: (view: View) => Answer<Output>): Result<Output> {
  const trace: Step[] = [];
  try {
    const settled = state.due.size === 0 ? undefined : settle(state, context);
    const answer = call(new View(settled?.state ?? state, context, trace));
    if ('error' in answer) return { ok: false, state: answer.kept(state), error: answer.error, trace };
    const events = settled ? [...settled.events, ...answer.events] : answer.events;
    return { ok: true, state: answer.state, output: answer.output, events, trace };
  } catch (error) {
    if (error instanceof ServiceError) return { ok: false, state, error, trace };
    throw error; // a bug in this library, never an answer
  }
}

const unknown = (name: string): ServiceError =>
  new ServiceError('UnknownOperationException', `There is no operation ${name}.`); // ERR-25

import { BrokenBody, receive } from '../../received';
import { ControlError, Members, wrong } from './input';

/** A request to a control endpoint. */
export interface ControlRequest {
  /** The texts that stand in the place of `{name}` in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON of the body; undefined when there is no body. */
  readonly body: unknown;
}

/** What a control endpoint answers: JSON, or nothing with the status 204. */
export type ControlAnswer = object | undefined;

/** What an endpoint does by method. */
export type Endpoint = Readonly<
  Partial<
    Record<'GET' | 'POST' | 'PUT' | 'DELETE', (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>>
  >
>;

/** Endpoints by path; a part in braces takes any text. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** A response before it is one. */
export interface ControlResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Takes a request to the endpoint that it is for. What cannot be followed gets a status and a message. */
export async function route(endpoints: Endpoints, request: Request, url: URL): Promise<ControlResponse> {
  const found = find(endpoints, url.pathname);
  if (!found) return failed(404, `There is no control endpoint ${url.pathname}`);
  const { endpoint, params } = found;
  const method = request.method === 'HEAD' ? 'GET' : request.method; // the body of the answer is not sent then
  const act = Object.hasOwn(endpoint, method) ? endpoint[method as keyof Endpoint] : undefined;
  if (!act) {
    const allow = Object.keys(endpoint).join(', ');
    const refusal = failed(405, `${url.pathname} takes ${allow}, not ${request.method}`);
    return { ...refusal, headers: { ...refusal.headers, allow } };
  }
  try {
    const answer = await act({ params, query: url.searchParams, body: await bodyOf(request) });
    if (answer === undefined) return { status: 204, headers: {}, body: null };
    return { status: 200, headers: json, body: JSON.stringify(answer) };
  } catch (error) {
    if (error instanceof ControlError) return failed(error.status, error.message);
    if (error instanceof BrokenBody) return failed(400, error.message);
    throw error;
  }
}

/** An answer that says in a sentence why there is no other. */
export const failed = (status: number, message: string): ControlResponse => ({
  status,
  headers: json,
  body: JSON.stringify({ message }),
});

/** The members of a body. Refuses a body that is no object. */
export const membersOf = ({ body }: ControlRequest): Members => new Members(body);

const json = { 'content-type': 'application/json' } as const;

/** The most bytes of a body: public packages may come with the bytes of their assets. */
const mostBytes = 64 * 1024 * 1024;

async function bodyOf(request: Request): Promise<unknown> {
  const bytes = await receive(request, mostBytes);
  if (!bytes) throw new ControlError(413, `The body has more than ${mostBytes} bytes`);
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw wrong('', `The body is no JSON: ${(error as Error).message}`);
  }
}

function find(endpoints: Endpoints, path: string) {
  const steps = path.split('/');
  for (const [template, endpoint] of Object.entries(endpoints)) {
    const params = matched(template.split('/'), steps);
    if (params) return { endpoint, params };
  }
  return undefined;
}

function matched(template: readonly string[], steps: readonly string[]): Record<string, string> | undefined {
  if (template.length !== steps.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const step = decoded(steps[at]!);
    if (name === undefined ? part !== step : !step) return undefined;
    if (name !== undefined) params[name] = step!;
  }
  return params;
}

function decoded(step: string): string | undefined {
  try {
    return decodeURIComponent(step);
  } catch {
    return undefined;
  }
}

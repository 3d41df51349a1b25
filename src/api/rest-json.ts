import { ServiceError } from '../model/errors';
import { operations } from './operations';
import { cannotParse } from './parse';
import type { ShapeName } from './shape-names';
import { shapes } from './shapes';
import type { Member, Members } from './table';
import type { AssetContent, OperationName, Output } from './types';

/** What the binding reads of an HTTP request. Header names may be in any case (API-24). */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** The query string, with or without its question mark, or what was read from it. */
  readonly query?: string | URLSearchParams;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The body as text: that of a JSON request. */
  readonly body?: string;
  /** What the body is when it is the bytes of an asset: its size and digests, which the caller computes (API-19). */
  readonly content?: AssetContent;
}

/** An HTTP response, its header names in lower case. The body is JSON, or the bytes of the named asset. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | { readonly asset: AssetContent };
}

/** A call as a request states it: the types are those of the wire, the constraints are `parse`'s to check. */
export interface RawCall {
  readonly name: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * The call that a request is. Parameters, headers and body members that the operation does not know are ignored
 * (ERR-38). Throws an UnknownOperationException when no operation has this method and path (ERR-25), a
 * ValidationException CANNOT_PARSE when the body is no JSON object, or a number or boolean in the query is none
 * (ERR-37).
 */
export function readRequest(request: HttpRequest): RawCall {
  const name = routes.get(`${request.method} ${request.path}`);
  if (!name) throw new ServiceError('UnknownOperationException', `No operation is ${request.method} ${request.path}`);
  const query = request.query instanceof URLSearchParams ? request.query : new URLSearchParams(request.query);
  const { input: members, takesPayload } = bindings[name];
  const body = takesPayload ? {} : readBody(request.body);
  const input: Record<string, unknown> = {};
  for (const [memberName, member] of members) {
    const value = readMember(memberName, member, request, query, body);
    if (value !== undefined) input[memberName] = value;
  }
  return { name, input };
}

/** The answer to a call that succeeded: 200, always. */
export function writeResponse<N extends OperationName>(name: N, output: Output<N>, requestId: string): HttpResponse {
  const { output: members, headers: inHeaders, payload } = bindings[name];
  const values = output as Values;
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
  for (const [memberName, header] of inHeaders) {
    if (values[memberName] !== undefined) headers[header] = String(values[memberName]);
  }
  if (payload === undefined) return { status: 200, headers, body: JSON.stringify(writeMembers(members, values)) };
  const asset = values[payload] as AssetContent;
  headers['content-type'] = 'application/octet-stream'; // API-18
  headers['content-length'] = String(asset.size);
  return { status: 200, headers, body: { asset } };
}

/** The answer to a call that was refused: its name in a header only (ERR-22), the rest in the body (ERR-23). */
export function writeError(error: ServiceError, requestId: string): HttpResponse {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
    'x-amzn-errortype': error.name,
  };
  const { retryAfterSeconds, ...members } = error.members;
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  return { status: error.status, headers, body: JSON.stringify({ message: error.message, ...members }) };
}

type Values = Readonly<Record<string, unknown>>;

const routes: ReadonlyMap<string, OperationName> = new Map(
  Object.entries(operations).map(([name, { method, path }]) => [`${method} ${path}`, name as OperationName]),
);

type Entries = readonly (readonly [name: string, member: Member])[];

/** An operation's table as the binding reads it: everything that can be looked up beforehand is. */
interface Binding {
  readonly input: Entries;
  /** Whether its body is the bytes of an asset. */
  readonly takesPayload: boolean;
  readonly output: Entries;
  /** The members that travel in headers, with the headers' names in lower case. */
  readonly headers: readonly (readonly [name: string, header: string])[];
  /** The member that is the whole body of an answer. */
  readonly payload: string | undefined;
}

const bindings = Object.fromEntries(
  Object.entries(operations).map(([name, { input, output }]) => {
    const [given, answered] = [Object.entries(input), Object.entries(output)];
    const headers = answered.flatMap(([member, { in: place, as = member }]) =>
      place === 'header' ? [[member, as.toLowerCase()] as const] : [],
    );
    const takesPayload = given.some(([, member]) => member.in === 'payload');
    const payload = answered.find(([, member]) => member.in === 'payload')?.[0];
    return [name, { input: given, takesPayload, output: answered, headers, payload } satisfies Binding];
  }),
) as unknown as Readonly<Record<OperationName, Binding>>;

const structures: ReadonlyMap<Members, Entries> = new Map(
  Object.values(shapes).flatMap((shape) =>
    shape.kind === 'structure' ? [[shape.members, Object.entries(shape.members)]] : [],
  ),
);

/** Whether the body of a request is the bytes of an asset, and no JSON (API-19). */
export function isUpload({ method, path }: Pick<HttpRequest, 'method' | 'path'>): boolean {
  const name = routes.get(`${method} ${path}`);
  return name !== undefined && bindings[name].takesPayload;
}

/** No body is an empty object, for every operation: one without body members sends none (API-16). */
function readBody(body = ''): Values {
  if (body === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw cannotParse('the body', 'a JSON object', 'a text that is no JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  throw cannotParse('the body', 'a JSON object', 'another JSON value');
}

function readMember(name: string, member: Member, request: HttpRequest, query: URLSearchParams, body: Values): unknown {
  const wireName = member.as ?? name;
  switch (member.in) {
    case 'query':
      return readParameter(name, member, query.getAll(wireName).at(-1)); // the last one counts (API-23)
    case 'header':
      return headerOf(request, wireName);
    case 'payload':
      return request.content;
    case undefined:
      return body[wireName];
  }
}

/** A parameter in the type of its member: all are texts, integers or booleans (API-22). */
function readParameter(name: string, member: Member, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  switch (shapes[member.shape].kind) {
    case 'integer':
      if (/^-?\d{1,15}$/.test(text)) return Number(text);
      throw cannotParse(`'${name}'`, 'an integer', `'${text}'`);
    case 'boolean':
      if (text === 'true' || text === member.trueWord) return true;
      if (text === 'false') return false;
      throw cannotParse(`'${name}'`, 'true or false', `'${text}'`);
    default:
      return text;
  }
}

function headerOf({ headers = {} }: HttpRequest, name: string): string | undefined {
  const found = Object.keys(headers).filter((each) => each.toLowerCase() === name);
  return found.length === 0 ? undefined : headers[found.at(-1)!];
}

/** The members of a structure that are there; JSON null only where it means something (API-12). */
function writeMembers(members: Entries, values: Values): Values {
  const written: Record<string, unknown> = {};
  for (const [name, { shape, nullable }] of members) {
    const value = values[name];
    if (value === null && nullable) written[name] = null;
    else if (value !== undefined && value !== null) written[name] = write(shape, value);
  }
  return written;
}

function write(name: ShapeName, value: unknown): unknown {
  if (!timed.has(name)) return value;
  const shape = shapes[name];
  switch (shape.kind) {
    case 'timestamp':
      return (value as Date).getTime() / 1000; // API-11
    case 'list':
      return (value as readonly unknown[]).map((item) => write(shape.of, item));
    case 'map': {
      const written: Record<string, unknown> = Object.create(null); // `__proto__` is a legal key
      for (const key of Object.keys(value as Values)) written[key] = write(shape.value, (value as Values)[key]);
      return written;
    }
    case 'structure':
      return writeMembers(structures.get(shape.members)!, value as Values);
    default:
      return value;
  }
}

/** The shapes in which a time may lie: all others are JSON as they are. */
const timed: ReadonlySet<ShapeName> = new Set((Object.keys(shapes) as ShapeName[]).filter((name) => holdsTime(name)));

function holdsTime(name: ShapeName): boolean {
  const shape = shapes[name];
  if (shape.kind === 'timestamp') return true;
  if (shape.kind === 'list') return holdsTime(shape.of);
  if (shape.kind === 'map') return holdsTime(shape.value);
  return (
    shape.kind === 'structure' && Object.values(shape.members as Members).some((member) => holdsTime(member.shape))
  );
}

import type { PackageFormat } from '../../api/types';
import type { ServiceError } from '../../model/errors';
import type { Answer } from './answer';
import type { RepositoryDoor } from './repository-door';

/** How package managers of one format talk to a repository: what they can ask, and the form of what refuses them. */
export interface Protocol {
  readonly format: PackageFormat;
  /** The first that fits the method and the path is taken. */
  readonly routes: readonly Route[];
  /** Whether a slash in a step of the path, as `%2f`, parts it like any other (NPM-16); else no route takes it. */
  readonly partsEscapedSlashes?: boolean;
  /** The body of a refusal, from which the clients print the message (AUT-67). */
  refusal(error: ServiceError): Refusal;
}

/** Something that a client can ask. */
export interface Route {
  /** What is answered to GET is answered to HEAD too, without the body (AUT-12). */
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /**
   * Below the endpoint, without slash before: `{name}` is any one step, `@{name}` one that begins so, `{path*}` one or
   * more, joined by slashes.
   */
  readonly path: string;
  /** Answers, or throws a ServiceError. */
  handle(call: EndpointCall): Promise<Answer> | Answer;
}

/** A request to an endpoint. */
export interface EndpointCall {
  /** HEAD looks and fetches nothing (RET-15). */
  readonly method: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  /** What stands in the path for the names in braces, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The repository's endpoint as the client reaches it, with its final slash. */
  readonly base: string;
  /** The repository, asked in the name of the token's owner. */
  readonly repository: RepositoryDoor;
  /** The time of the simulator's clock, in milliseconds since 1970. */
  now(): number;
  /** The body. Refuses with 413 what has more bytes than that, and with 400 what breaks off. */
  body(limit: number): Promise<Uint8Array>;
}

/** The form of a refusal. */
export interface Refusal {
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** AUT-67, of the formats for which nothing else is said. */
export const messageRefusal = ({ message }: ServiceError): Refusal => ({
  type: 'application/json',
  body: JSON.stringify({ message }),
});

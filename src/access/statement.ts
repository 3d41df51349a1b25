import { members, oneOf, optional, ShapeError, text, within } from '../model/codec';
import { conditionOf } from './condition-element';
import type { AccessRequest, Statement } from './decision';
import { textsOf, unread } from './elements';
import { type Pattern, patternOf } from './pattern';
import { type Principals, principalsOf } from './principal-element';

/** Where a policy is: with a caller or a session of his, or with a domain or a repository. */
export type PolicyKind = 'identity' | 'resource';

/** Reads a statement (POL-19, POL-21); `variables` are replaced or not. Throws a ShapeError that names the place. */
export function statementOf(json: unknown, kind: PolicyKind, variables: boolean): Statement {
  const source = elements.read(json);
  const action = read(source, 'Action', actionsOf);
  const resource = read(source, 'Resource', (value) => resourcesOf(value, kind, variables));
  const principal = principalIn(source, kind);
  const condition =
    source.Condition === undefined ? undefined : within('Condition', () => conditionOf(source.Condition, variables));
  // IAM-70: of two ARNs either is meant, and what excludes either excludes the request
  const isResource = (request: AccessRequest) =>
    resource.value(request.resource, request) ||
    (request.alternative !== undefined && resource.value(request.alternative, request));
  return {
    ...(source.Sid && { sid: source.Sid }),
    effect: source.Effect,
    concerns: (name) => action.value(name, noRequest) !== action.isInverted,
    // IAM-35
    matches: (request) =>
      (principal === undefined || principal.value.include(request.caller) !== principal.isInverted) &&
      isResource(request) !== resource.isInverted &&
      (condition === undefined || condition(request)),
    names: (caller) => principal?.value.name(caller) ?? false,
  };
}

/** Names of actions have no variables: what a request is does not matter to them. */
const noRequest = { conditions: new Map() };

/** What an element says, or, with `Not` before its name, does not say. */
interface Element<T> {
  readonly value: T;
  readonly isInverted: boolean;
}

interface Elements {
  readonly Sid: string | undefined;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: unknown;
  readonly NotPrincipal: unknown;
  readonly Action: unknown;
  readonly NotAction: unknown;
  readonly Resource: unknown;
  readonly NotResource: unknown;
  readonly Condition: unknown;
}

const elements = members<Elements>({
  Sid: optional(text),
  Effect: oneOf('Allow', 'Deny'),
  Principal: optional(unread),
  NotPrincipal: optional(unread),
  Action: optional(unread),
  NotAction: optional(unread),
  Resource: optional(unread),
  NotResource: optional(unread),
  Condition: optional(unread),
});

/** Reads an element that must be there, or its inversion in its place. */
function read<T>(source: Elements, name: 'Principal' | 'Action' | 'Resource', read: (value: unknown) => T): Element<T> {
  const inversion = `Not${name}` as const;
  const isInverted = source[inversion] !== undefined;
  if (isInverted === (source[name] !== undefined)) {
    throw new ShapeError(`${isInverted ? 'has both' : 'lacks both'} ${name} and ${inversion}: expected one of them`);
  }
  const found = isInverted ? inversion : name;
  return { value: within(found, () => read(source[found])), isInverted };
}

function principalIn(source: Elements, kind: PolicyKind): Element<Principals> | undefined {
  if (kind === 'resource') return read(source, 'Principal', principalsOf);
  if (source.Principal === undefined && source.NotPrincipal === undefined) return undefined;
  throw new ShapeError('names a principal, which only policies of domains and repositories do');
}

/** IAM-60, POL-22: any name of an action, with the prefix of any service. */
function actionsOf(value: unknown): Pattern {
  const actions = textsOf(value);
  for (const action of actions) {
    if (!/^(\*|[^:\s]+:[^:\s]+)$/.test(action)) throw new ShapeError(`'${action}' is not "*" or service:Action`);
  }
  return patternOf(actions, { wildcards: 'text', folded: true });
}

function resourcesOf(value: unknown, kind: PolicyKind, variables: boolean): Pattern {
  const resources = textsOf(value).map((resource) => {
    if (resource === '*') return resource;
    if (!resource.startsWith('arn:')) throw new ShapeError(`'${resource}' is not "*" or an ARN`);
    const [fixed = '', ...rest] = variables ? resource.split('${') : [resource];
    const missing = 6 - fixed.split(':').length;
    if (missing <= 0) return resource;
    if (rest.length > 0) throw new ShapeError(`'${resource}' has a variable before the fifth colon of the ARN`);
    return kind === 'identity' ? resource + ':*'.repeat(missing) : resource; // IAM-09
  });
  return patternOf(resources, { wildcards: 'resource', variables });
}

import type { AccessRequest, Decision, Relation } from '../../src/access/decision';

type Values = string | readonly string[];

/** A statement as it stands in the JSON of a policy. */
export interface PlainStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly AWS: Values };
  readonly NotPrincipal?: '*' | { readonly AWS: Values };
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

export interface PlainPolicies {
  readonly identity: readonly (readonly PlainStatement[])[];
  readonly session?: readonly (readonly PlainStatement[])[];
  readonly domain?: readonly PlainStatement[];
  readonly repository?: readonly PlainStatement[];
}

/** What the rules say of a request, read off the policies as they are written (IAM-20 to IAM-38, IAM-51 to IAM-60). */
export function judged(request: AccessRequest, policies: PlainPolicies, relation: Relation): Decision {
  const matching = listed(policies).filter(({ statement, isIdentity }) => isAbout(statement, isIdentity, request));
  const of = (effect: string, ...types: string[]) =>
    matching.filter(({ statement, type }) => statement.Effect === effect && types.includes(type));
  const kinds = [['identity'], ['session'], ['domain', 'repository']] as const;
  const names = ['identity-based', 'session', 'resource-based'] as const;
  const denying = kinds.findIndex((types) => of('Deny', ...types).length > 0);
  if (denying >= 0) {
    return { effect: 'explicitly denied', statements: told(of('Deny', ...kinds[denying]!)), missing: names[denying] };
  }
  const [byIdentity, bySession, byResource] = kinds.map((types) => of('Allow', ...types)) as [
    Listed[],
    Listed[],
    Listed[],
  ];
  const hasSession = policies.session !== undefined;
  const sessionAllows = !hasSession || bySession.length > 0;
  const denied = (missing: Decision['missing']): Decision => ({ effect: 'implicitly denied', statements: [], missing });
  const allowed = (...found: Listed[][]): Decision => ({ effect: 'allowed', statements: told(found.flat()) });
  if (relation === 'other') {
    if (byIdentity.length === 0) return denied('identity-based');
    if (!sessionAllows) return denied('session');
    if (byResource.length === 0) return denied('resource-based');
    return allowed(byIdentity, bySession, byResource);
  }
  if (byIdentity.length > 0 && sessionAllows) return allowed(byIdentity, bySession);
  const toSession = byResource.filter(({ statement: { Principal } }) =>
    principals(Principal).some((each) => each === '*' || each === request.caller.arn),
  );
  if (hasSession && toSession.length > 0) return allowed(toSession);
  if (byResource.length > 0 && sessionAllows) return allowed(byResource, bySession);
  return denied(byIdentity.length > 0 || byResource.length > 0 ? 'session' : 'identity-based');
}

interface Listed {
  readonly type: 'identity' | 'session' | 'domain' | 'repository';
  /** The place of the policy among several of its type. */
  readonly place?: number;
  readonly statement: PlainStatement;
  readonly index: number;
  readonly isIdentity: boolean;
}

function listed({ identity, session = [], domain = [], repository = [] }: PlainPolicies): readonly Listed[] {
  const all = { identity, session, domain: [domain], repository: [repository] };
  return (['identity', 'session', 'domain', 'repository'] as const).flatMap((type) =>
    all[type].flatMap((statements, policy) =>
      statements.map((statement, index) => {
        const place = all[type].length > 1 ? policy : undefined;
        return { type, place, statement, index, isIdentity: type === 'identity' || type === 'session' };
      }),
    ),
  );
}

const told = (found: readonly Listed[]): Decision['statements'] =>
  found.map(({ type, place, statement, index }) => ({
    policy: type,
    ...(place !== undefined && { index: place }),
    statement: statement.Sid ?? index,
  }));

const listOf = (values: Values): readonly string[] => (typeof values === 'string' ? [values] : values);

const principals = (element: PlainStatement['Principal']): readonly string[] =>
  element === undefined ? [] : element === '*' ? ['*'] : listOf(element.AWS);

function isAbout(statement: PlainStatement, isIdentity: boolean, request: AccessRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition = {} } = statement;
  const isAction = (each: string) => new RegExp(`^${glob(each, '.')}$`, 'isu').test(request.action);
  if (!(Action ? listOf(Action).some(isAction) : !listOf(NotAction!).some(isAction))) return false;
  const asked = [request.resource, ...(request.alternative === undefined ? [] : [request.alternative])];
  const isOneOf = (values: Values, resource: string) =>
    listOf(values).some((each) => resourcePattern(each, isIdentity, request)?.test(resource) ?? false);
  if (!(Resource ? asked.some((each) => isOneOf(Resource, each)) : !asked.some((each) => isOneOf(NotResource!, each))))
    return false;
  const { arn, account, role } = request.caller;
  const meant = ['*', account, `arn:aws:iam::${account}:root`, arn, role];
  if (Principal && !principals(Principal).some((each) => meant.includes(each))) return false;
  if (NotPrincipal && principals(NotPrincipal).some((each) => meant.includes(each))) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, key, listOf(values), request)),
  );
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A pattern as a regular expression, in which a wildcard stands for characters of a class. */
const glob = (pattern: string, character: string): string =>
  [...pattern].map((each) => (each === '*' ? `${character}*` : each === '?' ? character : quoted(each))).join('');

const variable = /\$\{(?:([*?$])|([^,}]+?)(?:, '([^']*)')?)\}/;

/** The text with the quoted values of its variables; undefined when one has none. */
function filled(text: string, request: AccessRequest, read: (part: string) => string): string | undefined {
  const match = variable.exec(text);
  if (!match) return read(text);
  const [all, special, key, otherwise] = match;
  const found = special ?? request.conditions.get(key!.toLowerCase()) ?? otherwise;
  const rest = filled(text.slice(match.index + all.length), request, read);
  if (typeof found !== 'string' || rest === undefined) return undefined;
  return read(text.slice(0, match.index)) + quoted(found) + rest;
}

/** IAM-09, IAM-11; variables stand after the fifth colon only, where wildcards run over everything. */
function resourcePattern(pattern: string, isIdentity: boolean, request: AccessRequest): RegExp | undefined {
  if (pattern === '*') return /^/;
  const segments = pattern.split(':');
  while (isIdentity && segments.length < 6) segments.push('*');
  const leading = segments.slice(0, 5).map((segment) => {
    const runsOver = segment.endsWith('*');
    return runsOver ? `${glob(segment.slice(0, -1), '[^:]')}.*` : glob(segment, '[^:]');
  });
  if (segments.length <= 5) return new RegExp(`^${leading.join(':')}$`, 'su');
  const last = filled(segments.slice(5).join(':'), request, (part) => glob(part, '.'));
  return last === undefined ? undefined : new RegExp(`^${leading.join(':')}:${last}$`, 'su');
}

function holds(name: string, key: string, values: readonly string[], request: AccessRequest): boolean {
  const context = request.conditions.get(key.toLowerCase());
  const found = context === undefined ? [] : listOf(context);
  if (name === 'Null') return values.some((value) => value.toLowerCase() === String(found.length === 0));
  const isOptional = name.endsWith('IfExists');
  const [, set, operator] = /^(?:(For\w+):)?(\w+?)(?:IfExists)?$/.exec(name)!;
  const isNegated = operator!.includes('Not');
  const isMet = (each: string) =>
    values.some((value) => compares(operator!.replace('Not', ''), value, each, request)) !== isNegated;
  if (set === 'ForAllValues') return found.every((each) => each === '' || isMet(each));
  if (found.length === 0) return isOptional || (isNegated && set === undefined);
  return set === 'ForAnyValue' ? found.some(isMet) : found.length === 1 && isMet(found[0]!);
}

function compares(operator: string, value: string, found: string, request: AccessRequest): boolean {
  if (operator === 'NumericLessThan') {
    return /^\d+$/.test(value) && /^\d+$/.test(found) && Number(found) < Number(value);
  }
  const pattern = filled(value, request, operator === 'StringLike' ? (part) => glob(part, '.') : quoted);
  const flags = /IgnoreCase|Bool/.test(operator) ? 'isu' : 'su';
  return pattern !== undefined && new RegExp(`^${pattern}$`, flags).test(found);
}

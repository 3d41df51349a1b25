import { sha256 } from '@noble/hashes/sha2.js';
import { base32 } from '@scure/base';
import { freeze } from 'immer';
import { defaultUserArn, parsePrincipal } from '../../access/principal';
import { inputs } from '../../api/inputs';
import type { OperationName } from '../../api/types';
import { parseArn } from '../../model/arn';
import { domainKey } from '../../model/keys';
import type { State } from '../../model/state';
import { asciiJson } from '../../model/text';
import type { Context, Result } from '../../model/view';
import { isRequest, type RequestName } from '../../ops/requests';
import { isRead } from '../../rules/rate';

/** What CloudTrail's record of a package manager's request tells of HTTP. */
export interface HttpRequestData {
  readonly httpMethod: string;
  /** The format and the path below the repository, as `/npm/lodash/-/lodash-4.17.20.tgz`. */
  readonly requestUri: string;
}

/** A call, or a package manager's request, with what became of it. */
export interface TrailCall {
  readonly name: string;
  readonly input: unknown;
  /** Its account and principal are those of the authorization token, if there is one. */
  readonly context: Context;
  /** The key with which the caller signed, as far as he named it. */
  readonly accessKeyId?: string;
  /** With which a package manager asked, at an endpoint. */
  readonly httpRequest?: HttpRequestData;
  readonly before: State;
  readonly result: Result<unknown>;
}

/** A record of CloudTrail, as one account receives it (EVT-61). What has no value in a simulator is left out. */
export interface CloudTrailRecord {
  readonly eventVersion: '1.05';
  readonly userIdentity: UserIdentity;
  /** In UTC, to the second. */
  readonly eventTime: string;
  readonly eventSource: 'codeartifact.amazonaws.com';
  /** The operation; for a package manager's request the IAM action. */
  readonly eventName: string;
  readonly awsRegion: string;
  readonly requestParameters: Parameters | null;
  readonly responseElements: Parameters | null;
  /** Of a package manager's request at an endpoint. */
  readonly additionalEventData?: HttpRequestData;
  readonly readOnly: boolean;
  readonly eventType: 'AwsApiCall';
  readonly recipientAccountId: string;
  /** Of a refusal, the exception and its message. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

type Parameters = Readonly<Record<string, unknown>>;

/** Who called, as CloudTrail tells it. */
export interface UserIdentity {
  readonly type: 'IAMUser' | 'Role' | 'AssumedRole' | 'Root';
  readonly principalId: string;
  readonly arn: string;
  readonly accountId: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly sessionContext?: {
    readonly sessionIssuer: Required<Pick<UserIdentity, 'principalId' | 'arn' | 'accountId' | 'userName'>> & {
      readonly type: 'Role';
    };
  };
}

/** The records of a call, one for each receiver (EVT-60); none of what is no operation. */
export function trailRecords(call: TrailCall): readonly CloudTrailRecord[] {
  const { name, context, result, httpRequest } = call;
  const eventName = isRequest(name) ? actions[name] : name;
  if (!Object.hasOwn(inputs, name) && !isRequest(name)) return [];
  const record = {
    eventVersion: '1.05',
    userIdentity: identityOf(call),
    eventTime: `${new Date(context.now).toISOString().slice(0, 19)}Z`,
    eventSource: 'codeartifact.amazonaws.com',
    eventName,
    awsRegion: context.region,
    requestParameters: parametersOf(call),
    responseElements: elementsOf(call),
    ...(httpRequest && isRequest(name) ? { additionalEventData: { ...httpRequest } } : {}), // EVT-62
    readOnly: isRead(name), // EVT-64
    eventType: 'AwsApiCall',
    ...(result.ok ? {} : { errorCode: result.error.name, errorMessage: result.error.message }),
  } as const;
  return receiversOf(call).map((recipientAccountId) => freeze({ ...record, recipientAccountId }, true));
}

/** The IAM actions of package managers' requests. */
const actions: Readonly<Record<RequestName, string>> = {
  ListVersions: 'ReadFromRepository',
  ReadAsset: 'ReadFromRepository',
  ReadRepository: 'ReadFromRepository',
  ReadIndex: 'ReadFromRepository',
  Publish: 'PublishPackageVersion',
  PutPackageMetadata: 'PutPackageMetadata',
  PutChecksum: 'PublishPackageVersion',
};

/** The names that CloudTrail has for members, where they are others (EVT-62, EVT-63). */
const parameterNames: Parameters = {
  domain: 'domainName',
  repository: 'repositoryName',
  format: 'packageFormat',
  namespace: 'packageNamespace',
  package: 'packageName',
  version: 'packageVersion',
};
const endpointMembers = [...Object.keys(parameterNames), 'domainOwner'];

function parametersOf({ name, input, context }: TrailCall): Parameters | null {
  const given = plain(input);
  if (!given) return null;
  const members = isRequest(name)
    ? endpointMembers
    : Object.entries(inputs[name as OperationName]).flatMap(([member, { in: place }]) =>
        place === 'payload' ? [] : [member],
      );
  const parameters: Record<string, unknown> = {};
  for (const member of members) {
    const value = given[member] ?? (member === 'domainOwner' ? context.account : undefined);
    if (value !== undefined) parameters[(parameterNames[member] as string | undefined) ?? member] = value;
  }
  return parameters;
}

/** What a change answered; of a token nothing that it says (EVT-63). */
function elementsOf({ name, result }: TrailCall): Parameters | null {
  if (!result.ok || isRead(name) || isRequest(name)) return null;
  return name === 'GetAuthorizationToken'
    ? { sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS' }
    : (plain(result.output) ?? null);
}

/** A copy as JSON; undefined for what is no object, or none of JSON. */
function plain(value: unknown): Parameters | undefined {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
    return typeof copy === 'object' && copy !== null ? (copy as Parameters) : undefined;
  } catch {
    return undefined; // as a BigInt, which the call was refused for
  }
}

/** EVT-65. A domain or repository that is not there, neither before nor after the call, has nobody. */
function receiversOf({ input, context, before, result }: TrailCall): readonly string[] {
  const { domain, domainOwner, repository, destinationRepository, resourceArn } = Object(input) as Parameters;
  const arn = parseArn(String(resourceArn));
  const [, domainOfArn, repositoryOfArn] = arn?.resource.split('/') ?? [];
  const key = domainKey(
    arn?.region ?? context.region,
    arn?.owner ?? String(domainOwner ?? context.account),
    String(domainOfArn ?? domain),
  );
  const receivers = new Set([context.account]);
  for (const { domains } of [before, result.state]) {
    const found = domains.get(key);
    if (!found) continue;
    receivers.add(found.owner);
    const id = found.repositoryIds.get(String(repositoryOfArn ?? repository ?? destinationRepository));
    if (id !== undefined) receivers.add(found.repositories.get(id)!.administratorAccount);
  }
  return [...receivers];
}

function identityOf({ context, accessKeyId: named }: TrailCall): UserIdentity {
  const { account, principal: arn = defaultUserArn(account), authorizationToken: token } = context;
  const { kind = 'user', name = 'default', role = arn } = parsePrincipal(arn) ?? {};
  const accessKeyId = token === undefined ? named : identifier('ABIA', 16, token); // TOK-36
  const common = { arn, accountId: account, ...(accessKeyId === undefined ? {} : { accessKeyId }) };
  if (kind === 'root') return { type: 'Root', principalId: account, ...common };
  if (kind === 'user') return { type: 'IAMUser', principalId: identifier('AIDA', 17, arn), ...common, userName: name };
  const principalId = identifier('AROA', 17, role);
  if (kind === 'role') return { type: 'Role', principalId, ...common, userName: name };
  const userName = role.slice(role.lastIndexOf('/') + 1);
  const sessionIssuer = { type: 'Role', principalId, arn: role, accountId: account, userName } as const;
  return { type: 'AssumedRole', principalId: `${principalId}:${name}`, ...common, sessionContext: { sessionIssuer } };
}

/** An identifier as IAM gives them, always the same for the same text. */
const identifier = (prefix: string, length: number, text: string): string =>
  prefix + base32.encode(sha256(asciiJson(text))).slice(0, length);

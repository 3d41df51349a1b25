import { members, oneOf, optional, ShapeError, text, within } from '../model/codec';
import type { PolicyDocument } from '../model/state';
import type { Policy } from './decision';
import { unread } from './elements';
import { type PolicyKind, statementOf } from './statement';

/** Why a text is no policy: what is wrong, and where. */
export interface PolicyFault {
  readonly fault: string;
}

/** Reads a policy (POL-19, POL-21); session policies are identity policies. */
export function parsePolicy(document: string, kind: PolicyKind): Policy | PolicyFault {
  try {
    return policyIn(document, kind);
  } catch (error) {
    if (error instanceof ShapeError) return { fault: error.message };
    throw error;
  }
}

/** Whether a text was no policy. */
export const isPolicyFault = (policy: Policy | PolicyFault): policy is PolicyFault => 'fault' in policy;

/** What a document of the state says, read once for each object. Throws a TypeError when it is no policy. */
export function policyOf(document: PolicyDocument, kind: PolicyKind): Policy {
  let policy = policies[kind].get(document);
  if (!policy) {
    policy = policyIn(document.document, kind);
    policies[kind].set(document, policy);
  }
  return policy;
}

const policies = { identity: new WeakMap<PolicyDocument, Policy>(), resource: new WeakMap<PolicyDocument, Policy>() };

interface Elements {
  readonly Version: '2012-10-17' | '2008-10-17' | undefined;
  readonly Id: string | undefined;
  readonly Statement: unknown;
}

const elements = members<Elements>({
  Version: optional(oneOf('2012-10-17', '2008-10-17')),
  Id: optional(text),
  Statement: unread,
});

function policyIn(document: string, kind: PolicyKind): Policy {
  const { Version, Id, Statement: source } = elements.read(jsonIn(document));
  if (kind === 'identity' && Id !== undefined) throw new ShapeError('has an Id, which only resource policies have');
  const read = (json: unknown) => statementOf(json, kind, Version === '2012-10-17'); // IAM-56
  const statements = within('Statement', () => {
    if (!Array.isArray(source)) return [read(source)];
    if (source.length === 0) throw new ShapeError('expected at least one statement');
    return source.map((json, index) => within(index, () => read(json)));
  });
  return { statements };
}

/** The names in JSON's objects, its other texts, and where objects begin and end. */
const tokens = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}]/g;

/** Reads JSON in which no object gives a name twice: of such a one the reader of the language keeps the last. */
function jsonIn(document: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(document);
  } catch {
    throw new ShapeError('the policy is not JSON');
  }
  const objects: Set<string>[] = [];
  for (const [token, name, colon] of document.matchAll(tokens)) {
    if (token === '{') objects.push(new Set());
    if (token === '}') objects.pop();
    if (colon === undefined) continue;
    const element = JSON.parse(name!) as string;
    const others = objects.at(-1)!;
    if (others.has(element)) throw new ShapeError(`the element '${element}' is given twice in one object`);
    others.add(element);
  }
  return json;
}

import { managedPolicies } from '../../access/managed-policies';
import { initialState } from '../../model/initial-state';
import { regionalPartsOf } from '../../model/keys';
import type { AccessKey, PolicyDocument, Principal, Quotas, State } from '../../model/state';
import { arnOf } from './accounts';
import { dictionary, isoOf, present } from './dump-packages';
import type { World, WorldAccessKey, WorldAccount, WorldPolicy, WorldPrincipal } from './world';

/** The settings of a state, as far as they are others than usual. */
export function settingsOf({ settings }: State): Pick<World, 'access' | 'latency' | 'domainCleanUpSeconds' | 'quotas'> {
  const usual = initialState().settings;
  const documented = initialState({ latency: 'documented' }).settings;
  const { access, domainCleanUpSeconds } = settings;
  const delays = ['ingestionSeconds', 'catalogueSeconds', 'mavenCatalogueSeconds'] as const;
  const own = delays.filter((name) => settings[name] !== usual[name]);
  const isDocumented = delays.every((name) => settings[name] === documented[name]);
  return {
    access: access === usual.access ? undefined : access,
    latency: isDocumented ? 'documented' : dictionary(own.map((name) => [name, settings[name]])),
    domainCleanUpSeconds: domainCleanUpSeconds === usual.domainCleanUpSeconds ? undefined : domainCleanUpSeconds,
    quotas: otherQuotas(settings.quotas, usual.quotas),
  };
}

/** What is special about accounts. */
export function accountsOf({ organizations, quotas, settings }: State): World['accounts'] {
  const special = new Map<string, Record<string, Partial<Quotas>>>();
  for (const [key, own] of quotas) {
    const [region, account] = regionalPartsOf(key);
    const others = otherQuotas(own, settings.quotas);
    if (others) special.set(account, { ...special.get(account), [region]: others });
  }
  const accounts = [...new Set([...organizations.keys(), ...special.keys()])].sort();
  return dictionary(
    accounts.map((account): [string, WorldAccount] => [
      account,
      present({ organization: organizations.get(account), quotas: special.get(account) }),
    ]),
  );
}

const otherQuotas = (quotas: Quotas, usual: Quotas): Partial<Quotas> | undefined =>
  dictionary(Object.entries(quotas).filter(([name, value]) => value !== usual[name as keyof Quotas]));

/** Who calls; those of the world's own account by the last part of their ARN. */
export function principalsOf({ principals, accessKeys }: State, account: string): World['principals'] {
  const keys = new Map<string, WorldAccessKey[]>();
  for (const [id, key] of accessKeys) keys.set(key.principal, [...(keys.get(key.principal) ?? []), keyOf(id, key)]);
  const arns = [...new Set([...principals.keys(), ...keys.keys()])].sort();
  return dictionary(
    arns.map((arn) => {
      const principal = principals.get(arn);
      return [shortOf(arn, account), present({ ...(principal && rightsOf(principal)), accessKeys: keys.get(arn) })];
    }),
  );
}

function shortOf(arn: string, account: string): string {
  const [, , , , , ...rest] = arn.split(':');
  const short = rest.join(':');
  return arnOf(short, account) === arn ? short : arn;
}

const keyOf = (id: string, { secretAccessKey, sessionToken }: AccessKey): WorldAccessKey =>
  present({ id, secretAccessKey, sessionToken });

function rightsOf({ policies, tags, session }: Principal): WorldPrincipal {
  const own = session && {
    expiration: isoOf(Math.max(0, session.expiration)), // before 1970 or then: it has expired
    policies: session.policies.length > 0 ? session.policies.map(identityPolicyOf) : undefined,
  };
  return present({
    policies: policies.length > 0 || (tags.length === 0 && !session) ? policies.map(identityPolicyOf) : undefined,
    tags: dictionary(tags.map(({ key, value }) => [key, value])),
    session: own && present(own),
  });
}

function identityPolicyOf(policy: PolicyDocument): WorldPolicy {
  const managed = Object.entries(managedPolicies).find(([, { document }]) => document === policy.document);
  return managed ? managed[0] : policyOf(policy);
}

/** A policy as an object, if its text is the JSON of one to the letter; else as that text. */
export function policyOf({ document }: PolicyDocument): WorldPolicy {
  const value: unknown = JSON.parse(document);
  return JSON.stringify(value) === document ? (value as object) : document;
}

import type { InProcessSimulator } from '../in-process-simulator';
import { Door, type Home, tagsOf } from './door';
import { type Place, type Spot, timeIn } from './place';
import type { World, WorldPrincipal } from './world';

/** Tells of the accounts of a world and of who calls in their names. Throws a WorldError for what cannot be. */
export function loadAccounts(simulator: InProcessSimulator, world: Place<World>): void {
  const { account = simulator.account, region = simulator.region } = world.value;
  const home = { account, region };
  const door = new Door(simulator);
  loadOrganizations(door, world, home);
  for (const [id, place] of world.at('accounts')?.entries() ?? []) {
    for (const [where, { value: quotas }] of place.at('quotas')?.entries() ?? []) {
      door.learn(place, { type: 'quotas', account: id, region: where, quotas }, home);
    }
  }
  for (const [name, place] of world.at('principals')?.entries() ?? []) {
    loadPrincipal(door, place, arnOf(name, account), home);
  }
}

/** An organisation is told of with all of its accounts. */
function loadOrganizations(door: Door, world: Place<World>, home: Home): void {
  const members = new Map<string, { readonly place: Spot; readonly accounts: string[] }>();
  for (const [account, place] of world.at('accounts')?.entries() ?? []) {
    const organization = place.at('organization');
    if (!organization) continue;
    const found = members.get(organization.value) ?? { place: organization, accounts: [] };
    found.accounts.push(account);
    members.set(organization.value, found);
  }
  for (const [id, { place, accounts }] of members) door.learn(place, { type: 'organization', id, accounts }, home);
}

function loadPrincipal(door: Door, place: Place<WorldPrincipal>, arn: string, home: Home): void {
  const { policies, tags, session } = place.value;
  if (policies || tags || session) {
    const expiration = place.at('session')?.at('expiration');
    door.learn(
      place,
      {
        type: 'principal',
        arn,
        policies,
        tags: tagsOf(tags),
        ...(session && { session: { policies: session.policies, expiration: timeIn(expiration!) } }),
      },
      home,
    );
  }
  for (const key of place.at('accessKeys')?.items() ?? []) {
    door.learn(key, { type: 'access key', principal: arn, ...key.value }, home);
  }
}

/** The ARN of a principal; by its last part it is one of this account. */
export function arnOf(name: string, account: string): string {
  if (name.startsWith('arn:')) return name;
  return `arn:aws:${name.startsWith('assumed-role/') ? 'sts' : 'iam'}::${account}:${name}`;
}

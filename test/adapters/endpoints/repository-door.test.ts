import { describe, expect, test } from 'vitest';
import { bytesOf, RepositoryDoor } from '../../../src/adapters/endpoints/repository-door';
import { Endpoint } from './support';

const doorOf = (endpoint: Endpoint, isHead = false, repository = 'team', outside = {}) => {
  const address = { format: 'cargo', domain: 'my-domain', owner: '111122223333', repository, path: '', base: '' };
  const as = { authorizationToken: endpoint.token() };
  return new RepositoryDoor(endpoint.simulator, address, 'cargo', as, { isHead, ...outside });
};
const serde = { package: 'serde', version: '1.0.0', asset: 'serde-1.0.0.crate' };

function learn(endpoint: Endpoint, bytes?: Uint8Array): void {
  const { asset: name, ...named } = serde;
  const hashes = {
    MD5: 'a'.repeat(32),
    'SHA-1': 'a'.repeat(40),
    'SHA-256': 'a'.repeat(64),
    'SHA-512': 'a'.repeat(128),
  };
  const asset = bytes ? { name, bytes } : { name, size: 5, hashes };
  endpoint.learn({ type: 'public version', connection: 'public:crates-io', ...named, assets: [asset] });
}

describe('the door of a repository', () => {
  test.each([
    ['API-431', { package: 'a b' }],
    ['API-431', { package: '' }],
    ['API-431', { package: 'a#b' }],
    ['API-431', { package: 'x'.repeat(256) }],
    ['API-432', { package: 'a', namespace: 'a/b' }],
    ['API-433', { package: 'a', version: '1 0' }],
    ['API-405', { package: 'a', version: '1.0.0', asset: 'a\u0000b' }],
  ])('AUT-97 %s: %j is 400', async (_rule, asked) => {
    const door = doorOf(new Endpoint('cargo'));
    const whole = { version: '1.0.0', asset: 'x', ...asked };
    await expect(door.read(whole)).rejects.toMatchObject({ name: 'ValidationException', status: 400 });
    await expect(door.publish({ ...whole, assets: [] })).rejects.toMatchObject({ status: 400 });
  });

  test('RET-15: what is asked by HEAD, or not to be kept, stores nothing', async () => {
    const endpoint = new Endpoint('cargo');
    learn(endpoint, new Uint8Array(3));
    const [looking, door] = [doorOf(endpoint, true), doorOf(endpoint)];
    const { state } = endpoint.simulator;
    expect((await looking.read(serde)).asset.size).toBe(3);
    expect((await door.read({ ...serde, retain: false })).asset.size).toBe(3);
    expect(endpoint.simulator.state).toBe(state);
    await door.read(serde);
    expect(endpoint.versions({ package: 'serde' })).toEqual({ '1.0.0': 'Published' });
  });

  test('ERR-77: an absent repository is not found', async () => {
    const endpoint = new Endpoint('cargo');
    await expect(doorOf(endpoint, false, 'nowhere').check()).rejects.toMatchObject({ status: 404 });
    await expect(doorOf(endpoint).check()).resolves.toBeUndefined();
  });

  test('QUO-01 QUO-31: an asset has as many bytes as the quota of the account lets it have', () => {
    const endpoint = new Endpoint('cargo');
    expect(doorOf(endpoint).mostBytes).toBe(5 * 2 ** 30);
    endpoint.learn({ type: 'quotas', account: '111122223333', quotas: { assetSizeBytes: 7 } });
    expect(doorOf(endpoint).mostBytes).toBe(7);
  });

  test('bytes that are known nowhere are brought from outside, or refused with 501', async () => {
    const endpoint = new Endpoint('cargo');
    learn(endpoint);
    await expect(doorOf(endpoint).read(serde)).rejects.toMatchObject({ status: 501 });
    expect(endpoint.versions({ package: 'serde' })).toEqual({}); // what cannot be given is not stored
    const seen = await doorOf(endpoint).read({ ...serde, retain: false });
    expect(() => bytesOf(endpoint.simulator, seen)).toThrow(expect.objectContaining({ status: 501 }));
    const asked: string[] = [];
    const outside = {
      prepare: async (name: string) => void asked.push(name),
      bring: async (_input: unknown, asset: { readonly name: string }) => asked.push(asset.name) > 0,
    };
    await doorOf(endpoint, false, 'team', { outside }).read(serde);
    expect(asked).toContain('serde-1.0.0.crate');
    expect(asked[0]).toBe('ReadAsset');
  });

  test('a fault of the simulator is the refusal that the client hears', async () => {
    const endpoint = new Endpoint('cargo');
    endpoint.simulator.faults.add({ operation: 'ListVersions', error: { name: 'ServiceUnavailable' } });
    await expect(doorOf(endpoint).list({ package: 'serde' })).rejects.toMatchObject({ status: 503 });
  });
});

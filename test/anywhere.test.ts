import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../scripts/package/bundle';

const program = `
export { execute } from './src/core';
export { initialState } from './src/model/initial-state';
export { createSimulator } from './src/simulator/simulator';
`;

/** What the language itself has, in a place that has nothing else; V8 alone adds the console of its inspector. */
const language = Object.freeze(['Array', 'Date', 'Error', 'JSON', 'Map', 'Promise', 'Uint8Array', 'WeakRef']);
const absent = ['process', 'Buffer', 'TextEncoder', 'URL', 'setTimeout', 'console', 'crypto', 'performance', 'require'];

let place: object;

beforeAll(async () => {
  place = createContext({});
  runInContext('delete globalThis.console', place);
  runInContext((await bundle(program)).text, place);
});

/** Evaluates an expression in that place; only text comes out of it. */
const evaluate = (expression: string): unknown => JSON.parse(runInContext(`JSON.stringify(${expression})`, place));

describe('in a place that has the language and nothing else', () => {
  test('there is indeed nothing else', () => {
    const typeOf = (name: string) => evaluate(`typeof ${name}`);
    expect(absent.map(typeOf)).toEqual(absent.map(() => 'undefined'));
    expect(language.map(typeOf)).not.toContain('undefined');
  });

  test('a call of the core is answered, and so is a refused one', () => {
    const called = evaluate(`(() => {
      const { execute, initialState } = exported;
      const context = { account: '111122223333', region: 'us-west-2', now: 0 };
      const made = execute(initialState(), 'CreateDomain', { domain: 'my-domain' }, context);
      const again = execute(made.state, 'CreateDomain', { domain: 'my-domain' }, context);
      return { status: made.output.domain.status, error: again.error.name };
    })()`);
    expect(called).toEqual({ status: 'Active', error: 'ConflictException' });
  });

  test('a simulator publishes, reads, lists, and tells of its events', () => {
    const found = evaluate(`(() => {
      const { createSimulator } = exported;
      const sim = createSimulator();
      const heard = [];
      sim.subscribe((event) => heard.push(event.detail.operationType));
      const call = (name, input) => {
        const result = sim.execute(name, input);
        if (!result.ok) throw new Error(result.error.message);
        return result.output;
      };
      const repository = { domain: 'my-domain', repository: 'my-repo' };
      const version = { ...repository, format: 'generic', namespace: 'ns', package: 'pkg', packageVersion: '1.0' };
      call('CreateDomain', { domain: 'my-domain' });
      call('CreateRepository', repository);
      call('PublishPackageVersion', {
        ...version,
        assetName: 'a.txt',
        assetContent: 'hello',
        assetSHA256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
      });
      const before = sim.snapshot();
      const { asset } = call('GetPackageVersionAsset', { ...version, asset: 'a.txt' });
      const { packages } = call('ListPackages', repository);
      call('DeletePackage', { ...repository, format: 'generic', namespace: 'ns', package: 'pkg' });
      const left = call('ListPackages', repository).packages.length;
      sim.restore(before);
      return {
        bytes: [...asset.bytes()],
        packages: packages.map(({ namespace, package: name }) => [namespace, name]),
        left,
        restored: call('ListPackages', repository).packages.length,
        heard,
      };
    })()`);
    expect(found).toEqual({
      bytes: [...'hello'].map((letter) => letter.charCodeAt(0)),
      packages: [['ns', 'pkg']],
      left: 0,
      restored: 1,
      heard: ['Created', 'Deleted'],
    });
  });
});

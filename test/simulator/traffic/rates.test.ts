import { describe, expect, test } from 'vitest';
import { issueToken } from '../../../src/access/token';
import { operations } from '../../../src/api/operations';
import type { OperationName } from '../../../src/api/types';
import type { Caller } from '../../../src/simulator/calls';
import { fixedClock } from '../../../src/simulator/clock';
import type { Simulator } from '../../../src/simulator/interface';
import { createSimulator } from '../../../src/simulator/simulator';
import type { Throttling } from '../../../src/simulator/traffic/rates';
import { start, world } from '../histories';

const throttledBy = (throttling: Throttling) => {
  const clock = fixedClock(start);
  return { clock, sim: createSimulator({ world, clock, access: 'off', throttling }) };
};
const lodash = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'lodash' } as const;

const isThrottled = (result: ReturnType<Simulator['execute']> | ReturnType<Simulator['request']>): boolean =>
  !result.ok && result.error.name === 'ThrottlingException';
const called = (sim: Simulator, name: OperationName, as?: Caller) => isThrottled(sim.execute(name, {} as never, as));
const asked = (sim: Simulator, as?: Caller) => isThrottled(sim.request('ListVersions', lodash, as));

/** How many calls pass at one moment. */
function passing(call: () => boolean): number {
  for (let count = 0; count < 2_000; count++) if (call()) return count;
  return Number.POSITIVE_INFINITY;
}

describe('rate quotas as AWS has them', () => {
  test.each<[string, OperationName, number]>([
    ['QUO-12', 'CopyPackageVersions', 5],
    ['QUO-13', 'GetAuthorizationToken', 40],
    ['QUO-14', 'GetPackageVersionAsset', 50],
    ['QUO-15', 'ListPackageVersionAssets', 200],
    ['QUO-16', 'ListPackageVersions', 200],
    ['QUO-17', 'ListPackages', 200],
    ['QUO-18', 'PublishPackageVersion', 10],
    ['QUO-19', 'ListDomains', 800],
    ['QUO-20', 'DeleteDomain', 100],
  ])('%s: %s can be called %i times in a second by an account in a Region', (_, name, perSecond) => {
    const { sim, clock } = throttledBy(true);
    expect(passing(() => called(sim, name))).toBe(perSecond);
    expect(passing(() => called(sim, name, { account: '123456789012' }))).toBe(perSecond);
    expect(passing(() => called(sim, name, { region: 'eu-west-1' }))).toBe(perSecond);
    clock.advance(1);
    expect(passing(() => called(sim, name))).toBe(perSecond);
  });

  test('QUO-19, QUO-20, QUO-30: a package manager counts too, each request as one, reads and writes apart', () => {
    const { sim } = throttledBy({ reads: 7, writes: 3 });
    expect(called(sim, 'ListDomains')).toBe(false);
    expect(passing(() => asked(sim))).toBe(6);
    expect(called(sim, 'ListDomains')).toBe(true);
    const publish = () => sim.request('Publish', { ...lodash, version: '1.0.0', assets: [] });
    expect(passing(() => isThrottled(publish()))).toBe(3);
    expect(called(sim, 'DeleteDomain')).toBe(true);
  });

  test('QUO-21: with one authorization token there are 1,200 requests in a second', () => {
    const { sim } = throttledBy({ reads: 10_000 });
    const tokenOf = (account: string) => {
      const domain = { domain: 'my-domain', domainOwner: '111122223333' };
      const result = sim.execute('GetAuthorizationToken', domain, { account });
      return result.ok ? result.output.authorizationToken : undefined;
    };
    const [one, two] = [tokenOf('111122223333'), tokenOf('111122223333')];
    expect(one).not.toBe(two);
    expect(passing(() => asked(sim, { authorizationToken: one }))).toBe(1200);
    expect(passing(() => asked(sim, { authorizationToken: two }))).toBe(1200);
    expect(asked(sim)).toBe(false);
  });

  test("QUO-19: with a token it is its account's quota that counts", () => {
    const sim = createSimulator({ world, clock: fixedClock(start), throttling: { reads: 2 } });
    const authorizationToken = issueToken({
      serial: 1,
      principal: 'arn:aws:iam::123456789012:user/alice',
      account: '123456789012',
      region: 'us-west-2',
      domain: 'my-domain',
      owner: '111122223333',
      issued: 0,
      expires: start,
    });
    expect(passing(() => asked(sim, { authorizationToken }))).toBe(2);
    expect(called(sim, 'ListDomains', { account: '123456789012' })).toBe(true);
    expect(called(sim, 'ListDomains')).toBe(false);
  });
});

describe('the refusal', () => {
  test.each(Object.entries(operations))('ERR-15, ERR-54, QUO-36: %s', (name, { errors }) => {
    const { sim } = throttledBy({ perSecond: { [name]: 1 } });
    called(sim, name as OperationName);
    const { state } = sim;
    const result = sim.execute(name as OperationName, {} as never);
    expect(result).toMatchObject({
      ok: false,
      error: {
        name: 'ThrottlingException',
        message: 'Rate exceeded',
        members: { retryAfterSeconds: 1 },
        status: errors.includes('ThrottlingException') ? 429 : 400,
      },
    });
    expect(result.state).toBe(state);
    expect(sim.state).toBe(state);
  });

  test('QUO-36: a package manager gets 429 without a time', () => {
    const { sim } = throttledBy({ reads: 1 });
    asked(sim);
    const { state } = sim;
    expect(sim.request('ListVersions', lodash)).toEqual({
      ok: false,
      state,
      error: expect.objectContaining({ name: 'ThrottlingException', status: 429, members: {} }),
      trace: [{ kind: 'rule', id: 'QUO-19', held: false, subject: 'ListVersions' }],
    });
  });
});

describe('QUO-32: tokens come back one by one', () => {
  test('QUO-32: the first after the time that one takes, and never more than there are in a second', () => {
    const { sim, clock } = throttledBy({ perSecond: { ListDomains: 4 } });
    expect(passing(() => called(sim, 'ListDomains'))).toBe(4);
    clock.advance(0.249);
    expect(called(sim, 'ListDomains')).toBe(true);
    clock.advance(0.001);
    expect(passing(() => called(sim, 'ListDomains'))).toBe(1);
    clock.advance(3600);
    expect(passing(() => called(sim, 'ListDomains'))).toBe(4);
  });

  test('QUO-32: a refused call takes nothing, whatever it was refused by', () => {
    const { sim, clock } = throttledBy({ perSecond: { CreateDomain: 1, DeleteDomain: 1 }, writes: 2 });
    called(sim, 'CreateDomain');
    for (let index = 0; index < 5; index++) expect(called(sim, 'CreateDomain')).toBe(true);
    expect(called(sim, 'DeleteDomain')).toBe(false);
    expect(called(sim, 'DeleteRepository')).toBe(true);
    clock.advance(0.5);
    expect(called(sim, 'DeleteRepository')).toBe(false);
  });

  test('QUO-32: a clock that is set back begins anew', () => {
    const { sim, clock } = throttledBy({ reads: 2 });
    expect(passing(() => called(sim, 'ListDomains'))).toBe(2);
    clock.set(start - 60_000);
    expect(passing(() => called(sim, 'ListDomains'))).toBe(2);
    clock.advance(0.5);
    expect(passing(() => called(sim, 'ListDomains'))).toBe(1);
  });

  test('QUO-32: off unless it is switched on, and then nothing is written', () => {
    for (const options of [{}, { throttling: false } as const]) {
      const sim = createSimulator({ world, clock: fixedClock(start), ...options });
      expect(passing(() => called(sim, 'CopyPackageVersions'))).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test('QUO-31, QUO-32: what is not given is as AWS has it', () => {
    const { sim } = throttledBy({ perSecond: { CopyPackageVersions: 6 } });
    expect(passing(() => called(sim, 'CopyPackageVersions'))).toBe(6);
    expect(passing(() => called(sim, 'PublishPackageVersion'))).toBe(10);
    expect(passing(() => called(sim, 'ListDomains'))).toBe(800);
  });
});

test.each([
  [{ perSecond: { Publish: 1 } }, TypeError, 'There is no operation Publish'],
  [{ perSeconds: {} }, TypeError, 'There is no throttling.perSeconds'],
  [5, TypeError, 'throttling is true or an object, not 5'],
  [{ perSecond: { ListDomains: 0 } }, RangeError, 'throttling.perSecond.ListDomains is a whole number of requests'],
  [{ reads: 1.5 }, RangeError, 'throttling.reads is a whole number of requests from 1, not 1.5'],
  [{ writes: Number.POSITIVE_INFINITY }, RangeError, 'throttling.writes is a whole number'],
])('throttling %j is refused', (throttling, type, message) => {
  const make = () => createSimulator({ throttling: throttling as never });
  expect(make).toThrow(type);
  expect(make).toThrow(message);
});

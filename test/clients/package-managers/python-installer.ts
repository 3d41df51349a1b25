import { expect } from 'vitest';
import type { Ended } from '../fetched';
import type { Estate } from './estate';
import { installed, offered, withToken } from './pypi-fixtures';
import { type ClientUnderTest, failed, succeeded } from './scenarios';

/** A program that installs into the folder `site`, from an index alone. */
export type Install = (estate: Estate, index: string, ...requirements: readonly string[]) => Promise<Ended>;

/** The index of a repository, with the token in it. */
export const indexOf = (estate: Estate, token = estate.token()): string =>
  withToken(`${estate.endpoint()}simple/`, token);

const hello = { package: 'hello' };

/** hello 1.0, which needs greet, and 2.0 are public. */
function offer(estate: Estate): void {
  estate.learn(
    offered([{ name: 'hello', version: '1.0', requires: ['greet>=1.0'] }]),
    offered([{ name: 'hello', version: '2.0', requires: ['greet>=1.0'] }]),
    offered([{ name: 'greet', version: '1.5' }]),
  );
}

/** What is tried with everything that installs. The refusal is what it prints of a token that is not good. */
export const installing = (
  install: Install,
  refusal: RegExp,
): Pick<
  ClientUnderTest['scenarios'],
  | 'install through team, shared and store from the public repository'
  | 'an Unlisted version is in no list, and can be fetched'
  | 'an Archived version cannot be had'
  | 'an expired token'
  | "another domain's token"
> => ({
  async 'install through team, shared and store from the public repository'(estate) {
    offer(estate);
    succeeded(await install(estate, indexOf(estate), 'Hello==1.0'));
    expect([installed(estate, 'hello'), installed(estate, 'greet')]).toEqual(['1.0', '1.5']);
    for (const repository of ['team', 'store']) {
      expect(estate.versions(hello, repository)).toEqual({ '1.0': 'Published' });
      expect(estate.versions({ package: 'greet' }, repository)).toEqual({ '1.5': 'Published' });
    }
    expect(estate.versions(hello, 'shared')).toEqual({});
  },

  async 'an Unlisted version is in no list, and can be fetched'(estate) {
    offer(estate);
    succeeded(await install(estate, indexOf(estate), 'hello==2.0'));
    estate.setStatus(hello, '2.0', 'Unlisted');
    succeeded(await install(estate, indexOf(estate), 'hello'));
    expect(installed(estate, 'hello')).toBe('1.0');
    const file = `${estate.endpoint()}simple/hello/2.0/hello-2.0-py3-none-any.whl`;
    succeeded(await install(estate, indexOf(estate), `hello @ ${withToken(file, estate.token())}`));
    expect(installed(estate, 'hello')).toBe('2.0');
  },

  async 'an Archived version cannot be had'(estate) {
    offer(estate);
    succeeded(await install(estate, indexOf(estate), 'hello==2.0'));
    estate.setStatus(hello, '2.0', 'Archived');
    failed(await install(estate, indexOf(estate), 'hello==2.0'), /no matching distribution|no version of hello==2\.0/i);
    const file = `${estate.endpoint()}simple/hello/2.0/hello-2.0-py3-none-any.whl`;
    failed(await install(estate, indexOf(estate), `hello @ ${withToken(file, estate.token())}`), /404/);
  },

  async 'an expired token'(estate) {
    offer(estate);
    const index = indexOf(estate);
    estate.letTokensExpire();
    failed(await install(estate, index, 'hello'), refusal);
    expect(estate.versions(hello)).toEqual({});
  },

  async "another domain's token"(estate) {
    offer(estate);
    failed(await install(estate, indexOf(estate, estate.token('other-domain')), 'hello'), refusal);
    expect(estate.versions(hello)).toEqual({});
  },
});

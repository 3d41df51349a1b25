import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { AssetContent, Input, OperationName, Output } from '../src/api/types';
import { execute } from '../src/core';
import type { PackageCoordinates } from '../src/model/coordinates';
import type { ServiceError } from '../src/model/errors';
import { initialState } from '../src/model/initial-state';
import type { State } from '../src/model/state';
import type { Context } from '../src/model/view';
import type { RepositoryRequest } from '../src/ops/find';
import { withFacts } from '../src/ops/learn';

export const otherAccount = '123456789012';

/** Who calls, where and when, unless a test says otherwise. */
export const context: Context = { account: '111122223333', region: 'us-west-2', now: Date.UTC(2026, 8, 1) };

/** A state, and calls that replace it one after the other. Changes to the context are for one call. */
export interface World {
  state: State;
  /** The output of a call that must succeed. */
  call<N extends OperationName>(name: N, input: Input<N>, changes?: Partial<Context>): Output<N>;
  /** The error of a call that must be refused; the state must be the very same afterwards (ERR-27). */
  refusal<N extends OperationName>(name: N, input: Input<N>, changes?: Partial<Context>): ServiceError;
}

export function world(state: State = initialState()): World {
  return {
    state,
    call(name, input, changes) {
      const result = execute(this.state, name, input, { ...context, ...changes });
      if (!result.ok) throw new Error(`${name} was refused: ${result.error.name}: ${result.error.message}`);
      this.state = result.state;
      return result.output;
    },
    refusal(name, input, changes) {
      const result = execute(this.state, name, input, { ...context, ...changes });
      if (result.ok) throw new Error(`${name} was not refused: ${JSON.stringify(result.output)}`);
      expect(result.state).toBe(this.state);
      return result.error;
    },
  };
}

/** A world with the domain `my-domain` and these repositories in it. */
export function worldWith(...repositories: readonly string[]): World {
  const made = world();
  made.call('CreateDomain', { domain: 'my-domain' });
  for (const repository of repositories) made.call('CreateRepository', { domain: 'my-domain', repository });
  return made;
}

/** Lets another account do everything in a domain, as far as the domain's owner can: by the domain's policy. */
export function admit(made: { state: State }, account = otherAccount, domain = 'my-domain', owner = context.account) {
  const statement = { Effect: 'Allow', Principal: { AWS: account }, Action: 'codeartifact:*', Resource: '*' };
  const input = { domain, policyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
  const result = execute(made.state, 'PutDomainPermissionsPolicy', input, { ...context, account: owner });
  if (!result.ok) throw new Error(`The policy was refused: ${result.error.message}`);
  made.state = result.state;
}

/** The pages of a list from the first to the last, with something done after each. */
export function traverse<Page extends { readonly nextToken?: string }>(
  list: (nextToken: string | undefined, turn: number) => Page,
  between: (turn: number) => void = () => {},
): Page[] {
  const pages = [list(undefined, 0)];
  for (let turn = 0; pages[turn]!.nextToken !== undefined; turn++) {
    between(turn);
    pages.push(list(pages[turn]!.nextToken, turn + 1));
  }
  return pages;
}

/** What the core knows of a content. */
export function contentOf(text: string): AssetContent {
  const digest = (algorithm: string) => createHash(algorithm).update(text).digest('hex');
  const hashes = {
    MD5: digest('md5'),
    'SHA-1': digest('sha1'),
    'SHA-256': digest('sha256'),
    'SHA-512': digest('sha512'),
  };
  return { size: Buffer.byteLength(text), hashes };
}

/** Stores a version with one asset of this content in a repository, past all checks of a publication. */
export function store(world: World, request: RepositoryRequest, coordinates: PackageCoordinates, text: string): void {
  const assets = [{ name: 'asset', ...contentOf(text) }];
  const fact = { type: 'stored version', ...request, ...coordinates, version: '1.0.0', assets } as const;
  world.state = withFacts(world.state, [fact], context);
}

/**
 * What authorisation costs: calls of a user whose policies have 15 statements, of which the last one allows, against
 * the same calls with `access: 'off'`. `npm run bench -- access`.
 */
import { request } from '../src/core';
import type { State } from '../src/model/state';
import type { Context } from '../src/model/view';
import { withFacts } from '../src/ops/learn';
import type { ReadAssetInput } from '../src/ops/read-asset';
import { compare, type Row, table } from './measure';
import { assetOf, context, domain, nameOf, owner, stateOf } from './states';

const user = `arn:aws:iam::${owner}:user/developer`;
const caller: Context = { ...context, principal: user };
const arn = (tail: string): string => `arn:aws:codeartifact:${context.region}:${owner}:${tail}`;

/** Fourteen statements that are about something else, in the ways in which policies are, and one that allows. */
const statements = [
  ...Array.from({ length: 4 }, (_, i) => ({
    Effect: 'Allow',
    Action: ['codeartifact:Describe*', 'codeartifact:List*'],
    Resource: arn(`repository/${domain}/team-${i}-*`),
  })),
  ...Array.from({ length: 4 }, (_, i) => ({
    Effect: 'Allow',
    Action: ['codeartifact:ReadFromRepository', 'codeartifact:PublishPackageVersion'],
    Resource: [arn(`repository/${domain}/shared-${i}`), arn(`package/${domain}/shared-${i}/*`)],
  })),
  ...Array.from({ length: 3 }, (_, i) => ({
    Effect: 'Deny',
    Action: 'codeartifact:*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalTag/left': `team-${i}` } },
  })),
  ...Array.from({ length: 3 }, (_, i) => ({
    Effect: 'Deny',
    NotAction: ['codeartifact:Read*', 'codeartifact:Publish*', 'codeartifact:PutPackageMetadata'],
    Resource: arn(`package/${domain}/frozen-${i}/npm/*`),
  })),
  { Effect: 'Allow', Action: 'codeartifact:*', Resource: arn('*') },
];
const policies = [{ Version: '2012-10-17', Statement: statements }];

const open = withFacts(
  stateOf({ repositories: 1_000, packages: 1_000, versions: 1 }),
  [{ type: 'access', mode: 'off' }],
  context,
);
const guarded = withFacts(
  open,
  [
    { type: 'access', mode: 'enforced' },
    { type: 'principal', arn: user, policies },
  ],
  context,
);

const hit = (state: State) => (i: number) => {
  const input: ReadAssetInput = {
    domain,
    repository: 'repo-0',
    format: 'npm',
    package: nameOf(i % 1000),
    version: '1.0.0',
    asset: 'package.tgz',
  };
  return allowed(request(state, 'ReadAsset', input, caller));
};

const publish = (state: State) => (i: number) =>
  allowed(
    request(
      state,
      'Publish',
      {
        domain,
        format: 'npm',
        repository: 'repo-500',
        package: `new-${i}`,
        version: '1.0.0',
        assets: [assetOf(60_000_000 + i)],
        metadata: {},
      },
      caller,
    ),
  );

function allowed<T extends { readonly ok: boolean }>(result: T): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

if (statements.length !== 15) throw new Error('not 15 statements');
const rows: Row[] = [
  compare({ name: 'a cached hit under 15 statements, to none', atMost: 2, ours: hit(guarded), theirs: hit(open) }),
  compare({
    name: 'a publish under 15 statements, to none',
    atMost: 1.2,
    ours: publish(guarded),
    theirs: publish(open),
  }),
];
console.log(table(rows));

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationName } from '../../src/api/types';
import { execute, request } from '../../src/core';
import { type Explanation, explain, explainLine, explainRequest } from '../../src/explain/explain';
import { sentences } from '../../src/explain/sentences';
import type { PackageVersion } from '../../src/model/state';
import type { Step } from '../../src/model/trace';
import type { Result } from '../../src/model/view';
import type { RequestInputs, RequestName } from '../../src/ops/requests';
import { hostileNames, operationNames, validInput } from '../api/arbitraries';
import { context, type World } from '../support';
import { down, learn, lodash, offered, read, stored, worldOf } from './worlds';

const names = ['r0', 'r1', 'r2', 'r3', 'r4'];
const versions = ['1.0.0', '2.0.0', ...hostileNames];
const statuses: readonly PackageVersion['status'][] = ['Published', 'Unlisted', 'Archived', 'Unfinished', 'Disposed'];
const setting = fc.constantFrom('ALLOW' as const, 'BLOCK' as const);

/** Five repositories: the first reaches npmjs; versions, an outage and a deleted repository here and there. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    upstreams: fc.tuple(...names.map((_, index) => fc.subarray(names.slice(0, index)))),
    records: fc.array(
      fc.record({
        repository: fc.constantFrom(...names),
        version: fc.constantFrom(...versions),
        status: fc.constantFrom(...statuses),
        restrictions: fc.record({ publish: setting, upstream: setting }),
      }),
      { maxLength: 6 },
    ),
    isDown: fc.boolean(),
    deleted: fc.option(fc.constantFrom(...names), { nil: undefined, freq: 3 }),
    ingestionSeconds: fc.constantFrom(0, 180),
  })
  .map(({ upstreams, records, isDown, deleted, ingestionSeconds }) => {
    const graph = names.map((name, index) => [name, index === 0 ? ['public:npmjs'] : upstreams[index]!] as const);
    const made = worldOf(Object.fromEntries(graph), { latency: { ingestionSeconds } });
    learn(
      made,
      offered({ version: '1.0.0' }),
      ...records.map(({ repository, ...changes }) => stored(repository, changes)),
    );
    if (isDown) learn(made, down());
    if (deleted) made.call('DeleteRepository', { domain: 'my-domain', repository: deleted });
    return made;
  });

interface Asked {
  readonly name: string;
  readonly input: object;
  run(made: World): Result<unknown>;
}

const atEndpoint = <N extends RequestName>(name: N, input: RequestInputs[N]): Asked => ({
  name,
  input,
  run: ({ state }) => request(state, name, input, context),
});

const requests: fc.Arbitrary<Asked> = fc
  .record({
    name: fc.constantFrom<RequestName>('ListVersions', 'ReadAsset', 'Publish'),
    repository: fc.constantFrom(...names, 'absent'),
    version: fc.constantFrom(...versions),
    retain: fc.boolean(),
    asset: fc.constantFrom('package.tgz', 'other'),
  })
  .map(({ name, repository, ...rest }) => atEndpoint(name, { ...read(repository, rest), assets: lodash.assets }));

const calls: fc.Arbitrary<Asked> = fc.constantFrom(...operationNames).chain((name: OperationName) => {
  const place = fc.record({ domain: fc.constant('my-domain'), repository: fc.constantFrom(...names) });
  const ofLodash = { format: 'npm', namespace: undefined, package: 'lodash', domainOwner: undefined };
  const input = fc.tuple(validInput(name), fc.option(place, { nil: {} }), fc.constantFrom({}, ofLodash));
  return input.map((parts) => {
    const whole = Object.assign({}, ...parts);
    return { name, input: whole, run: ({ state }: World) => execute(state, name, whole, context) };
  });
});

/** What is told of a random request to a random world. */
function told({ name, input, run }: Asked, made: World): { result: Result<unknown>; explanation: Explanation } {
  const result = run(made);
  return { result, explanation: explainRequest(result, { name, input, context, before: made.state }) };
}

const lookedAt = (trace: readonly Step[]): string[] =>
  trace.flatMap((step) => (step.kind === 'visit' || step.kind === 'list' ? [step.repository] : []));

test('every request can be explained, and the text numbers the repositories that it looked at in their order', () => {
  fc.assert(
    fc.property(worlds, requests, (made, asked) => {
      const { result, explanation } = told(asked, made);
      const numbered = [...explanation.text.matchAll(/^ {2}(\d+)\. ([^:\s]+): /gm)];
      const looks = lookedAt(result.trace);
      expect(numbered.map(([, number, repository]) => [Number(number), repository])).toEqual(
        looks.map((repository, index) => [index + 1, repository]),
      );
      const answer = result.ok ? 'Answer: 200.' : `Answer: ${result.error.status} ${result.error.name}, "`;
      expect(explanation.text).toContain(answer);
      expect(explanation.line).not.toContain('\n');
      expect(explanation.steps).toBe(result.trace);
    }),
    { numRuns: 300 },
  );
});

test('every call of the API can be explained, with the rule that refused it', () => {
  fc.assert(
    fc.property(worlds, calls, (made, asked) => {
      const { result, explanation } = told(asked, made);
      const refused = result.trace.flatMap((step) => (step.kind === 'rule' && !step.held ? [step.id] : [])).at(-1);
      if (!result.ok && refused !== undefined) {
        expect(explanation.text).toContain(`The rule that decides is ${refused}.`);
        expect(explanation.text).toContain(`  ${refused}: ${sentences[refused]!.split(' ')[0]}`);
        expect(explanation.line).toContain(`(${refused})`);
      }
      expect(explanation.text).toContain(result.ok ? 'Answer: 200.' : `Answer: ${result.error.status}`);
    }),
    { numRuns: 300 },
  );
});

test('every rule that a trace names has a sentence, and every store and public repository is told', () => {
  fc.assert(
    fc.property(worlds, requests, (made, asked) => {
      const { result, explanation } = told(asked, made);
      for (const step of result.trace) {
        if ('id' in step) expect(sentences).toHaveProperty([step.id]);
        if (step.kind === 'catalogue')
          expect(explanation.text).toContain(`${step.connection}, through ${step.repository}`);
        if (step.kind === 'store' && result.ok) expect(explanation.text).toContain(`  - ${step.repository} `);
      }
    }),
    { numRuns: 150 },
  );
});

test('a result is explained whatever is said of its request', () => {
  const made = worldOf({ app: [] });
  const result = request(made.state, 'ReadAsset', read('app'), context);
  fc.assert(
    fc.property(fc.string(), fc.anything(), (name, input) => {
      const subject = { name, input, context };
      expect(explain(result, subject)).toContain('Answer: 404');
      expect(explainLine(result, subject)).toContain('404');
    }),
  );
});

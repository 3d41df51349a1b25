import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationName } from '../../src/api/types';
import type { ServiceError } from '../../src/model/errors';
import type { ReadableContent } from '../../src/simulator/assets';
import { anyHistory, beginning, type Call, type Heard, heardBySdk } from './histories';
import { callerOf, operationsOf, sdks } from './sdks';
import { newSimulator } from './simulated';

function heardDirectly(simulator: ReturnType<typeof newSimulator>, { name, input }: Call): Heard {
  const result = simulator.execute(name, input as never);
  if (!result.ok) {
    const { name: errorName, status, message, members } = result.error as ServiceError;
    return { error: { errorName, status, message, ...members } };
  }
  const output: Record<string, unknown> = { ...result.output };
  if (output.defaultDisplayVersion === null) delete output.defaultDisplayVersion; // the SDK has no null
  return {
    output:
      name === 'GetPackageVersionAsset' ? { ...output, asset: (output.asset as ReadableContent).bytes() } : output,
  };
}

/** Members of inputs, and of outputs, that the oldest SDK neither sends nor reads. */
const laterInputs: readonly string[] = ['endpointType', 'originType', 'publish', 'upstream'];
const laterOutputs: readonly string[] = ['origin', 'originConfiguration'];

const isLaterInput = (key: string) => laterInputs.includes(key);
const isLaterOutput = (key: string, holder: object) =>
  laterOutputs.includes(key) || (key === 'createdTime' && 'administratorAccount' in holder);

/** The value without the members, at any depth, that are to be left out. */
function without<T>(value: T, leavesOut: (key: string, holder: object) => boolean): T {
  if (Array.isArray(value)) return value.map((each) => without(each, leavesOut)) as T;
  const isRecord =
    typeof value === 'object' && value !== null && !(value instanceof Date || value instanceof Uint8Array);
  if (!isRecord) return value;
  const entries = Object.entries(value).filter(([key]) => !leavesOut(key, value));
  return Object.fromEntries(entries.map(([key, each]) => [key, without(each, leavesOut)])) as T;
}

test.each(sdks)(
  'API-01 API-11 API-14: through SDK %s every history hears what it hears directly',
  async (name, sdk) => {
    const isOldest = name === '3.100.0';
    const known = new Set(operationsOf(sdk));
    const answered = new Set<OperationName>();
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [called, beside] = [newSimulator(), newSimulator()];
        const caller = callerOf(sdk, called.clientConfig());
        for (const drawn of [...beginning, ...history]) {
          const call = isOldest && known.has(drawn.name) ? without(drawn, isLaterInput) : drawn;
          const direct = heardDirectly(beside, call);
          if (!known.has(call.name)) called.execute(call.name, call.input as never);
          else
            expect(await heardBySdk(caller, call), JSON.stringify(call)).toEqual(
              isOldest ? without(direct, isLaterOutput) : direct,
            );
          if ('output' in direct) answered.add(call.name);
        }
        expect(called.toJSON({ bytes: true })).toEqual(beside.toJSON({ bytes: true }));
      }),
      { numRuns: 60 },
    );
    expect(answered.size).toBeGreaterThan(20); // most histories have something to say
  },
);

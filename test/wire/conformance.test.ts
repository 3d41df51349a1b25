/** Every operation through a real SDK client: what its model allows and forbids, and what an answer holds. */
import * as sdk from '@aws-sdk/client-codeartifact';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/api/operations';
import type { ShapeName } from '../../src/api/shape-names';
import { shapes } from '../../src/api/shapes';
import type { Members } from '../../src/api/table';
import type { OperationName } from '../../src/api/types';
import { type Answer, commandOf, recorded, textOfBody } from '../adapters/sdks';
import { casesOf } from './cases';
import { fullSimulator, inputs } from './world';

const names = Object.keys(operations) as OperationName[];

const silence = () => {};
const logger = { trace: silence, debug: silence, info: silence, warn: silence, error: silence };

/** A request as the client's middleware sees it after it was built and before it is signed. */
interface Built {
  query: Record<string, string>;
  headers: Record<string, string>;
  body?: unknown;
}

type Bend = (request: Built) => void;

/** A client of a simulator in which all operations succeed; each call begins in the same moment. */
function newCaller() {
  const sim = fullSimulator();
  const beginning = sim.snapshot();
  const { config, exchanges } = recorded(sim.clientConfig());
  const client = new sdk.CodeartifactClient({ ...config, maxAttempts: 1, logger });
  /** Calls, with the built request bent before it is signed. */
  async function call(name: OperationName, input: object, bend: Bend = () => {}, without = ''): Promise<Answer> {
    sim.restore(beginning);
    exchanges.length = 0;
    const command = commandOf(sdk, name, input);
    command.middlewareStack.add(
      (next) => (args) => {
        bend((args as { request: Built }).request);
        return next(args);
      },
      { step: 'build', priority: 'low' },
    );
    command.middlewareStack.add(
      (next) => (args) => {
        delete (args as { request: Built }).request.headers[without];
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    const { $metadata, ...output } = (await client.send(command)) as object as Answer;
    return output;
  }
  const refusal = async (name: OperationName, input: object, bend?: Bend, without?: string) => {
    const error = await call(name, input, bend, without).then(
      () => undefined,
      (reason: Error & { readonly reason?: string }) => reason,
    );
    if (error && !('$metadata' in error)) throw error; // a fault of the client, no answer
    return (
      error && { name: error.name, message: error.message, reason: error.reason, isSame: sim.state === beginning.state }
    );
  };
  return { sim, beginning, call, refusal, exchanges };
}

describe.each(names)('%s', (name) => {
  test('ERR-30 ERR-31 ERR-33 ERR-34 ERR-35: bounds, patterns, enums and required members are kept', async () => {
    const { refusal } = newCaller();
    const cases = casesOf(name);
    const wrong: string[] = [];
    for (const { what, input, violation, at, without } of cases) {
      const error = await refusal(name, input, undefined, without);
      const message = error?.message ?? '';
      const isRefused = error?.reason === 'FIELD_VALIDATION_FAILED' && message.includes('validation error');
      const isRight = violation
        ? isRefused && message.includes(violation) && error?.isSame
        : !message.includes(`at '${at}' failed to satisfy`);
      if (!isRight) wrong.push(`${what}: ${error ? `${error.name}: ${message.slice(0, 300)}` : 'was accepted'}`);
    }
    expect(wrong).toEqual([]);
    expect(cases.length > 0 || Object.keys(operations[name].input).length === 0).toBe(true);
  });

  test('ERR-37: no JSON object, no number and no boolean where one must be are CANNOT_PARSE', async () => {
    const { refusal } = newCaller();
    const members = Object.entries(operations[name].input);
    const isJson = operations[name].method !== 'GET' && members.some(([, member]) => member.in === undefined);
    for (const body of isJson ? ['{', '[]', 'null', '"text"', '{"a":1}}'] : []) {
      const error = await refusal(name, inputs[name], (request) => {
        request.body = body;
        request.headers['content-length'] = String(body.length);
      });
      expect(error, body).toMatchObject({ name: 'ValidationException', reason: 'CANNOT_PARSE', isSame: true });
    }
    for (const [member, { shape, in: place, as = member }] of members) {
      const { kind } = shapes[shape];
      if (place !== 'query' || (kind !== 'integer' && kind !== 'boolean')) continue;
      const bend = (request: Built) => {
        request.query[as] = 'nonsense';
      };
      const error = await refusal(name, inputs[name], bend);
      expect(error, member).toMatchObject({ name: 'ValidationException', reason: 'CANNOT_PARSE', isSame: true });
    }
  });

  test('ERR-37: a member of the body with a value of another JSON type is CANNOT_PARSE', async () => {
    const { refusal } = newCaller();
    for (const [member, { shape, in: place, as = member }] of Object.entries(operations[name].input)) {
      if (place !== undefined) continue;
      const isText = shapes[shape].kind === 'string';
      const error = await refusal(name, inputs[name], (request) => {
        const body = JSON.parse(String(request.body ?? '{}') || '{}');
        request.body = JSON.stringify({ ...body, [as]: isText ? 7 : 'a text' });
        request.headers['content-length'] = String(new TextEncoder().encode(request.body as string).length);
      });
      expect(error, member).toMatchObject({ name: 'ValidationException', reason: 'CANNOT_PARSE', isSame: true });
    }
  });

  test('ERR-38: unknown parameters and unknown members of the body change nothing', async () => {
    const { call, exchanges } = newCaller();
    const plain = await call(name, inputs[name]);
    const bodies = [textOf(exchanges)];
    const isJson = Object.values(operations[name].input).every((member) => member.in !== 'payload');
    const bent = await call(name, inputs[name], (request) => {
      request.query['no-such-parameter'] = 'x';
      if (!isJson || operations[name].method === 'GET' || operations[name].method === 'DELETE') return;
      const body = { ...JSON.parse(String(request.body ?? '{}') || '{}'), noSuchMember: { deep: [1] } };
      request.body = JSON.stringify(body);
      request.headers['content-length'] = String(new TextEncoder().encode(request.body as string).length);
    });
    bodies.push(textOf(exchanges));
    expect(bodies[1]).toEqual(bodies[0]);
    expect(Object.keys(bent)).toEqual(Object.keys(plain));
  });

  test('API-01 API-12 API-13: the answer holds members that the model knows, and all that it requires', async () => {
    const { call, exchanges } = newCaller();
    await call(name, inputs[name]);
    const { output } = operations[name];
    const isStream = Object.values(output).some((member) => member.in === 'payload');
    if (isStream) {
      const { headers } = exchanges[0]!.response;
      for (const { in: place, as } of Object.values(output)) {
        if (place === 'header') expect(headers[as!.toLowerCase()], as).toBeDefined();
      }
      return;
    }
    expect(strangers(output, JSON.parse(textOf(exchanges)), name)).toEqual([]);
    expect(exchanges[0]!.response.statusCode).toBe(200);
  });
});

const textOf = (exchanges: Parameters<typeof textOfBody>[0][]): string => {
  const { body } = exchanges[0]!.response;
  return body instanceof Uint8Array ? textOfBody(exchanges[0]!) : '';
};

/** The places of members that the model does not know, of missing ones, and of values of another type. */
function strangers(members: Members, value: Readonly<Record<string, unknown>>, at: string): string[] {
  const unknown = Object.keys(value)
    .filter((member) => !(member in members))
    .map((member) => `${at}.${member} is unknown`);
  const others = Object.entries(members).flatMap(([member, { shape, required, nullable }]) => {
    const place = `${at}.${member}`;
    if (value[member] === undefined) return required ? [`${place} is missing`] : [];
    return value[member] === null && nullable ? [] : misfits(shape, value[member], place);
  });
  return [...unknown, ...others];
}

function misfits(name: ShapeName, value: unknown, at: string): string[] {
  const shape = shapes[name];
  const wrong = [`${at} is ${JSON.stringify(value)}`];
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' && (!shape.values || shape.values.includes(value)) ? [] : wrong;
    case 'integer':
      return Number.isSafeInteger(value) ? [] : wrong;
    case 'timestamp':
      return typeof value === 'number' ? [] : wrong;
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong;
    case 'list':
      return Array.isArray(value) ? value.flatMap((item, index) => misfits(shape.of, item, `${at}[${index}]`)) : wrong;
    case 'map':
      return Object.entries(value as object).flatMap(([key, item]) => [
        ...misfits(shape.key, key, `${at} key`),
        ...misfits(shape.value, item, `${at}.${key}`),
      ]);
    case 'structure':
      return strangers(shape.members, value as Readonly<Record<string, unknown>>, at);
    case 'asset':
      return wrong;
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExternalConnectionName } from '../../../src';
import type { PackageFormat } from '../../../src/api/types';
import { Estate } from './estate';
import { outcomesFolder, type Scenario, scenarios } from './outcomes';

/** A client, and what it does in each scenario: each is by itself, or a text says why it does not apply. */
export interface ClientUnderTest {
  /** As it stands in the table of docs/clients.md. */
  readonly name: string;
  readonly format: PackageFormat;
  readonly connection?: ExternalConnectionName;
  /** Its version; undefined when it is not on this machine. */
  version(estate: Estate): Promise<string | undefined>;
  /** Each is given an estate of its own, and fails by throwing, as an expectation does. */
  readonly scenarios: Readonly<Record<Scenario, ((estate: Estate) => Promise<void>) | string>>;
}

/**
 * Tries everything with a client. Without it on the machine the tests are skipped; in CI, where it was fetched by
 * scripts/clients/fetch.sh, they fail.
 */
export function testClient(client: ClientUnderTest): void {
  const outcomes: Partial<Record<Scenario, string>> = {};
  let version: string | undefined;

  describe(client.name, { timeout: 300_000 }, () => {
    beforeAll(async () => {
      const estate = new Estate(client.format, client.connection);
      version = await client.version(estate).catch(() => undefined);
      await estate.close();
      if (version === undefined && process.env.CI) throw new Error(`${client.name} is not on this machine`);
    }, 60_000);

    for (const scenario of scenarios) {
      const act = client.scenarios[scenario];
      if (typeof act === 'string') {
        outcomes[scenario] = act;
        continue;
      }
      test(scenario, async (context) => {
        if (version === undefined) return context.skip(`${client.name} is not on this machine`);
        const estate = new Estate(client.format, client.connection);
        try {
          await estate.open();
          await act(estate);
          outcomes[scenario] = 'passed';
        } finally {
          await estate.close();
        }
      });
    }

    afterAll(() => {
      if (version === undefined) return;
      mkdirSync(outcomesFolder, { recursive: true });
      const { name, format } = client;
      writeFileSync(join(outcomesFolder, `${name}.json`), JSON.stringify({ name, format, version, outcomes }, null, 2));
    });
  });
}

/** What a program printed and how it ended, for a message when an expectation fails. */
export function succeeded(ended: { readonly code: number | null; readonly stdout: string; readonly stderr: string }) {
  expect(ended.code, `${ended.stdout}\n${ended.stderr}`).toBe(0);
  return ended;
}

/** The same for what must fail, and say this. */
export function failed(
  ended: { readonly code: number | null; readonly stdout: string; readonly stderr: string },
  message: RegExp,
) {
  expect(ended.code, ended.stdout).not.toBe(0);
  expect(`${ended.stdout}\n${ended.stderr}`).toMatch(message);
  return ended;
}

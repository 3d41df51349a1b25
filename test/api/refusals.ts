/** What tests of refused inputs share: valid inputs to start from, and messages as the service words them. */
import { parse } from '../../src/api/parse';
import type { OperationName } from '../../src/api/types';
import { ServiceError } from '../../src/model/errors';

/** The refusal of an input. */
export function refused(name: OperationName, input: unknown): ServiceError {
  try {
    parse(name, input);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error(`${name} accepted ${JSON.stringify(input)}`);
}

/** The whole message for violations, each given as value, member and constraint; the value is printed in quotes. */
export function message(...violations: readonly (readonly [string | null, string, string])[]): string {
  const texts = violations.map(
    ([value, at, constraint]) =>
      `Value ${value === null ? 'null' : `'${value}'`} at '${at}' failed to satisfy constraint: ${constraint}`,
  );
  return `${texts.length} validation error${texts.length > 1 ? 's' : ''} detected: ${texts.join('; ')}`;
}

export const atLeast = (length: number) => `Member must have length greater than or equal to ${length}`;
export const atMost = (length: number) => `Member must have length less than or equal to ${length}`;
export const like = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`;
export const oneOf = (...values: string[]) => `Member must satisfy enum value set: [${values.join(', ')}]`;
export const notNull = 'Member must not be null';

export const domain = { domain: 'my-domain' };
export const repository = { ...domain, repository: 'my-repo' };
export const ofPackage = { ...repository, format: 'npm', package: 'lodash' };
export const ofVersion = { ...ofPackage, packageVersion: '1.0.0' };
export const resource = { resourceArn: 'arn:aws:codeartifact:us-west-2:111122223333:domain/my-domain' };
export const sha256 = 'ab'.repeat(32);
export const digests = { MD5: 'a'.repeat(32), 'SHA-1': 'a'.repeat(40), 'SHA-256': sha256, 'SHA-512': 'a'.repeat(128) };
export const assetContent = { size: 3, hashes: digests };
export const publish = { ...ofVersion, format: 'generic', assetName: 'a.zip', assetSHA256: sha256, assetContent };

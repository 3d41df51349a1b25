import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/api/operations';
import { parse } from '../../src/api/parse';
import type { OperationName } from '../../src/api/types';
import { dictionary, hostileNames, operationNames, validInput } from './arbitraries';
import { faultyInput } from './faults';
import { digests, message, notNull, ofPackage, publish, refused, resource, sha256 } from './refusals';

describe('laws of every operation', () => {
  test.each(operationNames)('ERR-30 ERR-38: %s takes a valid input as it is, without unknown members', (name) => {
    const more = dictionary([...hostileNames, 'unknown'].map((each) => [each, { domain: 1 }]));
    fc.assert(
      fc.property(validInput(name), (input) => {
        expect(parse(name, input)).toEqual(input);
        expect(parse(name, { ...more, ...input })).toEqual(input);
      }),
      { numRuns: 50 },
    );
  });

  test.each(operationNames)('ERR-30 ERR-31 ERR-32 ERR-37: %s refuses each fault and names its place', (name) => {
    fc.assert(
      fc.property(faultyInput(name), ({ input, fault }) => {
        const error = refused(name, input);
        expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
        const isType = fault.kind === 'type';
        expect(error.members).toEqual({ reason: isType ? 'CANNOT_PARSE' : 'FIELD_VALIDATION_FAILED' });
        expect(error.message).toContain(isType ? `Cannot parse '${fault.at}` : ` at '${fault.at}' failed to satisfy`);
        const others = Object.keys(operations[name].input).filter((member) => member !== fault.member);
        for (const other of others) expect(error.message).not.toContain(` at '${other}' `);
      }),
    );
  });

  test.each(operationNames)(
    'ERR-33 ERR-34: %s without any member lists the required ones in the order of the model',
    (name) => {
      const required = Object.entries(operations[name].input).filter(([, member]) => member.required);
      if (required.length === 0) expect(parse(name, {})).toEqual({});
      else {
        const names = required.map(([member]) => (member === 'package' ? 'packageName' : member));
        expect(refused(name, {}).message).toBe(message(...names.map((each) => [null, each, notNull] as const)));
      }
    },
  );
});

describe('values of the wrong type', () => {
  test.each<[OperationName, unknown, string]>([
    ['ListDomains', undefined, 'Cannot parse the input: expected an object, found undefined'],
    ['ListDomains', null, 'Cannot parse the input: expected an object, found null'],
    ['ListDomains', [], 'Cannot parse the input: expected an object, found a list'],
    ['ListDomains', 'x', 'Cannot parse the input: expected an object, found a string'],
    ['ListDomains', { maxResults: '5' }, "Cannot parse 'maxResults': expected an integer, found a string"],
    ['ListDomains', { maxResults: 1.5 }, "Cannot parse 'maxResults': expected an integer, found a number"],
    ['CreateDomain', { domain: 5 }, "Cannot parse 'domain': expected a string, found a number"],
    ['DescribePackage', { package: {} }, "Cannot parse 'packageName': expected a string, found an object"],
    ['TagResource', { ...resource, tags: {} }, "Cannot parse 'tags': expected a list, found an object"],
    ['TagResource', { ...resource, tags: [null] }, "Cannot parse 'tags.1.member': expected an object, found null"],
    [
      'TagResource',
      { ...resource, tags: [{ key: 1 }] },
      "Cannot parse 'tags.1.member.key': expected a string, found a number",
    ],
    [
      'UntagResource',
      { ...resource, tagKeys: ['a', null] },
      "Cannot parse 'tagKeys': expected strings only, found null",
    ],
    [
      'DisposePackageVersions',
      { ...ofPackage, versions: [], versionRevisions: ['1'] },
      "Cannot parse 'versionRevisions': expected an object, found a list",
    ],
    [
      'DisposePackageVersions',
      { ...ofPackage, versions: [], versionRevisions: { '1': null } },
      "Cannot parse 'versionRevisions': expected strings only, found null",
    ],
    [
      'PutPackageOriginConfiguration',
      { ...ofPackage, restrictions: 'ALLOW' },
      "Cannot parse 'restrictions': expected an object, found a string",
    ],
    [
      'PublishPackageVersion',
      { ...publish, unfinished: 'unfinished' },
      "Cannot parse 'unfinished': expected a boolean, found a string",
    ],
    [
      'PublishPackageVersion',
      { ...publish, assetContent: 'bytes' },
      "Cannot parse 'assetContent': expected a size and hashes, found a string",
    ],
    [
      'PublishPackageVersion',
      { ...publish, assetContent: { size: -1, hashes: digests } },
      "Cannot parse 'assetContent.size': expected a number of bytes, found a number",
    ],
    [
      'PublishPackageVersion',
      { ...publish, assetContent: { size: 1, hashes: { ...digests, 'SHA-1': sha256 } } },
      "Cannot parse 'assetContent.hashes.SHA-1': expected a digest in lower-case hexadecimal, found a string",
    ],
  ])('ERR-37: %s of %j', (name, input, expected) => {
    const error = refused(name, input);
    expect(error.message).toBe(expected);
    expect(error.members).toEqual({ reason: 'CANNOT_PARSE' });
  });

  test('ERR-37: a wrong type goes before every broken constraint', () => {
    expect(refused('DescribeDomain', { domain: 'A', domainOwner: 1 }).members.reason).toBe('CANNOT_PARSE');
  });
});

describe('hostile names', () => {
  test.each(hostileNames)('ERR-38: the map of revisions has the key %s as its own and no prototype', (version) => {
    const versionRevisions = dictionary([[version, 'r1']]);
    const parsed = parse('DisposePackageVersions', { ...ofPackage, versions: [version], versionRevisions });
    expect(Object.getPrototypeOf(parsed.versionRevisions)).toBeNull();
    expect(Object.entries(parsed.versionRevisions ?? {})).toEqual([[version, 'r1']]);
    expect(parsed.versions).toEqual([version]);
  });

  test('ERR-38: a key __proto__ of a JSON body gives no members', () => {
    const input = JSON.parse('{"__proto__":{"domain":"my-domain"},"domainOwner":"111122223333"}');
    expect(refused('DescribeDomain', input).message).toBe(message([null, 'domain', notNull]));
  });

  test('what is parsed shares nothing with what was given', () => {
    const given = { ...resource, tags: [{ key: 'a', value: 'b' }] };
    const parsed = parse('TagResource', given);
    given.tags[0]!.key = 'changed';
    given.tags.pop();
    expect(parsed.tags).toEqual([{ key: 'a', value: 'b' }]);
  });
});

import { describe, expect, test } from 'vitest';
import { execute, request } from '../../src/core';
import { explain } from '../../src/explain/explain';
import { contentOf, context } from '../support';
import { assetOf, down, explained, explainedCall, learn, lodash, offered, read, stored, worldOf } from './worlds';

/** npmjs behind a chain of three repositories. */
const chain = { 'npm-store': ['public:npmjs'], libs: ['npm-store'], app: ['libs'] };
const blocking = { publish: 'ALLOW', upstream: 'BLOCK' } as const;
const open = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
const place = { domain: 'my-domain', repository: 'app', format: 'npm', package: 'lodash' } as const;

describe('what a package manager fetches', () => {
  test('RET-11: a version that the repository has', () => {
    const made = learn(worldOf(chain), stored('app'), stored('libs'));
    const { text, line } = explained(made, 'ReadAsset', read('app'));
    expect(text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: has the version; its status is Published.
      The repository itself has a record of the version. That record decides.
      Not looked at: libs and npm-store.

      Answer: 200. The package manager gets package.tgz, 1.5 kB. Nothing is stored: the repository has its
      own record.

      Rules:
        RET-11: Once stored, later requests for that version are answered from the requested repository
        without looking at upstreams, but for RES-34, RET-12 and RET-13."
    `);
    expect(line).toMatchInlineSnapshot(`"ReadAsset app lodash 4.17.21: 200; from app; looked in app"`);
  });

  test('RET-02, RET-03, DED-06: a public version that comes through a chain', () => {
    const { text, line } = explained(learn(worldOf(chain), offered()), 'ReadAsset', read('app'));
    expect(text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
        2. libs: does not have the version.
        3. npm-store: does not have the version.
      No repository has the version, so the public repositories within reach are asked:
        - public:npmjs, through npm-store: offers the version.

      What changes:
        - npm-store takes in version 4.17.21 from outside (ingested): 1.5 kB that the domain did not have.
        - app keeps a record of version 4.17.21 of its own (retained): all 1.5 kB are in the domain
          already and are shared.
      The stored size of the domain goes from 0 bytes to 1.5 kB.

      Answer: 200. The package manager gets package.tgz, 1.5 kB.

      Rules:
        RES-17: If none has it, the connections of the search list that have the request's format are
        asked in search-list order; the first that has the version is the origin.
        RET-03: A version taken from a public repository is recorded in the requested repository and in
        the connection repository, nowhere between.
        DED-01: An asset is stored once in a domain, however many repositories have it."
    `);
    expect(line.split('; ')).toMatchInlineSnapshot(`
      [
        "ReadAsset app lodash 4.17.21: 200",
        "from public:npmjs",
        "looked in app, libs, npm-store",
        "ingested 4.17.21 in npm-store",
        "retained 4.17.21 in app",
      ]
    `);
  });

  test('RET-01, RES-04, DED-01: a version of an upstream, which shares its bytes', () => {
    const made = learn(worldOf({ right: [], left: [], app: ['left', 'right'] }), stored('left'), stored('right'));
    expect(explained(made, 'ReadAsset', read('app')).text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
        2. left: has the version; its status is Published.
      The search ends here: the first repository that has a record of the version decides.
      Not looked at: right.

      What changes:
        - app keeps a record of version 4.17.21 of its own (retained): all 1.5 kB are in the domain
          already and are shared.

      Answer: 200. The package manager gets package.tgz, 1.5 kB.

      Rules:
        RES-11: The first repository of the search list that has a record of the version decides; its
        status governs, later repositories are not asked.
        RET-01: A version found in an upstream and fetched by a client is recorded in the requested
        repository.
        DED-01: An asset is stored once in a domain, however many repositories have it."
    `);
  });

  test('RET-15: what only looks stores nothing', () => {
    const { text } = explained(learn(worldOf(chain), offered()), 'ReadAsset', read('app', { retain: false }));
    expect(text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21. It only looks, it does not fetch.

      The search, repository by repository:
        1. app: does not have the version.
        2. libs: does not have the version.
        3. npm-store: does not have the version.
      No repository has the version, so the public repositories within reach are asked:
        - public:npmjs, through npm-store: offers the version.

      Answer: 200. The package manager gets package.tgz, 1.5 kB. Nothing is stored, since it only looks.

      Rules:
        RES-17: If none has it, the connections of the search list that have the request's format are
        asked in search-list order; the first that has the version is the origin."
    `);
  });

  test('EXT-23, EXT-24: with the documented delays a version comes later', () => {
    const made = learn(worldOf(chain, { latency: { ingestionSeconds: 180 } }), offered());
    expect(explained(made, 'ReadAsset', read('app')).text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
        2. libs: does not have the version.
        3. npm-store: does not have the version.
      No repository has the version, so the public repositories within reach are asked:
        - public:npmjs, through npm-store: offers the version.

      What changes later:
        - npm-store will have version 4.17.21 at 2026-09-01 00:03:00 UTC, in 3 minutes (EXT-23).
        - app will have version 4.17.21 at 2026-09-01 00:03:00 UTC, in 3 minutes (EXT-23).

      Answer: 200. The package manager gets package.tgz, 1.5 kB.

      Rules:
        RES-17: If none has it, the connections of the search list that have the request's format are
        asked in search-list order; the first that has the version is the origin.
        EXT-23: The client gets the asset at once, also on further requests; the stored record, in the
        connection repository and in the requested one, appears later: typically after about 3 minutes,
        sometimes more."
    `);
    made.state = request(made.state, 'ReadAsset', read('app'), context).state;
    const later = { ...context, now: context.now + 200_000 };
    const result = request(made.state, 'ListVersions', read('app'), later);
    expect(explain(result, { name: 'ListVersions', input: read('app'), context: later })).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain which versions of npm package lodash there
      are.

      Before the request, at 2026-09-01 00:03:00 UTC: version 4.17.21 of lodash, which was under way,
      arrives in npm-store.
      Before the request, at 2026-09-01 00:03:00 UTC: version 4.17.21 of lodash, which was under way,
      arrives in app.

      The search, repository by repository:
        1. app: has 1 version of the package.
        2. libs: has no version of the package.
        3. npm-store: has 1 version of the package.
      The public repositories that are reached:
        - public:npmjs, through npm-store: offers versions of the package.

      Answer: 200. The list has 1 version: 4.17.21. Tags: latest = 4.17.21. To read a list stores nothing.

      Rules:
        RES-19: A package's listing on an endpoint is the union of the versions stored in all repositories
        of the search list and of those in the catalogues of the connections they reach."
    `);
  });
});

describe('what a package manager cannot have', () => {
  test('RES-01, RES-07: a version that is nowhere', () => {
    const made = worldOf({ store: ['public:npmjs'], right: ['store'], left: ['store'], app: ['left', 'right'] });
    const { text, line } = explained(made, 'ReadAsset', read('app'));
    expect(text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
        2. left: does not have the version.
        3. store: does not have the version.
        4. right: does not have the version.
      Where the way over the upstreams ends:
        - right leads to store, which is in the search already; it is looked at once (RES-07).
      No repository has the version, so the public repositories within reach are asked:
        - public:npmjs, through store: does not offer it.

      Answer: 404 ResourceNotFoundException, "Version 4.17.21 of package lodash was not found through
      repository app."
      The rule that decides is RES-01.
      Nothing changes.

      Rules:
        RES-01: A request for a version looks in the requested repository, then in its upstreams; nowhere
        found: 404.
        RES-07: A repository reached by two paths stands once in the list, at its first place, and counts
        once; so the walk ends also in a graph with a cycle."
    `);
    expect(line).toMatchInlineSnapshot(
      `"ReadAsset app lodash 4.17.21: 404 ResourceNotFoundException (RES-01); looked in app, left, store, right"`,
    );
  });

  test('RES-05: a version beyond the limit', () => {
    const names = Array.from({ length: 29 }, (_, index) => `r${28 - index}`);
    const made = worldOf(
      Object.fromEntries(names.map((name, index) => [name, index === 0 ? [] : [names[index - 1]!]])),
    );
    learn(made, stored('r26'));
    const { text } = explained(made, 'ReadAsset', read('r0'));
    expect(text).toContain('  26. r25: does not have the version.\nWhere the way over the upstreams ends:\n');
    expect(text).toContain('The limit of 25 upstream repositories is reached; left out without a word: r26 (RES-05).');
  });

  test('RES-11, RES-12: a version that is Archived on the way', () => {
    const made = learn(
      worldOf({ top: [], libs: ['top'], app: ['libs'] }),
      stored('libs', { status: 'Archived', restrictions: open }),
      stored('top'),
    );
    const { text, line } = explained(made, 'ReadAsset', read('app'));
    expect(text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
        2. libs: has the version; its status is Archived.
      The search ends here: the first repository that has a record of the version decides.
      Not looked at: top.

      Answer: 404 ResourceNotFoundException, "Version 4.17.21 of package lodash was not found through
      repository app."
      The rule that decides is RES-12.
      Nothing changes.

      Rules:
        RES-12: Archived or Disposed there: 404, nothing retained."
    `);
    expect(line).toMatchInlineSnapshot(
      `"ReadAsset app lodash 4.17.21: 404 ResourceNotFoundException (RES-12); looked in app, libs"`,
    );
  });

  test('RES-30: a version that origin control keeps out', () => {
    const made = learn(worldOf(chain), offered(), stored('app', { version: '1.0.0', restrictions: blocking }));
    expect(explained(made, 'ReadAsset', read('app')).text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
      Where the way over the upstreams ends:
        - app blocks what comes from upstream for this package (its setting "upstream" is BLOCK): neither
          its upstreams nor its external connection count (RES-30).

      Answer: 404 ResourceNotFoundException, "Version 4.17.21 of package lodash was not found through
      repository app."
      The rule that decides is RES-01.
      Nothing changes.

      Rules:
        RES-01: A request for a version looks in the requested repository, then in its upstreams; nowhere
        found: 404.
        RES-30: upstream BLOCK for the package in the requested repository: its upstreams and connections
        count for nothing, for that package, in requests, listings, retention and refresh; stored versions
        are served."
    `);
  });

  test('RES-31: a version that origin control keeps out on the way', () => {
    const made = learn(worldOf(chain), offered(), stored('libs', { version: '1.0.0', restrictions: blocking }));
    expect(explained(made, 'ReadAsset', read('app')).text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
        2. libs: does not have the version.
      Where the way over the upstreams ends:
        - libs, on the way, blocks what comes from upstream for this package (its setting "upstream" is
          BLOCK): nothing above it counts (RES-31).

      Answer: 404 ResourceNotFoundException, "Version 4.17.21 of package lodash was not found through
      repository app."
      The rule that decides is RES-01.
      Nothing changes.

      Rules:
        RES-01: A request for a version looks in the requested repository, then in its upstreams; nowhere
        found: 404.
        RES-31: upstream BLOCK for the package in a repository inside the list cuts the walk below that
        repository for that package; its own stored versions count."
    `);
  });

  test('UPS-16: anything new, while an upstream is gone', () => {
    const made = worldOf({ old: [], libs: ['old'], app: ['libs'] });
    made.call('DeleteRepository', { domain: 'my-domain', repository: 'old' });
    expect(explained(made, 'ReadAsset', read('app')).text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
      Where the way over the upstreams ends:
        - libs has an upstream old that no longer exists (UPS-16).

      Answer: 404 ResourceNotFoundException, "A repository referenced in your upstream graph no longer
      exists. Call UpdateRepository to remove it from the upstreams."
      The rule that decides is UPS-16.
      Nothing changes.

      Rules:
        UPS-16: A deleted upstream, direct or at any depth of the graph, stays as a dangling relation:
        package-manager requests that need the search list fail with a text beginning "A repository
        referenced in your upstream graph no longer exists.""
    `);
  });

  test('EXT-33: a public version during an outage', () => {
    const made = learn(worldOf(chain), offered(), down());
    expect(explained(made, 'ReadAsset', read('app')).text).toMatchInlineSnapshot(`
      "A package manager asks repository app of domain my-domain for asset package.tgz of npm package
      lodash, version 4.17.21.

      The search, repository by repository:
        1. app: does not have the version.
        2. libs: does not have the version.
        3. npm-store: does not have the version.
      No repository has the version, so the public repositories within reach are asked:
        - public:npmjs, through npm-store: offers the version.
        - public:npmjs is not available at this moment (outage).

      Answer: 503 ServiceUnavailable, "The public repository public:npmjs is not available."
      The rule that decides is EXT-33.
      Nothing changes.

      Rules:
        EXT-33: Public repository down: an asset that is not stored cannot be had until it recovers;
        status 503 when the catalogue knows the version, 404 as always when it does not."
    `);
  });
});

test('RES-19, RES-21: what a list is made of', () => {
  const made = learn(
    worldOf(chain),
    offered(),
    stored('libs', { version: '4.17.20', status: 'Archived', restrictions: open }),
    stored('libs', { version: '1.0.0' }),
  );
  expect(explained(made, 'ListVersions', read('app')).text).toMatchInlineSnapshot(`
    "A package manager asks repository app of domain my-domain which versions of npm package lodash there
    are.

    The search, repository by repository:
      1. app: has no version of the package.
      2. libs: has 2 versions of the package.
      3. npm-store: has no version of the package.
    The public repositories that are reached:
      - public:npmjs, through npm-store: offers versions of the package.

    Answer: 200. The list has 2 versions: 1.0.0 and 4.17.21. Tags: latest = 4.17.21. To read a list
    stores nothing.

    Rules:
      RES-19: A package's listing on an endpoint is the union of the versions stored in all repositories
      of the search list and of those in the catalogues of the connections they reach."
  `);
});

test('RET-12, EXT-42: a new file on PyPI comes to a stored version', () => {
  const made = worldOf({ app: ['public:pypi'] });
  const wheel = assetOf('numpy-2.0.0-py3-none-any.whl', 2_345_678);
  const old = { format: 'pypi', package: 'numpy', version: '2.0.0', asset: 'numpy-2.0.0.zip' } as const;
  const numpy = { connection: 'public:pypi', package: 'numpy', version: '2.0.0' } as const;
  learn(made, offered({ ...numpy, assets: [assetOf('numpy-2.0.0.zip', 1000)] }));
  made.state = request(made.state, 'ReadAsset', read('app', old), context).state;
  learn(made, offered({ ...numpy, assets: [assetOf('numpy-2.0.0.zip', 1000), wheel] }));
  expect(explained(made, 'ReadAsset', read('app', { ...old, asset: wheel.name })).text).toMatchInlineSnapshot(`
    "A package manager asks repository app of domain my-domain for asset numpy-2.0.0-py3-none-any.whl of
    pypi package numpy, version 2.0.0.

    The search, repository by repository:
      1. app: has the version; its status is Published.
    The repository itself has a record of the version. That record decides.
    A public repository is asked as well:
      - public:pypi, through app: offers the version.

    What changes:
      - app adds what is new to its version 2.0.0 (refreshed): 2.3 MB that the domain did not have.
    The stored size of the domain goes from 1 kB to 2.3 MB.

    Answer: 200. The package manager gets numpy-2.0.0-py3-none-any.whl, 2.3 MB.

    Rules:
      RES-17: If none has it, the connections of the search list that have the request's format are
      asked in search-list order; the first that has the version is the origin.
      RET-12: Exception PyPI: on install, assets new in an upstream repository or on PyPI are added to
      the retained version. Contradicts RET-07 on AWS's own pages; the format page is the more special."
  `);
});

describe('what a package manager publishes', () => {
  test('PUB-47: a version that an upstream has is refused', () => {
    const made = learn(worldOf(chain), stored('libs', { restrictions: open }));
    const { text, line } = explained(made, 'Publish', { ...read('app'), assets: lodash.assets });
    expect(text).toMatchInlineSnapshot(`
      "A package manager publishes npm package lodash, version 4.17.21 (package.tgz, 1.5 kB) into
      repository app of domain my-domain.

      Checks that pass: GRP-75, ORG-40, ORG-03.

      Answer: 409 ConflictException, "Version 4.17.21 already exists upstream, in libs, and cannot be
      published."
      The rule that decides is PUB-47.
      Nothing changes.

      Rules:
        PUB-47: Publishing version V of a package to R is refused with 409 when V is present in a
        reachable upstream repository or in a reachable public repository. Not so for Maven -SNAPSHOT
        versions: builds of one snapshot can be published in R and in U."
    `);
    expect(line).toMatchInlineSnapshot(`"Publish app lodash 4.17.21: 409 ConflictException (PUB-47)"`);
  });

  test('PUB-04, DED-03: a new version is stored, the same once more is not', () => {
    const made = learn(worldOf({ app: [], other: [] }), stored('other', { package: 'underscore' }));
    const input = { ...read('app'), assets: lodash.assets };
    expect(explained(made, 'Publish', input).text).toMatchInlineSnapshot(`
      "A package manager publishes npm package lodash, version 4.17.21 (package.tgz, 1.5 kB) into
      repository app of domain my-domain.

      Checks that pass: GRP-75, ORG-40, ORG-03, PUB-47, PUB-11, PUB-12, VER-18, PUB-03, PUB-34, PUB-09,
      QUO-01, QUO-02.

      What changes:
        - app stores version 4.17.21 (published): all 1.5 kB are in the domain already and are shared.

      Answer: 200. Version 4.17.21 is Published.

      Rules:
        DED-01: An asset is stored once in a domain, however many repositories have it."
    `);
    made.state = request(made.state, 'Publish', input, context).state;
    expect(explained(made, 'Publish', input).text).toMatchInlineSnapshot(`
      "A package manager publishes npm package lodash, version 4.17.21 (package.tgz, 1.5 kB) into
      repository app of domain my-domain.

      Checks that pass: GRP-75, ORG-40, ORG-03, PUB-47, PUB-11, PUB-12, VER-18, PUB-03, PUB-34, PUB-09,
      QUO-01, QUO-02.

      Answer: 200. Version 4.17.21 is Published. The repository has exactly this already: nothing is
      stored."
    `);
  });
});

describe('calls of the API', () => {
  test('STA-34, STA-59, STA-63: a batch in which versions fail', () => {
    const made = learn(worldOf({ app: [] }), stored('app'), stored('app', { version: '1.0.0', status: 'Unlisted' }));
    const versions = ['4.17.21', '1.0.0', '9.9.9'];
    const input = { ...place, versions, targetStatus: 'Archived', expectedStatus: 'Unlisted' } as const;
    const { text, line } = explainedCall(made, 'UpdatePackageVersionsStatus', input);
    expect(text).toMatchInlineSnapshot(`
      "UpdatePackageVersionsStatus is called for npm package lodash in repository app of domain my-domain,
      with versions 4.17.21, 1.0.0 and 9.9.9; target status Archived; expected status Unlisted.

      Checks that pass: STA-55, STA-57, STA-58, STA-32.
      Version by version:
        - 4.17.21: MISMATCHED_STATUS, "current status: Published, expected status: Unlisted" (STA-59).
        - 9.9.9: NOT_FOUND, "Could not find version 9.9.9" (STA-34).
        - 1.0.0: SKIPPED, "version 1.0.0 is skipped" (STA-63).
      All the named versions are changed or none: so nothing changes.

      Answer: 200. No versions done, 3 versions failed.

      Rules:
        STA-59: A status that is not expectedStatus: MISMATCHED_STATUS, message "current status:
        <current>, expected status: <given>".
        STA-34: A version not in the repository, in UpdatePackageVersionsStatus, DisposePackageVersions
        and DeletePackageVersions: NOT_FOUND, message "Could not find version <v>".
        STA-63: Versions that would have succeeded are reported in failedVersions with SKIPPED."
    `);
    expect(line).toMatchInlineSnapshot(`"UpdatePackageVersionsStatus app lodash: 200; 3 failed"`);
  });

  test('STA-23, STA-31: a batch in which all is well', () => {
    const made = learn(worldOf({ app: [] }), stored('app'), stored('app', { version: '1.0.0', status: 'Archived' }));
    const input = { ...place, versions: ['4.17.21', '1.0.0'], targetStatus: 'Archived' } as const;
    expect(explainedCall(made, 'UpdatePackageVersionsStatus', input).text).toMatchInlineSnapshot(`
      "UpdatePackageVersionsStatus is called for npm package lodash in repository app of domain my-domain,
      with versions 4.17.21 and 1.0.0; target status Archived.

      Checks that pass: STA-55, STA-57, STA-58, STA-59, STA-32.
      Version by version:
        - 4.17.21: Archived.
        - 1.0.0: Archived already, so it stays as it is (STA-31).

      What changes:
        - app changes the status of version 4.17.21 to Archived.

      Answer: 200. 2 versions done, no versions failed.

      Rules:
        STA-31: A target equal to the current status succeeds and changes nothing, no event."
    `);
  });

  test('CPY-24, DED-02: a copy of what is there, and of what is not', () => {
    const other = stored('app', { version: '1.0.0', assets: [{ name: 'package.tgz', ...contentOf('other') }] });
    const made = learn(worldOf({ app: [], test: [] }), stored('app'), stored('test'), other);
    const { domain, format, package: name } = place;
    const input = { domain, format, package: name, sourceRepository: 'app', destinationRepository: 'test' };
    const versions = ['4.17.21', '1.0.0'];
    expect(explainedCall(made, 'CopyPackageVersions', { ...input, versions }).text).toMatchInlineSnapshot(`
      "CopyPackageVersions is called for npm package lodash from repository app to test of domain
      my-domain, with versions 4.17.21 and 1.0.0.

      Checks that pass: CPY-06, CPY-07, CPY-32, CPY-27, CPY-30, CPY-21.
      Version by version:
        - 1.0.0: Published.
        - 4.17.21: in the destination already, and identical; it is left alone (CPY-24).

      What changes:
        - test gets a record of version 1.0.0 (copied): all 5 bytes are in the domain already and are
          shared.

      Answer: 200. 1 version done, no versions failed.

      Rules:
        DED-01: An asset is stored once in a domain, however many repositories have it.
        CPY-24: The version is in the destination with identical assets and version metadata: no copy,
        counted as success, listed in neither map."
    `);
  });

  test('ERR-44: a repository that is not there', () => {
    const { text } = explainedCall(worldOf({}), 'DescribeRepository', { domain: 'my-domain', repository: 'app' });
    expect(text).toMatchInlineSnapshot(`
      "DescribeRepository is called on repository app of domain my-domain.

      Answer: 404 ResourceNotFoundException, "Repository not found. Repository 'app' in domain 'my-domain'
      owned by account '111122223333' does not exist."
      The rule that decides is ERR-44.
      Nothing changes.

      Rules:
        ERR-44: Unknown repository: ResourceNotFoundException."
    `);
  });

  test('a call that breaks a constraint is refused before any rule is asked', () => {
    const { text } = explainedCall(worldOf({}), 'CreateRepository', { domain: 'my-domain', repository: '?' });
    expect(text).toMatchInlineSnapshot(`
      "CreateRepository is called on repository ? of domain my-domain.

      Answer: 400 ValidationException, "2 validation errors detected: Value '?' at 'repository' failed to
      satisfy constraint: Member must have length greater than or equal to 2; Value '?' at 'repository'
      failed to satisfy constraint: Member must satisfy regular expression pattern:
      [A-Za-z0-9][A-Za-z0-9._\\-]{1,99}"
      The request itself is not as it must be: it is refused before anything is looked up.
      Nothing changes."
    `);
  });

  test('a call that only reads says so when it is given the state before', () => {
    const made = worldOf({ app: [] });
    const input = { domain: 'my-domain', repository: 'app' };
    const result = execute(made.state, 'DescribeRepository', input, context);
    const text = explain(result, { name: 'DescribeRepository', input, context, before: made.state });
    expect(text).toMatchInlineSnapshot(`
      "DescribeRepository is called on repository app of domain my-domain.

      Answer: 200. The call succeeds and changes nothing."
    `);
  });
});

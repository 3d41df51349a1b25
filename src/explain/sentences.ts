// Printed from docs/rulebook by scripts/print-sentences.ts: do not edit.

/** What each rule that a trace or an explanation can name says, in plain text. */
export const sentences: Readonly<Record<string, string>> = {
  'API-405': 'AssetName has 1 to 255 characters.',
  'API-431': 'PackageName has 1 to 255 characters.',
  'API-432': 'PackageNamespace has 1 to 255 characters.',
  'API-433': 'PackageVersion has 1 to 255 characters.',
  'CPY-06': 'Exactly one of versions and versionRevisions; neither or both is ValidationException.',
  'CPY-07':
    'versions holds at most 100 entries; the same for versionRevisions, and an empty list or map is ' +
    'ValidationException. Other batch rules: STA-56, STA-58, STA-61 to STA-67.',
  'CPY-18': 'A version the source lacks: NOT_FOUND, message "Could not find version <v>".',
  'CPY-21':
    'The version is in the destination with other content and overwriting is off: ALREADY_EXISTS, message "Version ' +
    '<v> already exists".',
  'CPY-24':
    'The version is in the destination with identical assets and version metadata: no copy, counted as success, ' +
    'listed in neither map.',
  'CPY-27':
    'versionRevisions: a version is copied only if its current revision in the source is the given one; else ' +
    'MISMATCHED_REVISION.',
  'CPY-30':
    'NOT_ALLOWED when the source version is Unfinished or Disposed, or when allowOverwrite meets a Disposed ' +
    'destination version.',
  'CPY-32': 'Source = destination is ValidationException.',
  'CRG-02': 'Crate names: ASCII letters, digits, "-", _; first a letter; at most 64 characters; else publish: 400.',
  'CRG-03':
    'The name is stored as published; look-ups at the endpoint and collisions at publishing ignore case, the API ' +
    'looks up the stored spelling exactly; "-" and _ are different.',
  'CRG-04': 'Versions are SemVer 2.0.0; else publish: 400.',
  'DED-01': 'An asset is stored once in a domain, however many repositories have it.',
  'DOM-04': "CreateDomain of a name already live in the caller's account and Region is ConflictException.",
  'DOM-31':
    'DeleteDomain of a domain that has at least one repository, whoever administers it, is ConflictException and ' +
    'changes nothing, except in the state of DOM-41.',
  'DOM-34':
    'DeleteDomain of a domain that does not exist succeeds: its error list has no ResourceNotFoundException, and ' +
    'AWS\'s own handler says that it does not fail. Body: "{}" without domain.',
  'DOM-41':
    "When CodeArtifact can no longer use the domain's key repositories and packages of the domain cannot be " +
    'accessed, and its repositories can be neither listed by domain nor deleted; error ValidationException with ' +
    'reason ENCRYPTION_KEY_ERROR.',
  'DOM-43':
    'Its repositories are then deleted asynchronously within 15 minutes and stay visible in ListRepositories until ' +
    'that is done; the simulator: exactly 15 minutes by default, settable.',
  'ERR-26':
    'Request without signature: 403 MissingAuthenticationTokenException, "Missing Authentication Token"; unknown ' +
    'access key: 403 UnrecognizedClientException; wrong signature: 403 InvalidSignatureException; expired session.',
  'ERR-43': 'Unknown domain: ResourceNotFoundException.',
  'ERR-44': 'Unknown repository: ResourceNotFoundException.',
  'ERR-45': 'Package not in the repository: ResourceNotFoundException.',
  'ERR-46': 'Unknown KMS key: ValidationException, reason ENCRYPTION_KEY_ERROR.',
  'ERR-49': 'Asymmetric key: ValidationException, reason ENCRYPTION_KEY_ERROR.',
  'ERR-54': 'Throttled: ThrottlingException.',
  'ERR-57': 'Version not in the repository although the package is: ResourceNotFoundException.',
  'EXT-05':
    'A second association, also of the name that is already there, is ValidationException, message ' +
    '"ExternalConnections for repositories are currently limited to 1".',
  'EXT-07':
    'Association to a repository that has upstreams is refused with ValidationException, as in the reverse case ' +
    'UPS-27.',
  'EXT-08':
    'A name outside [A-Za-z0-9][A-Za-z0-9._\\-:]{1,99} is ValidationException; one that fits but is not in EXT-T1 is ' +
    'ResourceNotFoundException.',
  'EXT-13': 'Disassociating a connection the repository does not have is ResourceNotFoundException.',
  'EXT-23':
    'The client gets the asset at once, also on further requests; the stored record, in the connection repository ' +
    'and in the requested one, appears later: typically after about 3 minutes, sometimes more.',
  'EXT-29':
    'Maven: the catalogue is refreshed per package name, at most once in 3 hours, and only by a request for that ' +
    'name after the 3 hours have passed; that request still sees the old set of versions, later ones the new set.',
  'EXT-33':
    'Public repository down: an asset that is not stored cannot be had until it recovers; status 503 when the ' +
    'catalogue knows the version, 404 as always when it does not.',
  'EXT-39':
    'Maven: an asset of another name is fetched when it is asked for and added to the stored version, in the ' +
    'requested repository and in the connection repository.',
  'EXT-46':
    'EXT-42 stops when an upstream repository on the way has the same version in a status other than Published or ' +
    'Unlisted.',
  'EXT-47':
    'EXT-42 does not apply to a version that was published directly into the repository, or into an upstream on the ' +
    'way.',
  'GRP-04': 'The root group cannot be deleted: ValidationException.',
  'GRP-05': 'The root group cannot be set to INHERIT: ValidationException.',
  'GRP-09': 'Creating a pattern that exists: ConflictException; "/*" always exists.',
  'GRP-101':
    'Adding to, or removing from, the list of a type whose mode after the call is not ALLOW_SPECIFIC_REPOSITORIES: ' +
    'ValidationException, nothing changes.',
  'GRP-106': 'The same repository may be on several lists; each entry names its type.',
  'GRP-108':
    'At most 100 entries in addAllowedRepositories and removeAllowedRepositories together; more: ValidationException.',
  'GRP-15': 'A missing group: ResourceNotFoundException.',
  'GRP-30': 'Deleting a pattern that does not exist succeeds with 200 and no packageGroup.',
  'GRP-34':
    'A pattern is a package path cut off at some point plus one suffix, the last character: "$" full coordinate, "~" ' +
    'prefix of a namespace or name on a word boundary, "*" all values of what follows.',
  'GRP-35':
    'Six kinds are documented: all formats "/*"; one format /npm/*; format and namespace prefix ' +
    '/maven/com.anycompany~; format and namespace /npm/space/*; format, namespace and name prefix ' +
    '/npm/space/anycompany-ui~; format.',
  'GRP-36':
    'The format component is a PackageFormat value in lower case. The guide writes /python//requests for a path; the ' +
    'API value is pypi.',
  'GRP-38': '"~" is allowed only after a word character.',
  'GRP-41': '"*" right after a word character is refused.',
  'GRP-42': '"$" is allowed only after a non-empty name, that is with all three components.',
  'GRP-45': 'pypi and nuget patterns must not have a namespace; the part stays empty.',
  'GRP-47': 'maven, generic and swift patterns with a name must have a namespace.',
  'GRP-48': '/maven//*, /generic//* and /swift//* are refused.',
  'GRP-51':
    'A pattern in other than normalised form is a ValidationException. A separator or letter at the cut-off end ' +
    'counts as normalised if some stored name could start so.',
  'GRP-52': 'Only the last character is a suffix; "~" and "$" elsewhere are literal, "*" elsewhere is refused.',
  'GRP-53': 'A namespace or name in a pattern holds no "/", no "#", and has the limits of its kind.',
  'GRP-70': 'A package belongs to exactly one group: the most specific matching one; only its settings apply.',
  'GRP-75':
    'A weakly associated package is blocked: no publish and no pull from upstream or public source, whatever the ' +
    "group's modes.",
  'IAM-20': 'Everything is denied unless allowed.',
  'IAM-21': 'A matching Deny in any policy wins over every Allow.',
  'LST-17': 'namespace without format is an error; ValidationException is our choice of type.',
  'LST-46': 'GetPackageVersionAsset: revision, when given, must be the current revision; otherwise ConflictException.',
  'LST-47': 'GetPackageVersionAsset of an asset that is not there: ResourceNotFoundException, resourceType asset.',
  'LST-49':
    'Archived and Disposed versions: assets cannot be downloaded; GetPackageVersionAsset answers ' +
    'ResourceNotFoundException.',
  'LST-65': 'A version without readme is ResourceNotFoundException, resourceType package-version.',
  'MVN-12': '"PUT {E}{GA}/maven-metadata.xml" turns the version that it names from Unfinished to Published.',
  'MVN-30': 'PUT of a checksum that differs: 400.',
  'MVN-31': 'PUT of a checksum before its asset exists: 404.',
  'MVN-34':
    'After a mismatch on any asset of an Unfinished version, the PUT of maven-metadata.xml: 400, and the version ' +
    'stays Unfinished.',
  'MVN-38':
    'A checksum of maven-metadata.xml is compared with the bytes last uploaded at that path; a GET gives the ' +
    'checksum of what a GET of the metadata gives.',
  'MVN-39': 'All snapshot rules apply only to versions that end in -SNAPSHOT.',
  'MVN-42':
    '"PUT {E}{g}/{a}/1.0-SNAPSHOT/maven-metadata.xml" creates version 1.0-SNAPSHOT, status Published, with the ' +
    'assets of the latest build, or replaces its assets by them, and sets that build to Unlisted.',
  'MVN-43':
    'The metadata must name at least one asset of the latest build in <snapshotVersions>, and <snapshot><timestamp> ' +
    'must be there and equal the time stamp in the file names; else 400.',
  'NPM-05': 'A version must be a valid SemVer 2.0.0 version. Else publish: 400.',
  'NPM-06':
    'A version has exactly one asset, and its name is always package.tgz; GetPackageVersionAsset with that name ' +
    'gives the tarball.',
  'NPM-49': '"npm dist-tag add", rm, ls work exactly as at npmjs.',
  'NPM-51':
    '"PUT …/dist-tags/{tag}" with a JSON string that names an existing version: 200/201, tag set in this repository; ' +
    'version unknown: 404.',
  'NPM-52':
    '"DELETE …/dist-tags/{tag}" removes the tag from this repository; unknown tag: 404; deleting latest is refused ' +
    'with 400, as at npmjs.',
  'NPM-61': 'Deprecation of a version that only the upstream has: 404.',
  'NUG-12': 'Versions: one to four numbers, optional "-" label, optional "+" metadata; else 400.',
  'ORG-03': 'publish BLOCK: no version can be published directly, by any package manager or PublishPackageVersion.',
  'ORG-40':
    'A direct publish to R is allowed if and only if: association STRONG, group PUBLISH allows R, and the package ' +
    'record in R is absent or has publish ALLOW.',
  'ORG-41':
    "Ingestion into repository B is allowed if and only if: association STRONG, EXTERNAL_UPSTREAM allows B, and B's " +
    'record is absent or has upstream ALLOW.',
  'ORG-42':
    'Pulling from an upstream repository into R is allowed if and only if: association STRONG, INTERNAL_UPSTREAM ' +
    "allows R, and R's record is absent or has upstream ALLOW.",
  'ORG-43':
    'On a longer path every repository that reads from its upstream must pass the INTERNAL_UPSTREAM test, ' +
    'intermediate ones too.',
  'PKG-12': 'A missing namespace where one is required is a ValidationException.',
  'PKG-14':
    'namespace sent for pypi, nuget, ruby or cargo to an operation on one package is a ValidationException; ' +
    'ListPackages accepts it and returns nothing.',
  'POL-10':
    'Put with policyRevision equal to the current revision succeeds; with another value it fails with ' +
    'ConflictException and changes nothing.',
  'POL-15': 'Get on a domain or repository without policy: ResourceNotFoundException.',
  'POL-19':
    'A policy must be JSON with Statement; each statement needs Effect Allow or Deny, Principal or NotPrincipal, ' +
    'Action or NotAction, Resource or NotResource; a list of one may be the bare value; otherwise ' +
    'ValidationException.',
  'PUB-03': 'Same asset name, other bytes: HTTP 409.',
  'PUB-09':
    'nuget, swift and cargo behave like npm: one package asset per version, other content is 409; ruby too, per ' +
    'platform. Documented: only generic, PyPI and Maven have several assets, NuGet one; choice for the other three.',
  'PUB-11': 'An Archived version cannot be re-published, identical content included: 409.',
  'PUB-12': 'A Disposed version cannot be re-published: 409.',
  'PUB-28': 'It must be the SHA-256 of the body; otherwise ValidationException and nothing is stored.',
  'PUB-34': 'Once Published no asset can be added: ConflictException.',
  'PUB-40': 'Refused in an asset name: any other character: ValidationException.',
  'PUB-41': 'Refused: the names "." and "..".',
  'PUB-42': 'Refused: a leading or trailing space, two spaces in a row.',
  'PUB-47':
    'Publishing version V of a package to R is refused with 409 when V is present in a reachable upstream repository ' +
    'or in a reachable public repository. Not so for Maven -SNAPSHOT versions: builds of one snapshot can be ' +
    'published in R and in U.',
  'PYP-10': 'Accepted file endings: .whl, .tar.gz, .tgz, .zip, .egg, .tar.bz2; else 400.',
  'PYP-12': 'A version that PEP 440 cannot parse: 400.',
  'QUO-01': 'Asset file size.',
  'QUO-02': 'Assets per package version.',
  'QUO-03': 'Domains per account.',
  'QUO-04': 'Repositories per domain.',
  'QUO-12': 'CopyPackageVersions requests per second.',
  'QUO-13': 'GetAuthorizationToken requests per second.',
  'QUO-14': 'GetPackageVersionAsset requests per second.',
  'QUO-15': 'ListPackageVersionAssets requests per second.',
  'QUO-16': 'ListPackageVersions requests per second.',
  'QUO-17': 'ListPackages requests per second.',
  'QUO-18': 'PublishPackageVersion requests per second.',
  'QUO-19': 'Read requests per second from one account.',
  'QUO-20': 'Write requests per second from one account.',
  'QUO-21': 'Requests per second with one authentication token.',
  'QUO-22': 'Requests per second without token from one IP address.',
  'QUO-23': 'Ruby: gems in a repository for /versions and /names.',
  'QUO-37':
    'CreatePackageGroup, DeletePackageGroup, UpdatePackageGroup and two more list ServiceQuotaExceededException, but ' +
    'no quota on package groups is published; the simulator sets none by default, a setting gives that error.',
  'RBY-02': 'Gem names match [a-zA-Z0-9._-]+, else push: 400; no normalisation, case counts.',
  'RBY-03': 'Versions match [0-9]+(\\.[0-9a-zA-Z]+)*(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?; else push: 400.',
  'REP-04': 'CreateRepository of a name live in the domain is ConflictException.',
  'REP-28':
    'DeleteRepository of an absent repository in an existing domain succeeds; ResourceNotFoundException of its error ' +
    "list is for an absent domain. AWS's handler states that it does not fail.",
  'RES-01': 'A request for a version looks in the requested repository, then in its upstreams; nowhere found: 404.',
  'RES-05':
    'At most 25 upstream repositories are searched; the requested repository is not counted; those after the 25th ' +
    'are left out silently, also direct upstreams.',
  'RES-07':
    'A repository reached by two paths stands once in the list, at its first place, and counts once; so the walk ' +
    'ends also in a graph with a cycle.',
  'RES-11':
    'The first repository of the search list that has a record of the version decides; its status governs, later ' +
    'repositories are not asked.',
  'RES-12': 'Archived or Disposed there: 404, nothing retained.',
  'RES-14': 'Unfinished there: 404 for a downstream request.',
  'RES-17':
    "If none has it, the connections of the search list that have the request's format are asked in search-list " +
    'order; the first that has the version is the origin.',
  'RES-19':
    "A package's listing on an endpoint is the union of the versions stored in all repositories of the search list " +
    'and of those in the catalogues of the connections they reach.',
  'RES-30':
    'upstream BLOCK for the package in the requested repository: its upstreams and connections count for nothing, ' +
    'for that package, in requests, listings, retention and refresh; stored versions are served.',
  'RES-31':
    'upstream BLOCK for the package in a repository inside the list cuts the walk below that repository for that ' +
    'package; its own stored versions count.',
  'RES-32':
    'A package with no listable version in the whole list, and absent from the catalogues: listing request 404; so ' +
    'also for a package record without versions, which can exist.',
  'RES-33':
    'Generic packages are never fetched from upstreams: only from the repository they were published, or copied, ' +
    'into.',
  'RES-34':
    'Maven snapshots: when R and its upstream U both have builds of the same -SNAPSHOT version, a request through R ' +
    "for the latest build gets U's, even if R's is newer; with upstream BLOCK in R it gets R's.",
  'RET-01': 'A version found in an upstream and fetched by a client is recorded in the requested repository.',
  'RET-03':
    'A version taken from a public repository is recorded in the requested repository and in the connection ' +
    'repository, nowhere between.',
  'RET-11':
    'Once stored, later requests for that version are answered from the requested repository without looking at ' +
    'upstreams, but for RES-34, RET-12 and RET-13.',
  'RET-12':
    'Exception PyPI: on install, assets new in an upstream repository or on PyPI are added to the retained version. ' +
    "Contradicts RET-07 on AWS's own pages; the format page is the more special.",
  'STA-02': 'Only maven and generic versions can be Unfinished.',
  'STA-05': 'Archived: left out of lists, assets not downloadable; package manager download gives 404.',
  'STA-07': 'Unfinished: not in lists, assets not downloadable by clients.',
  'STA-31': 'A target equal to the current status succeeds and changes nothing, no event.',
  'STA-32': 'Disposed to Published, Unlisted or Archived: refused for that version.',
  'STA-34':
    'A version not in the repository, in UpdatePackageVersionsStatus, DisposePackageVersions and ' +
    'DeletePackageVersions: NOT_FOUND, message "Could not find version <v>".',
  'STA-41': 'A Disposed version cannot be disposed again: NOT_ALLOWED.',
  'STA-45': 'Any stored version can be deleted, Disposed ones included.',
  'STA-55': 'versions must be present and not empty for UpdatePackageVersionsStatus, Dispose and Delete.',
  'STA-57':
    'UpdatePackageVersionsStatus and Dispose: versionRevisions needs versions, and its keys must be the same set as ' +
    'versions; otherwise ValidationException.',
  'STA-58':
    'A revision that is not the current one: MISMATCHED_REVISION, message "current revision: <current>, expected ' +
    'revision: <given>".',
  'STA-59':
    'A status that is not expectedStatus: MISMATCHED_STATUS, message "current status: <current>, expected status: ' +
    '<given>".',
  'STA-63': 'Versions that would have succeeded are reported in failedVersions with SKIPPED.',
  'SWF-06': 'Only SemVer 2.0 versions are accepted.',
  'SWF-07':
    'Scope: [a-zA-Z0-9] then letters, digits, single hyphens inside; at most 39 characters: ' +
    '\\A[a-zA-Z0-9](?:[a-zA-Z0-9]|-(?=[a-zA-Z0-9])){0,38}\\z.',
  'SWF-08':
    'Name: letters, digits, single "-" or _ inside; at most 100 characters: ' +
    '\\A[a-zA-Z0-9](?:[a-zA-Z0-9]|[-_](?=[a-zA-Z0-9])){0,99}\\z.',
  'TAG-06': 'A key beginning with aws: cannot be set by a caller: ValidationException.',
  'TAG-08':
    'A resource has at most 50 tags; a TagResource or create call that would lead to more: ' +
    'ServiceQuotaExceededException.',
  'TAG-11': 'A key twice in one request: ValidationException.',
  'TAG-18':
    'A resourceArn that is not a CodeArtifact ARN of a taggable kind: ValidationException; a well-formed ARN of a ' +
    "thing that does not exist: ResourceNotFoundException. The account in it is the domain's owner.",
  'TOK-07':
    '1..899: ValidationException; message "Duration must be 0 or between 900 and 43200 seconds", reason ' +
    'FIELD_VALIDATION_FAILED.',
  'TOK-09': 'Duration 0 from a principal without temporary credentials: ValidationException.',
  'TOK-24': 'A token can be used only at CodeArtifact and only in the Region where it was issued.',
  'TOK-26': 'A token used at an endpoint of another domain: 401.',
  'TOK-28':
    'A request to an endpoint without credentials, or with an expired token, or a malformed or tampered one: 401.',
  'TOK-35':
    'SigV4-signed requests are for the API endpoint only; package endpoints take tokens only, and the API takes ' +
    'SigV4 only.',
  'UPS-01':
    'A repository has 0 to 10 direct upstreams; an eleventh in CreateRepository or UpdateRepository is refused with ' +
    'ServiceQuotaExceededException.',
  'UPS-10':
    'A list that has a name twice, or the repository itself, or that would close a cycle, is ValidationException.',
  'UPS-16':
    'A deleted upstream, direct or at any depth of the graph, stays as a dangling relation: package-manager requests ' +
    'that need the search list fail with a text beginning "A repository referenced in your upstream graph no longer ' +
    'exists."',
  'UPS-27':
    'UpdateRepository with upstreams, even "[]", on a repository that has an external connection is ' +
    'ValidationException.',
  'VER-18': 'A version string is unique within a package record.',
};

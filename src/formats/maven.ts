import { defineFormat } from './define-format';
import { compareMavenVersions } from './maven-order';

/** Maven: the namespace is the groupId, the name the artifactId; no text has a form of its own (MVN-04, MVN-05). */
export const maven = defineFormat({
  format: 'maven',
  namespace: 'required', // PKG-08
  externalConnections: [
    'public:maven-central',
    'public:maven-googleandroid',
    'public:maven-gradleplugins',
    'public:maven-commonsware',
    'public:maven-clojars',
  ], // EXT-T1
  upstreams: true,
  newAssets: 'always', // PUB-06
  unfinished: true, // STA-02
  publishActions: ['PublishPackageVersion', 'PutPackageMetadata'], // IAM-66
  catalogueByName: true, // EXT-29
  laterAssets: 'asked-for', // EXT-39
  firstAssets: ({ package: name }, version) =>
    ['.pom', '.jar', '-javadoc.jar', '-sources.jar'].map((ending) => `${name}-${version}${ending}`), // EXT-38
  compareVersions: compareMavenVersions, // MVN-60
  isSnapshot: (version) => version.endsWith('-SNAPSHOT'), // MVN-39
  apiNormalizes: false,
  displayName: ({ package: artifactId }) => artifactId, // VER-10
  defaultDisplayVersion: 'most-recent', // VER-49
});

import type { PackageFormat } from '../../api/types';
import { directHosts } from '../env/client-environment';

/** What clients have to be told. */
export interface Told {
  /** The server, as `http://127.0.0.1:4566`. */
  readonly origin: string;
  readonly region: string;
  readonly token: string;
  /** The endpoint of the repository for a format, with its final slash. */
  endpoint(format: PackageFormat): string;
  /** A folder of this run alone: the files below go there, and what clients keep. */
  readonly folder: string;
  /** The hosts that are reached without a proxy already, by commas. */
  readonly noProxy?: string;
  /** The user's own npm settings, which stay in force: registries, proxies, certificates of other hosts. */
  readonly npmrc?: string;
}

/** Variables and files by which clients use the repository, without a change to the user's own files. */
export interface ClientSettings {
  readonly variables: Readonly<Record<string, string>>;
  /** Texts by their path in the folder; those under `bin/` are programs. */
  readonly files: Readonly<Record<string, string>>;
}

/** The settings of clients that take them from their environment. Caches are new, so that everything is asked for. */
export function clientSettings(told: Told): ClientSettings {
  const parts = [direct, aws, npm, yarn, python, maven, cargo, ruby].map((settingsOf) => settingsOf(told));
  return {
    variables: Object.assign({}, ...parts.map(({ variables }) => variables)),
    files: Object.assign({}, ...parts.map(({ files }) => files)),
  };
}

/** A proxy of the user's leads to other machines, not to the server. */
function direct({ origin, noProxy }: Told): ClientSettings {
  const hosts = directHosts(noProxy, origin);
  return { variables: { NO_PROXY: hosts, no_proxy: hosts, npm_config_noproxy: hosts }, files: {} };
}

const aws = ({ origin, region, token }: Told): ClientSettings => ({
  variables: {
    AWS_ENDPOINT_URL_CODEARTIFACT: origin,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    CODEARTIFACT_AUTH_TOKEN: token, // as AWS's guide names it
  },
  files: {},
});

/** npm and pnpm read the same settings. */
function npm({ endpoint, token, folder, npmrc = '' }: Told): ClientSettings {
  const registry = endpoint('npm');
  const lines = [`registry=${registry}`, `${registry.replace(/^https?:/, '')}:_authToken=${token}`];
  return {
    variables: {
      npm_config_userconfig: `${folder}/npmrc`,
      npm_config_registry: registry, // goes before a project's own .npmrc
      npm_config_replace_registry_host: 'always', // a lock file may name another registry
      npm_config_cache: `${folder}/npm-cache`,
      npm_config_store_dir: `${folder}/pnpm-store`,
      npm_config_update_notifier: 'false',
    },
    files: { npmrc: `${npmrc.trimEnd()}\n${lines.join('\n')}\n`.trimStart() },
  };
}

const yarn = ({ endpoint, token, folder }: Told): ClientSettings => ({
  variables: {
    YARN_REGISTRY: endpoint('npm'),
    YARN_CACHE_FOLDER: `${folder}/yarn-cache`,
    YARN_NPM_REGISTRY_SERVER: endpoint('npm'),
    YARN_NPM_AUTH_TOKEN: token,
    YARN_NPM_ALWAYS_AUTH: 'true',
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_GLOBAL_FOLDER: `${folder}/yarn`,
    YARN_ENABLE_TELEMETRY: 'false',
  },
  files: {},
});

function python({ endpoint, token, folder }: Told): ClientSettings {
  const index = `${withUser(endpoint('pypi'), 'aws', token)}simple/`;
  return {
    variables: {
      PIP_INDEX_URL: index,
      PIP_EXTRA_INDEX_URL: '',
      PIP_NO_INDEX: '0',
      PIP_CACHE_DIR: `${folder}/pip-cache`,
      UV_DEFAULT_INDEX: index,
      UV_CACHE_DIR: `${folder}/uv-cache`,
      TWINE_REPOSITORY_URL: endpoint('pypi'),
      TWINE_USERNAME: 'aws',
      TWINE_PASSWORD: token,
    },
    files: {},
  };
}

/** Maven takes its settings from its command line: from 3.9 on by a variable, before that by a program before it. */
function maven({ endpoint, token, folder }: Told): ClientSettings {
  const settings = `${folder}/settings.xml`;
  return {
    variables: { MAVEN_ARGS: `-s ${settings}`, CODEARTIFACT_SIM_MAVEN_SETTINGS: settings },
    files: {
      'settings.xml': `<settings>
  <localRepository>${inXml(folder)}/m2</localRepository>
  <servers><server><id>codeartifact</id><username>aws</username><password>${inXml(token)}</password></server></servers>
  <mirrors><mirror><id>codeartifact</id><mirrorOf>*</mirrorOf><url>${inXml(endpoint('maven'))}</url></mirror></mirrors>
</settings>
`,
      'bin/mvn': `#!/bin/sh
# Runs the mvn that comes after this folder in PATH.
unset MAVEN_ARGS
PATH=$(printf %s "$PATH" | sed "s|^$(dirname "$0"):||")
exec mvn -s "$CODEARTIFACT_SIM_MAVEN_SETTINGS" "$@"
`,
    },
  };
}

/** Cargo reads the replacement of a source from a file alone, so that its home is another. */
const cargo = ({ endpoint, token, folder }: Told): ClientSettings => ({
  variables: { CARGO_HOME: `${folder}/cargo` },
  files: {
    'cargo/config.toml': `[registries.codeartifact]
index = "sparse+${endpoint('cargo')}"

[registry]
default = "codeartifact"
global-credential-providers = ["cargo:token"]

[source.crates-io]
replace-with = "codeartifact"
`,
    'cargo/credentials.toml': `[registries.codeartifact]\ntoken = "${token}"\n`,
  },
});

function ruby({ endpoint, token, folder }: Told): ClientSettings {
  const source = withUser(endpoint('ruby'), 'aws', token);
  return {
    variables: {
      GEMRC: `${folder}/gemrc`,
      RUBYGEMS_HOST: endpoint('ruby').slice(0, -1),
      GEM_HOST_API_KEY: `Bearer ${token}`,
      BUNDLE_MIRROR__ALL: source,
      BUNDLE_USER_CACHE: `${folder}/bundle-cache`,
    },
    files: { gemrc: `:sources:\n- ${source}\n` },
  };
}

/** An address with a user and a password in it. */
function withUser(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.username = user;
  url.password = password;
  return url.href;
}

const inXml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

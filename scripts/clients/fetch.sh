#!/usr/bin/env bash
# Fetches the clients with which the server is tested, each in the version with which the tests were written: in a
# virtual environment of Python, in the folder that is given, the AWS CLI, boto3, pip, twine, build and uv; beside them
# npm, pnpm and both yarns; Maven's plugins; and curl. The tests find them when the folder's path is in CODEARTIFACT_SIM_CLIENTS:
#
#   scripts/clients/fetch.sh ~/.cache/codeartifact-sim-clients
#   CODEARTIFACT_SIM_CLIENTS=~/.cache/codeartifact-sim-clients npx vitest run test/clients
set -euo pipefail

folder=${1:?"usage: $0 <folder>"}
requirements=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/test/clients/requirements.txt

# A package of Debian is installed only when what it brings is missing.
missing=()
command -v curl >/dev/null || missing+=(curl ca-certificates)
command -v ip >/dev/null || missing+=(iproute2)
command -v gem >/dev/null || missing+=(ruby)
command -v bundle >/dev/null || missing+=(bundler)
command -v mvn >/dev/null || missing+=(maven default-jre-headless)
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3 python3-venv)
if ((${#missing[@]})); then
  echo "Missing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -qq --no-install-recommends -y "${missing[@]}" >/dev/null
fi

[[ -x $folder/bin/python ]] || python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --requirement "$requirements"
"$folder/bin/aws" --version

# The two yarns have one name, and so a folder each.
npm_clients() {
  mkdir -p "$folder/$1"
  npm install --prefix "$folder/$1" --silent --no-save --no-package-lock --ignore-scripts "${@:2}"
}
npm_clients npm npm@11.21.2 pnpm@10.34.9 yarn@1.22.22
npm_clients npm4 @yarnpkg/cli-dist@4.18.1

# Maven's plugins, as a local repository that the tests copy: a small project is deployed, and its dependencies copied.
# Maven notes for each file from where it came, and would not take it for a file of another repository.
maven_plugins() {
  local project=$folder/maven-project
  mkdir -p "$project/src/main/resources"
  echo warm >"$project/src/main/resources/text.txt"
  cat >"$project/pom.xml" <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>warm</artifactId>
  <version>1.0</version>
  <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <distributionManagement>
    <repository><id>deployed</id><url>file://${project.basedir}/deployed</url></repository>
  </distributionManagement>
</project>
POM
  local plugin=org.apache.maven.plugins:maven-dependency-plugin:3.6.1
  (cd "$project" && mvn --batch-mode --quiet --no-transfer-progress -Dmaven.repo.local="$folder/m2" \
    -Dmaven.test.skip=true deploy "$plugin:copy-dependencies" "$plugin:get" -Dartifact=com.example:warm:1.0 -Dtransitive=false)
  rm -r "$project" "$folder/m2/com/example"
  find "$folder/m2" \( -name _remote.repositories -o -name resolver-status.properties -o -name '*.lastUpdated' \) -delete
}
maven_plugins

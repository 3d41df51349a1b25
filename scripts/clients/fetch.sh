#!/usr/bin/env bash
# Fetches the clients with which the server is tested, each in the version with which the tests were written: in a
# virtual environment of Python, in the folder that is given, the AWS CLI, boto3, pip, twine, build and uv; beside them
# npm, pnpm and both yarns; and curl. The tests find them when the folder's path is in CODEARTIFACT_SIM_CLIENTS:
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

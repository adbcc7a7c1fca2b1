#!/bin/sh
# Compares two drafts with `onetext compare --json` and with the Python package `redlines`, as whole processes, in turn.
#
#   cargo build --release -p onetext-cli    # first
#   benches/peers/redlines.sh OLD NEW [RUNS]
#
# typing_extensions is named because redlines 0.6.2 needs it without saying so.
# Needs python3 and, for the package, a network. Installs into a temporary folder only.
set -eu

if [ $# -lt 2 ]; then
    echo "usage: $0 OLD NEW [RUNS]" >&2
    exit 2
fi
old=$1 new=$2 runs=${3:-11}
here=$(cd "$(dirname "$0")" && pwd)
onetext=${ONETEXT:-$here/../../target/release/onetext}
if [ ! -x "$onetext" ]; then
    echo "$onetext is not there: build it first with cargo build --release" >&2
    exit 1
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check redlines typing_extensions
"$place/venv/bin/python" "$here/redlines.py" "$onetext" "$old" "$new" "$runs"

#!/bin/sh
# Negotiations on the same scenario by onetext and by NegMAS 0.16, in one run.
#
#   benches/peers/bargain/negotiate.sh
#
# Needs python3 and a network. Installs into a temporary folder only.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check "negmas==0.16.*"
cd "$here/../../.."
cargo run --quiet --release -p onetext-benches --bin negotiation-problem > "$place/problem.json"
cargo bench --quiet -p onetext-benches --bench negotiate
"$place/venv/bin/python" "$here/negotiate.py" "$place/problem.json"

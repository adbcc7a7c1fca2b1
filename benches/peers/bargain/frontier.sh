#!/bin/sh
# Frontiers of the same problems by onetext and by other packages, in one run: NegMAS 0.16, paretoset 1.2.5, moocore 0.3.
#
#   benches/peers/bargain/frontier.sh [--slow] [--statistics]
#
# --slow also runs what takes minutes: paretoset where all points are on the frontier, and NegMAS for every seed.
# --statistics measures the statistics of whole scenarios alone.
# Needs python3 and a network. Installs into a temporary folder only.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
    "negmas==0.16.*" paretoset==1.2.5 "moocore==0.3.*"
cd "$here/../../.."
mkdir "$place/problems"
cargo run --quiet --release -p onetext-benches --bin bargaining-problems "$place/problems"
case " $* " in
    *" --statistics "*) ;;
    *) cargo bench --quiet -p onetext-benches --bench frontier ;;
esac
cargo bench --quiet -p onetext-benches --bench solve -- statistics
"$place/venv/bin/python" "$here/frontier.py" "$place/problems" "$@"

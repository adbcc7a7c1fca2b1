#!/bin/sh
# Redlines in Word of drafts, by onetext and by python-redlines (docxodus) in the same run: checked, counted, timed.
#
#   cargo build --release -p onetext-cli    # first
#   benches/peers/word/redlines.sh [OLD NEW …]
#
# Without drafts: the three pairs of ../shared/data/paris. Needs pandoc, python3, for the peer a network (or VENV, a folder
# with an environment that has it), and for one of the two readers LibreOffice Writer with python3-uno. RUNS: how often each is
# timed (7).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../..
onetext=${ONETEXT:-${CARGO_TARGET_DIR:-$root/target}/release/onetext}
if [ $# -eq 0 ]; then
    paris=$root/../shared/data/paris
    if [ ! -d "$paris" ]; then
        echo "skipped: ../shared/data is not here; name two drafts" >&2
        exit 0
    fi
    set -- "$paris/23-oct-2015.md" "$paris/4-dec-2015.md" "$paris/4-dec-2015.md" "$paris/12-dec-2015.md" "$paris/23-oct-2015.md" "$paris/12-dec-2015.md"
fi

venv=${VENV:-}
if [ -z "$venv" ]; then
    place=$(mktemp -d)
    trap 'rm -rf "$place"' EXIT
    venv=$place/venv
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check 'python-redlines[docxodus]==2.0.0' lxml
fi
"$venv/bin/python" "$here/redlines.py" "$onetext" "${RUNS:-7}" "$@"

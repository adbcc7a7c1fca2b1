#!/bin/sh
# Nash stability by onetext, beside the pure equilibria that Gambit (pygambit) finds in the same games: all 576 strict games of two
# by two, and random ones of two to four. Prints, and writes ci/log/differential-conflict-DATE.txt; ends with 1 where anything
# differs.
#
#   ci/differential/conflict.sh [--games 600] [--seed 1]
#
# Needs python3 and a network. Installs into a temporary folder only: a built package where there is one, also one that is not yet
# released, since building it takes minutes. ONETEXT names another program than target/release/onetext.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$here/../.."
if [ -z "${ONETEXT:-}" ]; then
    cargo build --quiet --release -p onetext-cli
    ONETEXT=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')/release/onetext
fi
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --prefer-binary --pre --only-binary :all: "pygambit>=16.3"
log=ci/log/differential-conflict-$(date +%F).txt
{
    echo "ci/differential/conflict.sh $*"
    date -u '+%F %H:%M UTC'
    "$place/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | grep -E '^pygambit '
    if "$place/venv/bin/python" -B "$here/conflict.py" "$ONETEXT" "$@"; then
        echo "ended well"
    else
        echo "ended with differences"
    fi
} 2>&1 | tee "$log"
tail -n 1 "$log" | grep -q "ended well"

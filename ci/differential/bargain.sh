#!/bin/sh
# Frontiers and solutions of random and public scenarios by onetext, beside a brute force in fractions (Python), moocore 0.3 and
# NegMAS 0.16. Prints, and writes ci/log/differential-bargain-DATE.txt; ends with 1 where anything differs that is not explained.
#
#   ci/differential/bargain.sh [--scenarios 400] [--seed 1]
#
# Needs python3 and a network. Installs into a temporary folder only. ONETEXT names another program than target/release/onetext.
# The public scenarios need ../shared/data; without it the random ones alone are compared, and it is said.
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
"$place/venv/bin/pip" install --quiet --disable-pip-version-check "negmas==0.16.*" "moocore==0.3.*"
public=../shared/data/negotiation/scenarios
[ -d "$public" ] || { echo "skipped: $public is not there; random scenarios alone"; public=; }
log=ci/log/differential-bargain-$(date +%F).txt
{
    echo "ci/differential/bargain.sh $*"
    date -u '+%F %H:%M UTC'
    "$place/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | grep -E '^(negmas|moocore|numpy) '
    if "$place/venv/bin/python" -B "$here/bargain.py" "$ONETEXT" ${public:+--public "$public"} "$@"; then
        echo "ended well"
    else
        echo "ended with differences"
    fi
} 2>&1 | tee "$log"
tail -n 1 "$log" | grep -q "ended well"

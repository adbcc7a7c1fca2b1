"""Times `onetext compare --json` and `redlines` on the same two files, as whole processes, in turn.

usage: redlines.py ONETEXT OLD NEW RUNS   (run by redlines.sh, in an environment that has `redlines`)
"""

import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import time

# What a user of the package writes: read both files, compare, print.
PEER = """
import sys
from redlines import Redlines
old, new = (open(name, encoding="utf-8").read() for name in sys.argv[1:3])
sys.stdout.write(Redlines(old, new).output_markdown)
"""


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def run(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    elapsed = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace').strip()}")
    if not done.stdout:
        sys.exit(f"{command[0]} printed nothing")
    return elapsed


def main():
    onetext, old, new, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    commands = {
        "onetext compare --json": [onetext, "compare", old, new, "--json"],
        "redlines": [sys.executable, "-c", PEER, old, new],
    }
    times = {name: [] for name in commands}
    for command in commands.values():
        run(command)
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(run(command))

    version = subprocess.run([onetext, "--version"], stdout=subprocess.PIPE, check=False).stdout.decode().strip()
    print(f"machine   {processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}")
    print(f"versions  {version}; redlines {importlib.metadata.version('redlines')}, Python {platform.python_version()}")
    print(f"texts     {old} ({os.path.getsize(old)} bytes), {new} ({os.path.getsize(new)} bytes)")
    medians = {}
    for name, taken in times.items():
        medians[name] = statistics.median(taken)
        print(f"{name:24} median {medians[name] * 1000:9.1f} ms, fastest {min(taken) * 1000:9.1f} ms, {runs} runs")
    ours, peer = medians.values()
    print(f"ratio     {peer / ours:.1f}")


if __name__ == "__main__":
    main()

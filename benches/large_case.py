#!/usr/bin/env python3
"""Whole-process time and memory of `onetext status` on a case of 10,000 acts and 200 drafts of 100 kB.

First with nothing kept from earlier runs, then as it is in use. Builds what it needs; needs nothing but Python and cargo.
"""

import os
import platform
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))


def run(command):
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - began
    if status:
        raise SystemExit(f"{command} failed")
    return took, usage.ru_maxrss / 1024


def main():
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "onetext-cli", "-p", "onetext-benches"],
                   cwd=ROOT, check=True)
    program = os.path.join(TARGET, "release", "onetext")
    folder = tempfile.mkdtemp(prefix="onetext-large-")
    try:
        subprocess.run([os.path.join(TARGET, "release", "large-case"), folder], check=True)
        print(f"{platform.machine()}, {os.cpu_count()} cores; 10,000 acts, 200 drafts of 100 kB")
        first, later, memory = [], [], []
        for _ in range(3):
            shutil.rmtree(os.path.join(folder, ".onetext-cache"), ignore_errors=True)
            took, peak = run([program, "status", folder, "--for", "team", "--json"])
            first.append(took)
            memory.append(peak)
        for _ in range(7):
            took, peak = run([program, "status", folder, "--for", "team", "--json"])
            later.append(took)
            memory.append(peak)
        print(f"status, the first time: {statistics.median(first):.2f} s (of 3: {min(first):.2f} to {max(first):.2f}); wanted: under 4 s")
        print(f"status, after that:     {statistics.median(later):.2f} s (of 7: {min(later):.2f} to {max(later):.2f}); wanted: under 0.5 s")
        print(f"peak memory:            {max(memory):.0f} MB; wanted: under 500 MB")
        for question in (["who", folder, "Article 3, 2"], ["chronology", folder], ["search", folder, "calendar days"],
                         ["brief", folder], ["bridge", folder], ["deliveries", folder], ["promises", folder],
                         ["leak", folder, "--file", os.path.join(folder, "drafts", sorted(os.listdir(os.path.join(folder, "drafts")))[0])]):
            took, peak = run([program, *question, "--for", "team", "--json"])
            print(f"{question[0]}: {took:.2f} s, {peak:.0f} MB")
        # What two drafts alone give is kept from one run to the next: the second run and those after it count.
        for what, question in (("all changes", []), ("one act", ["a09903"]), ("one baseline", ["--against", "draft-000"])):
            asked = [program, "novelty", folder, *question, "--for", "team", "--json"]
            runs = [run(asked) for _ in range(6)]
            later = [took for took, _ in runs[1:]]
            print(f"novelty, {what}: {statistics.median(later):.2f} s (of 5: {min(later):.2f} to {max(later):.2f}), "
                  f"the first time {runs[0][0]:.2f} s; {max(peak for _, peak in runs):.0f} MB; wanted: under 1 s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix="onetext-followed-")
    try:
        subprocess.run([os.path.join(TARGET, "release", "followed-case"), folder], check=True)
        runs = [run([program, "plan", "status", folder, "--for", "team", "--json"]) for _ in range(7)]
        took = [took for took, _ in runs]
        print(f"plan status, 50,000 reports: {statistics.median(took):.2f} s (of 7: {min(took):.2f} to {max(took):.2f}), "
              f"{max(peak for _, peak in runs):.0f} MB; wanted: under 1 s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

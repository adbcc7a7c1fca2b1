"""Frontiers by other packages, of the problems that `bargaining-problems` writes.

    frontier.py DIR [--slow] [--statistics]

For each kind of problem, the median over its seeds of the best of several runs, and whether each package finds as many
points as onetext does. What takes long is run for the first seed alone, without --slow. What NegMAS is given are its own
utility functions; making them is not measured. --statistics runs only the statistics of whole scenarios of 100,000
outcomes.
"""

import importlib.metadata
import json
import os
import platform
import statistics
import sys
import time

import moocore
import numpy as np
import paretoset
from negmas import make_issue, make_os
from negmas.inout import Scenario
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import pareto_frontier
from negmas.preferences.pareto_sampler import IPSParetoSampler, MOBANOSParetoSampler

ENOUGH = 5.0  # seconds after which a run is not repeated


def best(run, runs=7):
    """The shortest of several runs in seconds, and what it gave."""
    times = []
    while len(times) < runs and sum(times) < ENOUGH:
        begin = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - begin)
    return min(times), result


def negmas(problem):
    """What NegMAS has for a problem from utilities: name, run, how many points."""
    utilities = problem["utilities"]
    issues = [make_issue(len(table), f"i{at}") for at, table in enumerate(utilities[0])]
    ufuns = [
        LinearAdditiveUtilityFunction(
            values=[dict(enumerate(table)) for table in party], weights=[1.0] * len(party), issues=issues
        )
        for party in utilities
    ]

    def sampler(kind):
        def run():
            made = kind()
            made.init(ufuns[0], ufuns[1])
            return made.pareto_outcomes()

        return run

    def points(outcomes):
        return len({tuple(round(float(u(outcome)) * 1e9) for u in ufuns) for outcome in outcomes})

    if len(issues) == 5:

        def statistics_of_scenario():
            scenario = Scenario(outcome_space=make_os(issues), ufuns=tuple(ufuns))
            return scenario.calc_stats()

        yield "negmas Scenario.calc_stats", statistics_of_scenario, lambda found: len(found.pareto_utils)
    if "--statistics" in sys.argv:
        return
    yield "negmas pareto_frontier", lambda: pareto_frontier(ufuns, issues=issues), lambda found: len(found[0])
    if len(ufuns) == 2:
        yield "negmas MOBANOSParetoSampler", sampler(MOBANOSParetoSampler), points
        yield "negmas IPSParetoSampler (rounds)", sampler(IPSParetoSampler), points


def of_points(problem, directory, slow):
    """What there is for bare points."""
    points = np.fromfile(os.path.join(directory, problem["file"])).reshape(-1, problem["numbers"])
    yield "moocore is_nondominated", lambda: moocore.is_nondominated(points, maximise=True, keep_weakly=True), np.sum
    dense = problem["frontier"] > 10_000
    if slow or not dense:
        sense = ["max"] * problem["numbers"]
        yield "paretoset", lambda: paretoset.paretoset(points, sense=sense, distinct=False), np.sum


def main():
    directory, slow = sys.argv[1], "--slow" in sys.argv[2:]
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in ("negmas", "paretoset", "moocore", "numpy"))
    with open("/proc/cpuinfo") as cpus:
        model = {line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")}
    print(f"{', '.join(model)}, {os.cpu_count()} processors, Python {platform.python_version()}, {versions}")
    kinds = {}
    with open(os.path.join(directory, "problems.jsonl")) as lines:
        for problem in map(json.loads, lines):
            kinds.setdefault(problem["kind"], []).append(problem)
    for kind, problems in kinds.items():
        taken, same = {}, {}
        for problem in problems:
            if "--statistics" in sys.argv and "utilities" not in problem:
                continue
            packages = negmas(problem) if "utilities" in problem else of_points(problem, directory, slow)
            for name, run, size in packages:
                if max(taken.get(name, [0.0])) > ENOUGH and not slow:
                    continue
                seconds, found = best(run)
                taken.setdefault(name, []).append(seconds)
                same.setdefault(name, []).append((int(size(found)), problem["frontier"]))
        for name, seconds in taken.items():
            sizes = ", ".join(f"{theirs}" if theirs == ours else f"{theirs} (onetext {ours})" for theirs, ours in same[name])
            print(f"{kind:28} {name:34} {statistics.median(seconds) * 1e3:12.3f} ms   points {sizes}", flush=True)


main()

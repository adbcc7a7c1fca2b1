"""Negotiations by NegMAS, on the scenario that `negotiation-problem` prints.

    negotiate.py PROBLEM.json

Alternating offers, 1,000 outcomes, 100 steps: sessions a second, with utility functions made once and shared by all sessions, as
onetext shares what it prepares; then a tournament of two negotiators, serial and on two processes.
"""

import importlib.metadata
import json
import os
import platform
import sys
import time

from negmas import make_issue
from negmas.inout import Scenario
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.sao import BoulwareTBNegotiator, ConcederTBNegotiator, MiCRONegotiator, SAOMechanism
from negmas.tournaments.neg import cartesian_tournament

ENOUGH = 10.0  # seconds
STEPS = 100


def scenario(utilities):
    issues = [make_issue(len(table), f"i{at}") for at, table in enumerate(utilities[0])]
    space = make_os(issues, name="opposed")
    ufuns = tuple(
        LinearAdditiveUtilityFunction(
            values=[dict(enumerate(table)) for table in party],
            weights=[1.0] * len(party),
            outcome_space=space,
            reserved_value=0.0,
            name=f"p{at}",
        )
        for at, party in enumerate(utilities)
    )
    return Scenario(outcome_space=space, ufuns=ufuns)


def sessions(held, one, other):
    """How many sessions a second, and how many of them end with an agreement."""
    begin, count, agreed = time.perf_counter(), 0, 0
    while time.perf_counter() - begin < ENOUGH:
        mechanism = SAOMechanism(outcome_space=held.outcome_space, n_steps=STEPS)
        mechanism.add(one(), ufun=held.ufuns[0])
        mechanism.add(other(), ufun=held.ufuns[1])
        agreed += mechanism.run().agreement is not None
        count += 1
    return count / (time.perf_counter() - begin), agreed / count


def tournament(held, repetitions, jobs):
    """How many sessions a second in a tournament; -1 jobs is serial, as NegMAS has it."""
    begin = time.perf_counter()
    results = cartesian_tournament(
        competitors=[BoulwareTBNegotiator, ConcederTBNegotiator],
        scenarios=[held],
        n_repetitions=repetitions,
        mechanism_params={"n_steps": STEPS},
        n_steps=STEPS,
        njobs=jobs,
        path=None,
        verbosity=0,
    )
    return len(results.details) / (time.perf_counter() - begin)


def main():
    with open(sys.argv[1]) as problem:
        held = scenario(json.load(problem)["utilities"])
    with open("/proc/cpuinfo") as cpus:
        model = {line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")}
    version = importlib.metadata.version("negmas")
    print(f"{', '.join(model)}, {os.cpu_count()} processors, Python {platform.python_version()}, negmas {version}")
    for name, one, other in (
        ("boulware,conceder", BoulwareTBNegotiator, ConcederTBNegotiator),
        ("boulware,boulware", BoulwareTBNegotiator, BoulwareTBNegotiator),
        ("micro,micro", MiCRONegotiator, MiCRONegotiator),
    ):
        speed, agreed = sessions(held, one, other)
        print(f"{name:24} {speed:10.1f} sessions/s, {agreed:.0%} with an agreement", flush=True)
    for name, jobs in (("tournament, serial", -1), ("tournament, 2 processes", 2)):
        print(f"{name:24} {tournament(held, 50, jobs):10.1f} sessions/s", flush=True)


if __name__ == "__main__":
    main()

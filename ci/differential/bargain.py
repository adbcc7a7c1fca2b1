"""Frontiers and solutions by onetext, by a brute force in fractions, by moocore and by NegMAS.

    bargain.py PROGRAM [--scenarios N] [--seed N] [--public DIR]

Random scenarios, and the public ones in DIR. Ends with 1 where anything differs that is not explained.
"""

import argparse
import collections
import itertools
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import warnings
from fractions import Fraction

import moocore
import numpy as np

import scenario as own

# Up to so many outcomes a public scenario is gone through one by one.
MOST = 400_000
# Up to so many different points each is compared with every other in Python too; of more, moocore alone is asked.
COMPARED = 3_000

SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "equal_loss", "utilitarian")


def asked(program, *arguments):
    """What the program answers, as JSON; or its refusal."""
    done = subprocess.run([program, "bargain", *arguments], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip()


def nearest(value):
    """The nearest whole number, halves away from nothing."""
    return math.floor(value + Fraction(1, 2)) if value >= 0 else -math.floor(-value + Fraction(1, 2))


class Brute:
    """All of a scenario, outcome by outcome, in whole steps of a scale."""

    def __init__(self, given, scale, rounded):
        self.given, self.scale = given, scale
        parties = given.parties
        if rounded and any(party.wishes is None for party in parties):
            raise NotImplementedError("rounded, and not issue by issue")
        tables = [
            [{value: nearest(worth * scale) for value, worth in table.items()} for table in party.wishes] if party.wishes else None
            for party in parties
        ]
        bias = [nearest(party.bias * scale) for party in parties]
        caps = [None if party.at_most is None else nearest(Fraction(party.at_most) * scale) for party in parties]

        def steps(at, outcome):
            if tables[at] is None:
                return nearest(parties[at].utility(outcome) * scale)
            whole = bias[at] + sum(table[value] for table, value in zip(tables[at], outcome))
            return whole if caps[at] is None else min(whole, caps[at])

        self.outcomes = list(given.outcomes())
        self.points = [tuple(steps(at, outcome) for at in range(len(parties))) for outcome in self.outcomes]
        self.by_point = collections.defaultdict(list)
        for outcome, point in zip(self.outcomes, self.points):
            self.by_point[point].append(outcome)
        self.disagreement = [self.without(at, party) for at, party in enumerate(parties)]

    def without(self, at, party):
        """What a party has without an agreement: its reservation value, or the least that any outcome gives it."""
        if party.reservation is not None:
            return nearest(party.reservation * self.scale)
        return min((point[at] for point in self.points), default=0)

    def frontier(self):
        """Each point that no other is at least as good as for everybody; by comparing with those found so far."""
        found = []
        for point in sorted(self.by_point, reverse=True):
            if not any(all(other >= mine for other, mine in zip(one, point)) for one in found):
                found.append(point)
        return set(found)

    def rational(self):
        return [point for point in self.by_point if all(u >= d for u, d in zip(point, self.disagreement))]

    def solution(self, name):
        """The points that a solution picks, by its definition."""
        rational = self.rational()
        if not rational:
            return set()
        ideal = [max(point[at] for point in rational) for at in range(len(self.disagreement))]

        def key(point):
            gains = [u - d for u, d in zip(point, self.disagreement)]
            if name == "nash":
                positive = [gain for gain in gains if gain > 0]
                return (len(positive), math.prod(positive))
            if name == "kalai_smorodinsky":
                ranges = [a - d for a, d in zip(ideal, self.disagreement)]
                return sorted(Fraction(gain, most) for gain, most in zip(gains, ranges) if most > 0)
            if name == "egalitarian":
                return sorted(gains)
            if name == "equal_loss":
                return sorted(u - a for u, a in zip(point, ideal))
            return sum(point)

        best = max(map(key, rational))
        return {point for point in rational if key(point) == best}

    def clashes(self):
        """The smallest sets of parties that no outcome gives what they have without an agreement."""
        everybody = range(len(self.disagreement))
        for size in range(1, len(self.disagreement) + 1):
            found = {
                members
                for members in itertools.combinations(everybody, size)
                if not any(all(point[at] >= self.disagreement[at] for at in members) for point in self.by_point)
            }
            if found:
                return found
        return set()


class Report:
    def __init__(self):
        self.held = collections.Counter()
        self.differences = []
        self.explained = collections.Counter()

    def check(self, what, where, same, told=""):
        if same:
            self.held[what] += 1
        else:
            self.differences.append(f"{where}: {what}: {told}")


def close(one, other):
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def outcome_of(given, named):
    return tuple(named[issue] for issue in given.issues)


def compare(program, path, given, where, report):
    """One scenario; gives what NegMAS can be asked of it."""
    frontier = asked(program, "frontier", str(path), "--json", "--ties", "count")
    if isinstance(frontier, str):
        if "at most 16 parties" in frontier:
            report.explained["pools of more than 16 profiles, which are no scenario: no frontier"] += 1
        else:
            report.check("frontier", where, False, frontier)
        return None
    if not frontier["exact"]:
        report.explained["frontiers told within an error, since they are too large to be kept whole"] += 1
        return None
    try:
        brute = Brute(given, frontier["scale"], frontier["rounding"] > 0)
    except NotImplementedError:
        report.explained["utilities of several issues at once that are no whole steps: rounded as a whole by onetext"] += 1
        return None
    scale = brute.scale

    def point(told):
        return tuple(nearest(Fraction(u) * scale) for u in told["utilities"])

    report.check("outcomes counted", where, frontier["outcomes"] == str(len(brute.outcomes)), f"{len(brute.outcomes)}")
    all_points = list(brute.by_point)
    if all_points:
        bare = np.array(all_points, dtype=float)
        kept = moocore.is_nondominated(bare, maximise=True)
        theirs = {one for one, keep in zip(all_points, kept) if keep}
    else:
        theirs = set()
    # What was rounded is told as its profile has it; which steps it had is what its outcome has.
    steps_of = dict(zip(brute.outcomes, brute.points))
    ours = {steps_of[outcome_of(given, one["outcome"])]: one for one in frontier["frontier"]}
    report.check("frontier, beside moocore", where, set(ours) == theirs, f"{len(ours)} points, moocore {len(theirs)}")
    report.check("frontier told once", where, len(ours) == frontier["frontier_size"] == len(frontier["frontier"]))
    if len(all_points) <= COMPARED:
        report.check("frontier, by definition", where, set(ours) == brute.frontier())
    for steps, told in ours.items():
        tied = brute.by_point[steps]
        report.check("outcomes that tie, counted", where, told["ways"] == str(len(tied)), f"{told['ways']}, not {len(tied)}")
        report.check("first outcome of those that tie", where, outcome_of(given, told["outcome"]) == tied[0])
        exact = [float(party.utility(tied[0])) for party in given.parties]
        report.check("utilities of the frontier", where, all(map(close, told["utilities"], exact)))
    if frontier["hypervolume"] is not None and theirs and len(given.parties) <= 4:
        volume = moocore.hypervolume(np.array(sorted(theirs), dtype=float) / scale, ref=np.zeros(len(given.parties)), maximise=True)
        report.check("hypervolume, beside moocore", where, close(volume, frontier["hypervolume"]), f"{frontier['hypervolume']}, {volume}")
    if theirs:
        opposition = min(math.dist([u / scale for u in one], [1.0] * len(one)) for one in theirs)
        report.check("opposition", where, close(opposition, frontier["opposition"]), f"{frontier['opposition']}, {opposition}")

    solved = asked(program, "solve", str(path), "--json")
    if isinstance(solved, str):
        report.check("solutions", where, False, solved)
        return None
    report.check("scale of solutions", where, solved["scale"] == scale)
    rational = brute.rational()
    report.check("zone of agreement", where, solved["zone_of_agreement"] == bool(rational))
    without = [d / scale for d in brute.disagreement]
    report.check("disagreement point", where, all(map(close, solved["disagreement"], without)))
    cut_off = dict(solved.get("not_all_listed", []))
    for name in SOLUTIONS:
        expected = {outcome for one in brute.solution(name) for outcome in brute.by_point[one]}
        told = {outcome_of(given, one["outcome"]) for one in solved[name]}
        if name in cut_off:
            same = told <= expected and cut_off[name] == str(len(expected))
        else:
            same = told == expected
        report.check(f"{name}, all outcomes", where, same, f"{len(told)} outcomes, by definition {len(expected)}")
    names = {party.name: at for at, party in enumerate(given.parties)}
    told = {tuple(names[one["party"]] for one in clash["demands"]) for clash in solved.get("clashes", [])}
    report.check("demands that clash", where, told == (set() if rational else brute.clashes()), str(told))

    described = asked(program, "describe", str(path), "--json")
    if isinstance(described, str):
        report.check("description", where, False, described)
        return brute
    reached = [(min(all_of) / scale, max(all_of) / scale) for all_of in zip(*brute.points)]
    told = [(one["least"], one["most"]) for one in described["stakes"]]
    same = not reached or all(close(a, c) and close(b, d) for (a, b), (c, d) in zip(told, reached))
    report.check("least and most of each party", where, same, f"{told}, {reached}")
    if described["rational_share"] is not None:
        share = sum(len(brute.by_point[one]) for one in rational) / len(brute.outcomes)
        report.check("share of rational outcomes", where, close(described["rational_share"], share))
    return brute


def negmas_asked(brute, where, report):
    """What NegMAS 0.16 says, where it is given the same utility functions: additive, without rules and without a cap."""
    given = brute.given

    def cut(party):
        return party.at_most is not None and party.bias + sum(max(table.values()) for table in party.wishes) > party.at_most

    if given.rules or len(brute.outcomes) > 20_000 or any(party.wishes is None or cut(party) for party in given.parties):
        return
    from negmas import make_issue
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.ops import kalai_points, ks_points, max_welfare_points, nash_points, pareto_frontier

    scale = brute.scale
    # It takes a reservation value below everything for the least utility; so does this comparison.
    least = [min(point[at] for point in brute.points) for at in range(len(given.parties))]
    if any(d < low for d, low in zip(brute.disagreement, least)):
        report.explained["a reservation value below every outcome: NegMAS counts gains from the worst outcome instead"] += 1
        return
    issues = [make_issue([str(value) for value in values], f"i{at}") for at, values in enumerate(given.values)]
    functions = [
        LinearAdditiveUtilityFunction(
            values=[{str(value): float(worth) for value, worth in table.items()} for table in party.wishes],
            weights=[1.0] * len(issues),
            bias=float(party.bias),
            issues=issues,
            # Sums of floating-point numbers may fall short of a value that they are equal to.
            reserved_value=d / scale - 1e-9,
        )
        for party, d in zip(given.parties, brute.disagreement)
    ]

    def steps(utilities):
        return tuple(nearest(Fraction(float(u)) * scale) for u in utilities)

    utilities, _ = pareto_frontier(functions, issues=issues)
    rational = set(brute.rational())
    best = {one for one in brute.frontier() if one in rational} if len(brute.by_point) <= COMPARED else None
    if best is None:
        return
    theirs = {steps(one) for one in utilities}

    def tied(one):
        """Whether it is off the frontier only since sums of floating-point numbers tell apart what is equal."""
        return any(all(b >= u for b, u in zip(other, one)) and any(b == u for b, u in zip(other, one)) for other in best)

    same = best <= theirs and all(tied(one) for one in theirs - best)
    report.check("frontier of rational outcomes, beside NegMAS", where, same, f"{len(best)}, NegMAS {len(theirs)}")
    report.explained["frontier: NegMAS keeps a point as well that is worse for somebody and equal for others, but for rounding"] += theirs != best
    if not best:
        return
    exact = [tuple(u / scale for u in one) for one in sorted(best)]
    ideal = [max(one[at] for one in best) for at in range(len(given.parties))]
    if any(a <= d for a, d in zip(ideal, brute.disagreement)):
        report.explained["somebody can gain nothing: products and shares of NegMAS then tell outcomes apart no more"] += 1
        return

    def picked(by, **more):
        return {steps(one) for one, _ in by(functions, exact, issues=issues, **more)}

    nash = brute.solution("nash")
    theirs = picked(nash_points)
    if any(all(u > d for u, d in zip(one, brute.disagreement)) for one in rational):
        # It takes products for equal that differ by less than 10⁻¹², and gains for larger by the 10⁻⁹ above.
        near = all(nash_near(brute, one, next(iter(nash))) for one in theirs)
        report.check("nash, beside NegMAS", where, theirs == nash or (nash & theirs and near), f"{nash}, NegMAS {theirs}")
    else:
        report.explained["not all can gain together: NegMAS's products are all nothing, onetext's are of those who gain"] += 1
    welfare = picked(max_welfare_points)
    report.check("utilitarian, beside NegMAS", where, welfare == brute.solution("utilitarian"), f"NegMAS {welfare}")
    # Its egalitarian solution looks at the smallest gain alone; leximin picks among these.
    egalitarian = brute.solution("egalitarian")
    theirs = picked(kalai_points)
    report.check("egalitarian, among NegMAS's", where, egalitarian <= theirs, f"{egalitarian}, NegMAS {theirs}")
    report.explained["egalitarian: NegMAS looks at the smallest gain alone and picks more"] += theirs != egalitarian
    # Its Kalai-Smorodinsky solution makes shares as equal as they can be, and not the smallest as large as it can be.
    def smallest_share(one):
        return min(Fraction(u - d, a - d) for u, d, a in zip(one, brute.disagreement, ideal))

    ours = brute.solution("kalai_smorodinsky")
    theirs = picked(ks_points)
    most = smallest_share(next(iter(ours)))
    report.check("kalai-smorodinsky: no smallest share of NegMAS's is larger", where, all(smallest_share(one) <= most for one in theirs))
    report.explained[
        "kalai-smorodinsky: NegMAS takes the shares that are most equal, with a smallest share that is less than could be"
    ] += all(smallest_share(one) < most for one in theirs)


def nash_near(brute, one, other):
    def product(point):
        return math.prod(Fraction(u - d, brute.scale) for u, d in zip(point, brute.disagreement))

    return abs(product(one) - product(other)) < Fraction(1, 10**7)


def public(program, directory, report, place, most):
    for path in sorted(pathlib.Path(directory).iterdir()):
        if not path.is_dir():
            continue
        out = place / path.name
        done = subprocess.run([program, "bargain", "convert", path, "--to", "toml", "--out", out], capture_output=True, text=True)
        if done.returncode:
            print(f"  {path.name}: refused: {' '.join(done.stderr.split())[:160]}")
            report.explained["public scenarios that are refused"] += 1
            continue
        given = own.Scenario((out / "scenario.toml").read_text())
        if given.size() > most:
            print(f"  {path.name}: {given.size():.1e} outcomes, more than are gone through one by one here")
            report.explained["public scenarios with too many outcomes for a brute force"] += 1
            continue
        begin = time.perf_counter()
        brute = compare(program, path, given, path.name, report)
        if brute is not None:
            negmas_asked(brute, path.name, report)
        print(f"  {path.name}: {given.size()} outcomes, {len(given.parties)} parties, {time.perf_counter() - begin:.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--scenarios", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--public")
    parser.add_argument("--most", type=int, default=MOST, help="outcomes of a public scenario that are gone through")
    parser.add_argument("--keep", help="keep the scenarios that differ in this folder")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    report = Report()
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        for at in range(args.scenarios):
            text = own.drawn(random.Random(f"{args.seed} {at}"))
            path = place / f"random-{at}.toml"
            path.write_text(text)
            before = len(report.differences)
            brute = compare(args.program, path, own.Scenario(text), path.name, report)
            if brute is not None:
                negmas_asked(brute, path.name, report)
            if args.keep and len(report.differences) > before:
                pathlib.Path(args.keep, path.name).write_text(text)
        print(f"{args.scenarios} random scenarios, seed {args.seed}")
        if args.public:
            print("public scenarios:")
            public(args.program, args.public, report, place, args.most)
    print("\nthe same:")
    for what, count in sorted(report.held.items()):
        print(f"  {count:8}  {what}")
    print("\nnot compared, or other by definition:")
    for why, count in sorted(report.explained.items()):
        if count:
            print(f"  {count:8}  {why}")
    print(f"\n{len(report.differences)} differences")
    for told in report.differences[:40]:
        print(f"  {told}")
    sys.exit(1 if report.differences else 0)


main()

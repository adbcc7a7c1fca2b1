"""Nash stable states by onetext, and pure equilibria by Gambit.

    conflict.py PROGRAM [--games N] [--seed N]

A conflict in which every combination of options can be chosen, and every option goes both ways, is a game: a strategy is what a
decision maker chooses for its own options, and a state that is Nash stable for everybody is an equilibrium in pure strategies.
"""

import argparse
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import pygambit


class Conflict:
    """How many options each decision maker has, its first in the lowest bits, and a level of each state for each of them."""

    def __init__(self, options, levels):
        self.options = options
        self.levels = levels
        self.first = list(itertools.accumulate(options, initial=0))[:-1]

    def as_model(self):
        """As onetext reads it."""
        names = [f"maker {at}" for at in range(len(self.options))]
        states = range(1 << sum(self.options))

        def ranking(levels):
            classes = [[state for state in states if levels[state] == level] for level in sorted(set(levels), reverse=True)]
            return [one[0] if len(one) == 1 else one for one in classes]

        return {
            "id": "game",
            "title": "A game",
            "decision_makers": names,
            "options": [
                {"name": f"option {maker}.{at}", "dm": maker, "direction": "both"}
                for maker, count in enumerate(self.options)
                for at in range(count)
            ],
            "feasible_bitmasks": list(states),
            "ranking_best_to_worst": {name: ranking(levels) for name, levels in zip(names, self.levels)},
            "state_numbering": "bitmask",
        }

    def as_game(self):
        """As Gambit reads it: the strategy of the first player changes fastest, which is the order of the bitmasks."""
        players = " ".join(f'"maker {at}"' for at in range(len(self.options)))
        counts = " ".join(str(1 << count) for count in self.options)
        payoffs = " ".join(str(levels[state]) for state in range(1 << sum(self.options)) for levels in self.levels)
        return f'NFG 1 R "game" {{ {players} }} {{ {counts} }}\n\n{payoffs}\n'

    def state(self, profile):
        """The bitmask of a profile in which everybody plays one strategy for sure."""
        bitmask = 0
        for at, (count, first) in enumerate(zip(self.options, self.first)):
            played = profile[f"maker {at}"]
            (strategy,) = [number for number in range(1 << count) if played[str(number + 1)] == 1]
            bitmask |= strategy << first
        return bitmask


def of_two_by_two():
    """All strict games of two decision makers with an option each."""
    orders = list(itertools.permutations(range(4)))
    return [Conflict([1, 1], [list(one), list(other)]) for one in orders for other in orders]


def at_random(chance):
    """Two to four decision makers, up to seven options; strict, with ties, or with many."""
    makers = chance.randint(2, 4)
    options = [1] * makers
    for _ in range(chance.randint(0, 7 - makers)):
        options[chance.randrange(makers)] += 1
    states = 1 << sum(options)
    kinds = chance.choice([states, states // 3 + 1, 3])
    levels = [chance.sample(range(states), states) if kinds == states else chance.choices(range(kinds), k=states) for _ in options]
    return Conflict(options, levels)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--games", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    chance = random.Random(told.seed)
    conflicts = of_two_by_two() + [at_random(chance) for _ in range(told.games)]
    differ = found = without = 0
    with tempfile.TemporaryDirectory() as folder:
        model, game = pathlib.Path(folder, "model.json"), pathlib.Path(folder, "game.nfg")
        for conflict in conflicts:
            model.write_text(json.dumps(conflict.as_model()))
            game.write_text(conflict.as_game())
            solved = subprocess.run(
                [told.program, "conflict", "solve", str(model), "--json"], capture_output=True, text=True, check=False
            )
            if not solved.stdout:
                sys.exit(f"onetext does not solve {conflict.options}, {conflict.levels}: {solved.stderr}")
            ours = json.loads(solved.stdout)["equilibria"]["nash"]
            theirs = sorted(conflict.state(one) for one in pygambit.nash.enumpure_solve(pygambit.read_nfg(str(game))).equilibria)
            found += len(theirs)
            without += not theirs
            if ours != theirs:
                differ += 1
                print(f"differs: {conflict.options}, {conflict.levels}: onetext {ours}, Gambit {theirs}")
    print(f"{len(conflicts)} games, {found} equilibria in pure strategies, {without} games without one; {differ} differ")
    return differ > 0


if __name__ == "__main__":
    sys.exit(main())

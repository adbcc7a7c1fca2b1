"""Scenarios in onetext's own format, by the words of docs/scenario-format.md: read, evaluated in fractions, and made by chance.

Shares nothing with the program but the description of the format.
"""

import itertools
import tomllib
from fractions import Fraction


def number(words):
    """A number exactly as it is written; minus infinity as None."""
    return None if words in ("-inf", "-Infinity") else Fraction(words)


class Scenario:
    """What can be agreed, and what it is worth to whom."""

    def __init__(self, text):
        whole = tomllib.loads(text, parse_float=number)
        self.issues = [issue["name"] for issue in whole["issue"]]
        self.values = [values(issue) for issue in whole["issue"]]
        self.rules = [rule for given in whole.get("rule", []) for rule in self.meant(given)]
        self.parties = [Party(self, party) for party in whole["party"]]

    def meant(self, rule):
        """What a rule excludes: {issue: values} that cannot all hold, and which issues must then be otherwise."""
        chosen = {self.issues.index(name): several(held) for name, held in rule.get("never_together", rule.get("if", {})).items()}
        if "never_together" in rule:
            yield chosen, None
            return
        for name, held in rule["needs"].items():
            yield chosen, (self.issues.index(name), several(held))

    def size(self):
        """How many outcomes there are, rules apart."""
        size = 1
        for held in self.values:
            size *= len(held)
        return size

    def allows(self, outcome):
        def broken(rule):
            chosen, needed = rule
            if not all(outcome[issue] in held for issue, held in chosen.items()):
                return False
            return needed is None or outcome[needed[0]] not in needed[1]

        return not any(broken(rule) for rule in self.rules)

    def outcomes(self):
        """Every outcome that no rule excludes, in the order of its values."""
        return (outcome for outcome in itertools.product(*self.values) if self.allows(outcome))


class Party:
    """What one party wishes."""

    def __init__(self, scenario, given):
        self.name = given["name"]
        reservation = given.get("reservation")
        self.reservation = None if reservation is None else Fraction(reservation)
        self.at_most = given.get("at_most")
        self.bias = Fraction(given.get("bias", 0))
        self.wishes = self.listed = self.together = None
        if "wishes" in given:
            self.wishes = []
            for issue, held in zip(scenario.issues, scenario.values):
                wish = given["wishes"][issue]
                weight = Fraction(wish.get("weight", 1))
                self.wishes.append({value: weight * worth(wish, value) for value in held})
        elif "together" in given:
            self.together = given["together"]
            self.place = {issue: at for at, issue in enumerate(scenario.issues)}
            self.divide_by = Fraction(given["together"].get("divide_by", 1))
        else:
            self.otherwise = Fraction(given.get("otherwise", 0))
            self.listed = {
                tuple(one["choose"][issue] for issue in scenario.issues): Fraction(one["worth"]) for one in given.get("outcome", [])
            }

    def utility(self, outcome):
        """Exactly."""
        if self.wishes is not None:
            whole = self.bias + sum(table[value] for table, value in zip(self.wishes, outcome))
        elif self.together is not None:
            whole = self.part(self.together, outcome) * Fraction(self.together.get("weight", 1)) / self.divide_by
        else:
            return self.listed.get(outcome, self.otherwise)
        return whole if self.at_most is None else min(whole, Fraction(self.at_most))

    def part(self, part, outcome):
        boxes = [Fraction(box.get("weight", 1)) * self.box(box, outcome) for box in part.get("box", [])]
        parts = [Fraction(inner.get("weight", 1)) * self.part(inner, outcome) for inner in part.get("part", [])]
        take = {"sum": sum, "least": min, "greatest": max}[part["take"]]
        return take(boxes + parts) if boxes + parts else Fraction(0)

    def box(self, box, outcome):
        def holds(bounds):
            return all(low <= position(outcome[self.place[issue]]) <= high for issue, (low, high) in bounds.items())

        pays = holds(box["inside"]) if "inside" in box else not holds(box["outside"]) if "outside" in box else True
        return Fraction(box["worth"]) if pays else Fraction(0)


def position(value):
    return Fraction(value)


def values(issue):
    if "options" in issue:
        return issue["options"]
    return list(range(issue["from"], issue["to"] + 1))


def several(held):
    return held if isinstance(held, list) else [held]


def worth(wish, value):
    """What a value of an issue is worth, before its weight."""
    if "worth" in wish:
        return Fraction(wish["worth"][str(value)])
    if "line" in wish:
        line = wish["line"]
        at = Fraction(line["slope"]) * (Fraction(value) - Fraction(line["from"])) + Fraction(line["at_from"])
        return min(max(at, Fraction(0)), Fraction(1)) if line.get("held") else at
    if "triangle" in wish:
        low, top, high = (Fraction(wish["triangle"][key]) for key in ("low", "top", "high"))
        value = Fraction(value)
        if value < low or value >= high:
            return Fraction(1) if value == top else Fraction(0)
        return (value - low) / (top - low) if value < top else (high - value) / (high - top) if value > top else Fraction(1)
    if "polynomial" in wish:
        return sum(Fraction(c) * Fraction(value) ** power for power, c in enumerate(wish["polynomial"]))
    return Fraction(wish["constant"])


def drawn(random):
    """A scenario by chance, as text; few different numbers, so that ties are common."""
    parties = random.choice([2, 2, 2, 3, 3, 4])
    most = {2: 2000, 3: 800, 4: 400}[parties]
    counts = []
    while not counts or (len(counts) < 7 and random.random() < 0.75):
        count = random.randint(1, 6)
        size = count
        for other in counts:
            size *= other
        if size > most:
            break
        counts.append(count)
    lines = ['name = "drawn"']
    names = [f"Issue {at}" for at in range(len(counts))]
    held = []
    for name, count in zip(names, counts):
        lines += ["[[issue]]", f'name = "{name}"']
        if random.random() < 0.3:
            first = random.randint(-3, 9)
            held.append(list(range(first, first + count)))
            lines += [f"from = {first}", f"to = {first + count - 1}"]
        else:
            held.append([f"v{at}" for at in range(count)])
            lines.append(f"options = {held[-1]}".replace("'", '"'))

    def told(value):
        return f'"{value}"' if isinstance(value, str) else str(value)

    for _ in range(random.choice([0, 0, 0, 1, 2, 3]) if len(counts) > 1 else 0):
        one, other = random.sample(range(len(counts)), 2)
        this, that = (told(random.choice(held[at])) for at in (one, other))
        lines.append("[[rule]]")
        if random.random() < 0.5:
            lines.append(f'never_together = {{ "{names[one]}" = {this}, "{names[other]}" = {that} }}')
        else:
            lines += [f'if = {{ "{names[one]}" = {this} }}', f'needs = {{ "{names[other]}" = {that} }}']
    fine = random.choice([4, 10, 100])
    negative = random.random() < 0.15
    for party in range(parties):
        lines += ["[[party]]", f'name = "party {party}"']
        if random.random() < 0.5:
            lines.append(f"reservation = {random.randint(-10, 60) / 100 * len(counts) / 2:.4f}")
        if random.random() < 0.1:
            lines.append(f"at_most = {len(counts) * 0.4:.2f}")
        for name, values in zip(names, held):
            worths = [random.randint(-fine if negative else 0, fine) / fine for _ in values]
            table = ", ".join(f'"{value}" = {worth:.2f}' for value, worth in zip(values, worths))
            lines += [f'[party.wishes."{name}"]', f"weight = {random.randint(1, 20) / 20:.2f}", f"worth = {{ {table} }}"]
    return "\n".join(lines) + "\n"

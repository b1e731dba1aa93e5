# SPDX-License-Identifier: GPL-3.0-or-later
"""When a fault strikes: which requests, how many of them are let pass first, how often."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase

from sandbox.error_response import Refusal

from .description import make_fault
from .kind import Fault


@dataclass(frozen=True)
class Match:
    """What a request must look like. A path may hold the wildcards * ? and [ ]."""

    origin: str = "*"  # "api" or "cdn"
    method: str = "*"
    path: str = "*"

    def fits(self, origin: str, method: str, path: str) -> bool:
        pairs = ((origin, self.origin), (method, self.method), (path, self.path))
        return all(fnmatchcase(value, pattern) for value, pattern in pairs)


@dataclass
class Rule:
    match: Match
    skip: int
    times: int | None  # None: always
    fault: Fault
    description: dict[str, object] = field(repr=False)
    seen: int = 0
    struck: int = 0

    def is_due(self) -> bool:
        return self.seen > self.skip and (self.times is None or self.struck < self.times)

    def to_json(self) -> dict[str, object]:
        return self.description | {"seen": self.seen, "struck": self.struck}


def due_rule(rules: list[Rule], origin: str, method: str, path: str) -> Rule | None:
    """Count a request; the rule that spoils it, the oldest of those that are due, or None."""
    matching = [rule for rule in rules if rule.match.fits(origin, method, path)]
    for rule in matching:
        rule.seen += 1
    due = next((rule for rule in matching if rule.is_due()), None)
    if due is not None:
        due.struck += 1
    return due


def make_rule(description: dict[str, object]) -> Rule:
    """A rule from its JSON, or a Refusal that says in words what is wrong with it."""
    unknown = description.keys() - {"match", "skip", "times", "fault"}
    if unknown:
        raise Refusal(400, f"a fault has match, skip, times and fault, not {', '.join(sorted(unknown))}")
    times = description.get("times", 1)
    return Rule(
        match=make_match(description.get("match", {})),
        skip=whole_number("skip", description.get("skip", 0)),
        times=None if times is None else whole_number("times", times),
        fault=make_fault(description.get("fault")),
        description=description,
    )


def make_match(description: object) -> Match:
    known = {known.name for known in fields(Match)}
    if (
        not isinstance(description, Mapping)
        or description.keys() - known
        or not all(isinstance(v, str) for v in description.values())
    ):
        raise Refusal(400, "match must be an object of origin, method and path, each a string")
    if description.get("origin", "*") not in ("*", "api", "cdn"):
        raise Refusal(400, 'match.origin must be "api" or "cdn"')
    return Match(**description)


def whole_number(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Refusal(400, f"{name} must be a whole number of 0 or more")
    return value

"""The limits of a policy, one group for each combination of values, counted pair by pair."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product

from oracles.people import comparable, fold_code, values
from oracles.rules import mentee_faults, mentor_faults

UNLIMITED = 10**9


@dataclass
class LimitGroup:
    """One combination of values of one limit, with the possible pairs in it.

    `least` and `most` are what the policy says, None where it says nothing; `standing` counts the pairs that stand, or
    are fixed for another region.
    """

    limit: int
    combination: tuple[str, ...]
    least: int | None
    most: int | None
    standing: int
    pairs: set = field(default_factory=set)

    @property
    def bounds(self):
        lower = max(0, (self.least or 0) - self.standing)
        return lower, UNLIMITED if self.most is None else max(0, self.most - self.standing)


def groups_of(season, possible):
    """Return the groups of all limits, those of one limit together."""
    return [
        group
        for place, limit in enumerate(season.policy.get("limits", []))
        for group in _groups(season, set(possible), place, limit)
    ]


def _groups(season, possible, place, limit):
    before = season.listed("confirmed") | season.listed_elsewhere("agreed", "lock")
    amounts = [_amounts(season.policy, limit, limit.get(bound)) for bound in ("min", "max")]
    members, standing = defaultdict(set), defaultdict(int)
    for pair in possible:
        for combination in combinations(season, limit, *pair):
            members[combination].add(pair)
    for pair in before:
        for combination in combinations(season, limit, *pair):
            standing[combination] += 1
    present = _present(season, possible, limit) | {one for one, amount in amounts[0][0].items() if amount}
    found = []
    for combination in sorted(present):
        least, most = (
            named.get(combination, default if all(combination) else None) for named, default in amounts
        )
        least = least if _is_asked_here(season, limit, combination) else None
        if least is not None or most is not None:
            found.append(
                LimitGroup(place, combination, least, most, standing[combination], members[combination])
            )
    return found


def _amounts(policy, limit, said):
    """Return the numbers by combination, and the one for all others that are known."""
    if not isinstance(said, dict):
        return {}, said
    columns = [name.partition(".")[2] for name in limit["by"]]
    named = {
        tuple(
            comparable(policy, column, part) for column, part in zip(columns, key.split("|"), strict=True)
        ): amount
        for key, amount in said.items()
        if key != "default"
    }
    return named, said.get("default")


def combinations(season, limit, mentee, mentor):
    """Return every combination of values of a pair; where a limit asks one side only, the other may be None."""
    parts = []
    for name in limit["by"]:
        side, _, column = name.partition(".")
        row = season.mentee[mentee] if side == "mentee" else season.mentor[mentor]
        parts.append(values(season.policy, row, column) or {""})
    return set(product(*parts))


def _present(season, possible, limit):
    """Return the combinations of those who can take part where one side decides, else of the pairs that can be or are."""
    sides = {name.partition(".")[0] for name in limit["by"]}
    if sides == {"mentee"}:
        able = [
            (one, None)
            for one, row in season.mentee.items()
            if not mentee_faults(season.policy, row, season.region)
        ]
    elif sides == {"mentor"}:
        able = [
            (None, one)
            for one, row in season.mentor.items()
            if not mentor_faults(season.policy, row, season.region)
        ]
    else:
        able = possible | season.listed_here("confirmed")
    found = set().union(*(combinations(season, limit, *pair) for pair in able))
    return found if limit["by"] else {()}


def _is_asked_here(season, limit, combination):
    """Return whether a minimum is not about all regions, nor about another one than the one that is served."""
    regions = [
        value for name, value in zip(limit["by"], combination, strict=True) if name.endswith(".region")
    ]
    return not season.region or (regions and all(one == fold_code(season.region) for one in regions))

"""The policy's limits as groups of possible pairs, less what stands already."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.eligibility.candidates import Candidates, Rules
from matcher.eligibility.groups import UNKNOWN, Group, LimitGroups
from matcher.eligibility.holding import held_groups
from matcher.eligibility.shared import column_items
from matcher.eligibility.standing import folding
from matcher.policy.columns import SIDES
from matcher.policy.pairs import Limit
from matcher.policy.relations import DEFAULT

ENDED, INTERRUPTED = "ended", "interrupted"
"""Pairs that stood in this season and do not any more."""
BY_REGION = ("mentee.region", "mentor.region")
"""Columns by which a limit tells regions apart; others are about all regions together."""


@dataclass(frozen=True)
class _Found:
    """Who is in which combination of values.

    Parameters
    ----------
    unit, combination
        int64 per membership.
    values
        int64, combinations × columns: places among the values of each column.
    shown
        For each column its values, folded and as they are spelled.
    """

    unit: Ints
    combination: Ints
    values: Ints
    shown: list[list[tuple[str, str]]]

    def of_more_than(self, least: int) -> "_Found":
        """Return the combinations with more than `least` members."""
        kept = np.bincount(self.combination, minlength=len(self.values)) > least
        number = np.cumsum(kept) - 1
        own = kept[self.combination]
        return _Found(self.unit[own], number[self.combination[own]], self.values[kept], self.shown)

    def spelled(self) -> list[tuple[tuple[str, ...], str]]:
        """Return every combination as a tuple of folded values, and in words."""
        found = []
        for row in self.values.tolist():
            both = [shown[value] for shown, value in zip(self.shown, row, strict=True)]
            found.append(
                (tuple(folded for folded, _ in both), " / ".join(said or UNKNOWN for _, said in both))
            )
        return found


def limit_groups(rules: Rules, candidates: Candidates) -> LimitGroups:
    """Return the groups of all limits of the policy, and of seats that are held back.

    A limit has a group for each combination of values present: among those who can take part, where all its columns
    are of one side, else among the possible and the confirmed pairs. A combination that the policy names with a
    minimum has one even if nobody is in it; one that only pairs of others have, that stand already, is asked for no
    minimum. Who has several values in a column is in several groups; an unknown value is in none that the policy does
    not name.
    """
    groups: list[Group] = []
    pairs, memberships = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for place, limit in enumerate(rules.policy.limits):
        found, pair, group = _groups_of(rules, candidates, place, limit)
        pairs.append(pair)
        memberships.append(group + len(groups))
        groups.extend(found)
    for one, own in held_groups(rules, candidates):
        pairs.append(own)
        memberships.append(np.full(len(own), len(groups), dtype=np.int64))
        groups.append(one)
    return LimitGroups(tuple(groups), np.concatenate(pairs), np.concatenate(memberships))


def funding_groups(rules: Rules, candidates: Candidates) -> LimitGroups:
    """Return the groups of the limits on what is paid for: of every value that has a most, however few it is of.

    Those are among them that are too small ever to be full, and those of values with a number of their own that nobody has.
    """
    groups: list[Group] = []
    pairs, memberships = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for place, limit in enumerate(rules.policy.limits):
        if limit.funding and limit.max is not None:
            found, pair, group = _groups_of(rules, candidates, place, limit, every=True)
            pairs.append(pair)
            memberships.append(group + len(groups))
            groups.extend(found)
    return LimitGroups(tuple(groups), np.concatenate(pairs), np.concatenate(memberships))


def _groups_of(
    rules: Rules, candidates: Candidates, place: int, limit: Limit, *, every: bool = False
) -> tuple[list[Group], Ints, Ints]:
    """Return the groups of one limit that have a number, and which candidate is in which of them."""
    least, most = (_Amounts(amounts, limit) for amounts in (limit.min, limit.max))
    found = _combine(rules, limit, *_units(rules, candidates, limit))
    if limit.min is None and not every:
        found = found.of_more_than(most.smallest)  # smaller ones can never be too full
    present, asked = found.spelled(), _are_asked(rules, candidates, limit, found)
    standing = _standing(found, len(candidates), len(pairs_before(rules, funding=limit.funding)[0]))
    named = {one: least.spelled(one) for one in least.named_above_zero}
    if every:
        named |= {one: most.spelled(one) for one in most.named}
    absent = sorted((one, words) for one, words in named.items() if one not in dict(present))
    groups: list[Group] = []
    number = np.full(len(present), -1, dtype=np.int64)
    for code, (combination, words) in enumerate([*present, *absent]):
        is_asked = code >= len(present) or asked[code] or combination in least.named
        low = least.of(combination) if is_asked and _is_here(rules, limit, combination) else None
        high = most.of(combination)
        if low is None and high is None:
            continue
        if code < len(present):
            number[code] = len(groups)
        stands = standing[code] if code < len(present) else 0
        keys = least.key(combination), most.key(combination)
        groups.append(Group(f"limits[{place + 1}]", limit.name, words, low, high, stands, *keys))
    own = number[found.combination]
    is_candidate = (found.unit < len(candidates)) & (own >= 0)
    return groups, found.unit[is_candidate], own[is_candidate]


def _standing(found: _Found, candidates: int, confirmed: int) -> list[int]:
    """Return how many confirmed pairs are in each combination."""
    is_confirmed = (found.unit >= candidates) & (found.unit < candidates + confirmed)
    counts: list[int] = np.bincount(found.combination[is_confirmed], minlength=len(found.values)).tolist()
    return counts


def _are_asked(rules: Rules, candidates: Candidates, limit: Limit, found: _Found) -> Mask:
    """Return which combinations those who can take part have.

    Pairs that stand make one present only where the limit names columns of both sides, and they are of this list.
    """
    mentee, _ = pairs_before(rules, funding=limit.funding)
    place = found.unit - len(candidates)
    stands = (place >= 0) & (place < len(mentee))
    counts = ~stands
    if len(_sides(limit)) > 1:
        counts[stands] = rules.here[0][mentee[place[stands]]]
    asked: Mask = np.bincount(found.combination[counts], minlength=len(found.values)) > 0
    return asked | (not limit.by)


def _sides(limit: Limit) -> set[str]:
    return {name.partition(".")[0] for name in limit.by}


def _is_here(rules: Rules, limit: Limit, combination: tuple[str, ...]) -> bool:
    """Whether the fewest pairs of a combination are a matter of the region that is served.

    One region alone cannot know what the others do for a minimum that is about all, or about them.
    """
    regions = [value for name, value in zip(limit.by, combination, strict=True) if name in BY_REGION]
    own = folding("mentees", "region")(rules.region)
    return not rules.region or (bool(regions) and all(value == own for value in regions))


def pairs_before(rules: Rules, *, funding: bool) -> tuple[Ints, Ints]:
    """Return mentee and mentor of the pairs that count before any other: confirmed, or fixed for another region.

    Where it is about what is paid for, and a part of the season is paid in full, those that ended count as well.
    """
    before = [rules.confirmed, rules.elsewhere]
    money = rules.policy.money
    if funding and money is not None and money.part_year == "full":
        before += [rules.listed(ENDED), rules.listed(INTERRUPTED)]
    mentee, mentor = (np.concatenate(both) for both in zip(*before, strict=True))
    return mentee, mentor


class _Amounts:
    """The numbers of one limit, by combination."""

    def __init__(self, amounts: int | Mapping[str, int] | None, limit: Limit):
        self._default: int | None = amounts if isinstance(amounts, int) else (amounts or {}).get(DEFAULT)
        self._is_one = isinstance(amounts, int)
        folds = [folding(*_table_and_column(name)) for name in limit.by]
        named = {} if amounts is None or isinstance(amounts, int) else amounts
        self.named = {
            tuple(fold(part) for fold, part in zip(folds, key.split("|"), strict=True)): (key, amount)
            for key, amount in named.items()
            if key != DEFAULT
        }

    @property
    def smallest(self) -> int:
        """Return the smallest number."""
        numbers = [amount for _, amount in self.named.values()]
        return min(numbers if self._default is None else [*numbers, self._default], default=0)

    @property
    def named_above_zero(self) -> list[tuple[str, ...]]:
        """Return the combinations with a number of their own above 0."""
        return [combination for combination, (_, amount) in self.named.items() if amount]

    def of(self, combination: tuple[str, ...]) -> int | None:
        """Return the number for a combination; the default is not for unknown values."""
        if combination in self.named:
            return self.named[combination][1]
        return self._default if all(combination) else None

    def spelled(self, combination: tuple[str, ...]) -> str:
        """Return a combination that has a number of its own in words, as the policy spells it."""
        return " / ".join(part.strip() or UNKNOWN for part in self.named[combination][0].split("|"))

    def key(self, combination: tuple[str, ...]) -> str:
        """Return the policy's name of the number for a combination."""
        if combination in self.named:
            return self.named[combination][0] or '""'
        return "" if self._is_one else DEFAULT


def _table_and_column(name: str) -> tuple[str, str]:
    side, _, column = name.partition(".")
    return SIDES[side], column


def _units(rules: Rules, candidates: Candidates, limit: Limit) -> tuple[Ints, Ints]:
    """Return mentee and mentor of all pairs to be put into groups, then of those who make a combination present.

    The candidates come first, then the pairs that stand. The other side of people alone is nobody in particular.
    """
    before = pairs_before(rules, funding=limit.funding)
    mentee, mentor = [candidates.mentee, before[0]], [candidates.mentor, before[1]]
    sides = _sides(limit)
    if len(sides) == 1:
        able = rules.mentees.eligible if sides == {"mentee"} else rules.mentors.eligible & (rules.seats > 0)
        people = np.flatnonzero(able)
        nobody = np.zeros_like(people)
        mentee.append(people if sides == {"mentee"} else nobody)
        mentor.append(nobody if sides == {"mentee"} else people)
    return np.concatenate(mentee), np.concatenate(mentor)


def _combine(rules: Rules, limit: Limit, mentee: Ints, mentor: Ints) -> _Found:
    """Return every combination of values that each unit has in the limit's columns."""
    unit = np.arange(len(mentee))
    code = np.zeros(len(mentee), dtype=np.int64)
    combinations = np.zeros((1, 0), dtype=np.int64)
    all_shown = []
    for name in limit.by:
        table, column = _table_and_column(name)
        owners, values, shown = column_items(rules.roster, table, column, folding(table, column))
        starts = np.searchsorted(owners, np.arange(len(rules.roster.table(table)) + 1))
        person = (mentee if table == "mentees" else mentor)[unit]
        counts = starts[person + 1] - starts[person]
        places = np.repeat(starts[person] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        unit, code = np.repeat(unit, counts), np.repeat(code, counts)
        size = max(len(shown), 1)
        keys, code = np.unique(code * size + values[places], return_inverse=True)
        combinations = np.column_stack([combinations[keys // size], keys % size])
        all_shown.append(shown)
    return _Found(unit, code, combinations, all_shown)

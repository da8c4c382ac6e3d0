"""The best list of the same season with more money: one pair more somewhere, no cap, or the money where it serves most."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from matcher.arrays import Ints
from matcher.eligibility import LimitGroups
from matcher.funding.rows import Row, Rows, counts_in, group_numbers
from matcher.preparation import Prepared
from matcher.solving import Best, CrossingGroups, Groups, find_best
from matcher.solving.levels import FIRST_COME, WORST_OFF
from matcher.solving.queue import Queue


@dataclass(frozen=True)
class Lists:
    """Makes lists with other caps on what is paid for; everything else stays as it is.

    Parameters
    ----------
    best
        The best list of `prepared`.
    """

    prepared: Prepared
    best: Best
    rows: Rows
    _made: dict[bytes, Best] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def used(self) -> list[int]:
        """Return how many pairs each group of a limit on what is paid for has."""
        return counts_in(self.rows.groups, self.best.chosen)

    @cached_property
    def _numbers(self) -> list[int]:
        return group_numbers(self.prepared, self.rows.groups)

    def is_full(self, row: Row) -> bool:
        """Whether a cap of a row allows no pair more."""
        return any(self.used[one] >= most for one in row.groups if (most := self._most(one)) is not None)

    def with_one_more(self, rows: Iterable[Row]) -> Best:
        """Return the best list if each of these rows is given one funded pair more than it uses."""
        return self._solved(self._upper(rows, more=1))

    def without_cap(self, row: Row) -> Best:
        """Return the best list if a row has no cap.

        Where its caps have room that is the list as it is: a goal that is a sum is never better reached by passing a limit that one
        does not touch, as what lies between two lists would then be better too. The lowest fit is no sum.
        """
        if not self.is_full(row) and WORST_OFF not in self.best.levels:
            return self.best
        return self.without_caps([row])

    def without_caps(self, rows: Iterable[Row]) -> Best:
        """Return the best list if these rows have no cap."""
        return self._solved(self._upper(rows, more=None))

    @cached_property
    def without_any(self) -> Best:
        """Return the best list if money were no limit."""
        return self.without_caps(self.rows.rows)

    @property
    def prepared_without_any(self) -> Prepared:
        """Return the season in which money is no limit."""
        lifted = {number for number in self._numbers if number >= 0}
        groups = tuple(
            replace(one, most=None) if place in lifted else one
            for place, one in enumerate(self.prepared.limits.groups)
        )
        limits = LimitGroups(groups, self.prepared.limits.pair, self.prepared.limits.group)
        return replace(self.prepared, limits=limits, instance=self.without_any.instance)

    def best_use(self) -> tuple[Best, int] | None:
        """Return the best list if the money of all regions could go anywhere, and the most pairs that any list has then.

        The cap in all is kept; where there is none, regions that have a cap share the sum of their caps. None where no region
        has a cap, or where that cannot be searched beside other limits.
        """
        capped = [row for row in self.rows.regions if row.funded is not None]
        if not capped:
            return None
        upper = self._upper(capped, more=None)
        groups = self._groups(upper)
        if self.rows.all.funded is None:
            groups = self._shared(groups, capped)
        instance = replace(self.best.instance, groups=groups)
        try:
            found, largest = (find_best(instance, levels) for levels in (self.best.levels, ("served",)))
        except CrossingGroups:
            return None
        assert found is not None
        assert largest is not None
        return found, int(largest.chosen.sum())

    def rank(self, one: Best) -> tuple[Any, ...]:
        """Return what tells which of two lists is better under the goals: the greater is."""
        return tuple(
            self._served_in_order(one)
            if goal.level.name == FIRST_COME
            else np.inf
            if goal.value is None
            else goal.value * (1 if goal.level.sense == "most" else -1)
            for goal in one.goals
        )

    def _served_in_order(self, one: Best) -> tuple[bool, ...]:
        instance = one.instance
        served = np.bincount(instance.mentee[one.chosen], minlength=len(instance.demand))
        return tuple((~Queue.of(instance).waits(served)).tolist())

    def _most(self, place: int) -> int | None:
        return self.rows.groups.groups[place].most

    def _upper(self, rows: Iterable[Row], *, more: int | None) -> Ints:
        """Return the most new pairs of each group of the problem if these rows have so many more than they use."""
        groups = self.best.instance.groups
        upper, counts = groups.upper.copy(), groups.counts(self.best.chosen)
        numbers = [self._numbers[place] for row in rows for place in row.groups]
        for number in (number for number in numbers if number >= 0):
            most = len(self.best.instance.mentee) if more is None else counts[number] + more
            upper[number] = max(upper[number], most)
        return upper

    def _groups(self, upper: Ints) -> Groups:
        return replace(self.best.instance.groups, upper=upper)

    def _solved(self, upper: Ints) -> Best:
        if np.array_equal(upper, self.best.instance.groups.upper):
            return self.best
        key = upper.tobytes()
        if key not in self._made:
            instance = replace(self.best.instance, groups=self._groups(upper))
            found = find_best(instance, self.best.levels, self.best)
            # What kept the rules with less money keeps them with more.
            assert found is not None
            self._made[key] = found
        return self._made[key]

    def _shared(self, groups: Groups, rows: Iterable[Row]) -> Groups:
        """Return the groups with one more: the pairs of these regions, as many as their caps leave room for together."""
        funding = self.rows.groups
        own = [row.groups[0] for row in rows]
        pair = np.unique(funding.pair[np.isin(funding.group, own)])
        # What stands beyond a cap is no money that others could have.
        room = sum(max(0, (row.funded or 0) - funding.groups[row.groups[0]].standing) for row in rows)
        return Groups(
            np.concatenate([groups.pair, pair]),
            np.concatenate([groups.group, np.full(len(pair), len(groups))]),
            np.concatenate([groups.lower, [0]]),
            np.concatenate([groups.upper, [room]]),
        )

"""What it would cost to insist on one pair: the best list that has it, beside the one that was found."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared
from matcher.solving import LARGE, Best, Changed, Groups, Instance, LevelCheck, Pricing, can_price, find_best
from matcher.solving.levels import FIRST_COME
from matcher.solving.queue import Queue

UNCHANGED = -1
NO_NEW_PAIR = 1 << 62
"""The lowest fit of no pair at all: better than that of any."""


@dataclass(frozen=True)
class Forced:
    """What the best list with one pair in it comes to.

    Parameters
    ----------
    pair
        Its place among the possible pairs.
    possible
        Whether any list has it.
    before, after
        What the list that was found, and this one, reach at each goal, in order; nothing after where there is none.
    first
        The first goal that is worse, by place; -1 where all are as good.
    loss
        To sort by: less comes before more.
    make
        Makes the list, bool per possible pair.
    """

    pair: int
    possible: bool
    before: tuple[LevelCheck, ...]
    after: tuple[LevelCheck, ...]
    first: int
    loss: tuple[Any, ...]
    make: Callable[[], Mask]

    @cached_property
    def chosen(self) -> Mask:
        """Return the best list that has the pair, bool per possible pair."""
        return self.make()


class Forcing:
    """The best list of a season, and what insisting on other pairs would come to.

    Where the goals allow it all pairs of one person are priced at once; otherwise each is solved anew.
    """

    def __init__(self, prepared: Prepared, best: Best):
        self.prepared, self.best = prepared, best

    @cached_property
    def _pricing(self) -> Pricing | None:
        best = self.best
        return (
            Pricing(best.instance, best.levels, best.chosen)
            if can_price(best.instance, best.levels)
            else None
        )

    @property
    def takes_long(self) -> bool:
        """Whether every single pair takes as long as a large list."""
        return self._pricing is None and len(self.best.instance.mentee) >= LARGE

    def pairs(self, places: Ints, *, of_one_mentor: bool = False) -> list[Forced]:
        """Return what each of these pairs, not on the list, comes to.

        Parameters
        ----------
        places
            int64, among the possible pairs: of one mentee, or where it is said of one mentor.
        """
        if self._pricing is None:
            return [self._solved(place) for place in places.tolist()]
        told = self._pricing.pairs_more(places, of_one_mentor=of_one_mentor)
        return [self._priced(told, number, place) for number, place in enumerate(places.tolist())]

    def pair(self, place: int) -> Forced:
        """Return what one pair, not on the list, comes to."""
        return self.pairs(np.array([place]))[0]

    def _priced(self, told: Changed, number: int, place: int) -> Forced:
        pricing, before = self._pricing, self.best.goals
        assert pricing is not None
        changes = told.value[:, number].tolist()
        after = tuple(_changed(one, change) for one, change in zip(before, changes, strict=True))
        possible = bool(told.possible[number])
        first = int(told.first[number])
        loss = (int(told.rank[number]),)
        return Forced(
            place, possible, before, after if possible else (), first, loss, lambda: pricing.list_with(place)
        )

    def _solved(self, place: int) -> Forced:
        """Return what solving with the pair finds.

        It is asked for as a minimum: a lock would take it out of those whose lowest fit counts.
        """
        before = self.best.goals
        found = find_best(_with_pair(self.best.instance, place), self.best.levels, self.best)
        if found is None:
            return Forced(place, False, before, (), UNCHANGED, (), lambda: self.best.chosen)
        loss = tuple(self._loss(found, one) for one in found.goals)
        now = tuple(self._loss(self.best, one) for one in before)
        changed = (place for place, (one, other) in enumerate(zip(now, loss, strict=True)) if one != other)
        return Forced(place, True, before, found.goals, next(changed, UNCHANGED), loss, lambda: found.chosen)

    def _loss(self, found: Best, one: LevelCheck) -> int | tuple[int, ...]:
        """Return what a list reaches at a goal so that less is better; of the order of requests who is not served."""
        if one.level.name == FIRST_COME:
            instance = self.best.instance
            served = np.bincount(instance.mentee[found.chosen], minlength=len(instance.demand))
            return tuple(Queue.of(instance).waits(served).tolist())
        value = NO_NEW_PAIR if one.value is None else one.value
        return -value if one.level.sense == "most" else value


def _changed(one: LevelCheck, change: int) -> LevelCheck:
    value = None if one.value is None else one.value + change
    return replace(one, value=value, bound=value)


def _with_pair(instance: Instance, place: int) -> Instance:
    groups, one = instance.groups, np.array([1], dtype=np.int64)
    return replace(
        instance,
        groups=Groups(
            np.append(groups.pair, place),
            np.append(groups.group, len(groups)),
            np.concatenate([groups.lower, one]),
            np.concatenate([groups.upper, one]),
        ),
    )


def moved(prepared: Prepared, before: Mask, after: Mask) -> Ints:
    """Return the mentees who have others in the one list than in the other, int64, by place."""
    return np.unique(prepared.instance.mentee[before != after])

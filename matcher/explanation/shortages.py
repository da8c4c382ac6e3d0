"""Who shares too few seats: everybody who can be reached by moving people along the list."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.explanation.components import strong_components
from matcher.preparation import Prepared
from matcher.solving.disjoint import DisjointSets


@dataclass(frozen=True)
class Shortage:
    """The people who would have to give way for one of them, and their seats.

    Locked pairs cannot give way: neither the people nor the seats in them are counted.

    Parameters
    ----------
    people
        How many mentees, the one without a seat included.
    asked, filled
        Seats that they ask for, and have; no list gives them more.
    mentors
        int64, the mentors possible for them.
    askable
        int64, those of them with whom one seat more would serve one more.
    open_seat
        Whether a free seat can be reached after all; then there is no shortage.
    """

    people: int
    asked: int
    filled: int
    mentors: Ints
    askable: Ints
    open_seat: bool


@dataclass(frozen=True)
class Group:
    """Everybody without a seat whose shortages touch, with all who hold the seats that they could have had.

    Parameters
    ----------
    people, waiting
        How many mentees, and how many of them have a seat missing.
    asked, filled
        Seats that they ask for, and have; no list gives them more.
    """

    people: int
    waiting: int
    asked: int
    filled: int


@dataclass(frozen=True)
class _Region:
    """The mentors that can be reached from some of them, and who holds their seats."""

    components: frozenset[int]
    mentors: Ints
    possible: Ints
    holders: frozenset[int]
    asked: int
    filled: int
    open_seat: bool


class Shortages:
    """The shortages of one list.

    One mentor leads to another if somebody who holds a seat with the first could move to the second. Mentors who lead
    to each other are taken together, so that what is reached from many people is worked out once.

    Parameters
    ----------
    chosen
        bool per possible pair: the list.
    """

    def __init__(self, prepared: Prepared, chosen: Mask):
        instance = prepared.instance
        self._instance, self._chosen, self._starts = instance, chosen, prepared.candidates.starts
        loads = np.bincount(instance.mentor[chosen], minlength=len(instance.capacity))
        self._open = loads < instance.capacity
        movable = np.flatnonzero(chosen & ~instance.locked)
        self._filled = np.bincount(instance.mentee[movable], minlength=len(instance.demand))
        self._asked = instance.demand - np.bincount(
            instance.mentee[instance.locked], minlength=len(instance.demand)
        )
        self._holders: list[list[int]] = [[] for _ in loads]
        self._held: dict[int, list[int]] = {}
        for mentor, mentee in zip(
            instance.mentor[movable].tolist(), instance.mentee[movable].tolist(), strict=True
        ):
            self._holders[mentor].append(mentee)
            self._held.setdefault(mentee, []).append(mentor)
        ways = [self._ways(mentor) for mentor in range(len(loads))]
        self._component = np.array(strong_components(ways), dtype=np.int64)
        self._after = self._components_after(ways)
        self._members: dict[int, list[int]] = {}
        for mentor, component in enumerate(self._component.tolist()):
            self._members.setdefault(component, []).append(mentor)
        self._regions: dict[frozenset[int], _Region] = {}

    def of(self, mentee: int) -> Shortage:
        """Return the shortage of somebody with a seat missing."""
        region = self._region_of(mentee)
        alone = mentee not in region.holders
        own = np.array(self._held.get(mentee, ()), dtype=np.int64)
        return Shortage(
            people=len(region.holders) + alone,
            asked=region.asked + (int(self._asked[mentee]) if alone else 0),
            filled=region.filled + (int(self._filled[mentee]) if alone else 0),
            mentors=np.union1d(region.possible, own) if len(own) else region.possible,
            askable=region.mentors,
            open_seat=region.open_seat,
        )

    def groups(self, mentees: Sequence[int]) -> dict[int, Group]:
        """Return for each of these, all with a seat missing, the group in which the shortages touch."""
        first: dict[int, int] = {}
        joined = DisjointSets(len(mentees))
        for place, mentee in enumerate(mentees):
            for component in self._region_of(mentee).components:
                joined.join(first.setdefault(component, place), place)
        members: dict[int, list[int]] = {}
        for place, mentee in enumerate(mentees):
            members.setdefault(joined.find(place), []).append(mentee)
        sums = {root: self._group(group) for root, group in members.items()}
        return {mentee: sums[joined.find(place)] for place, mentee in enumerate(mentees)}

    def _group(self, waiting: Sequence[int]) -> Group:
        people = sorted(set(waiting).union(*(self._region_of(mentee).holders for mentee in waiting)))
        return Group(
            len(people), len(waiting), int(self._asked[people].sum()), int(self._filled[people].sum())
        )

    def _region_of(self, mentee: int) -> _Region:
        return self._region(frozenset(self._component[self._open_to(mentee)].tolist()))

    def _open_to(self, mentee: int) -> Ints:
        """Return the possible mentors whom `mentee` does not have."""
        pairs = slice(self._starts[mentee], self._starts[mentee + 1])
        return self._instance.mentor[pairs][~self._chosen[pairs]]

    def _ways(self, mentor: int) -> list[int]:
        holders = self._holders[mentor]
        if not holders:
            return []
        ways = np.concatenate([self._open_to(holder) for holder in holders])
        return [int(other) for other in np.unique(ways)]

    def _components_after(self, ways: list[list[int]]) -> dict[int, set[int]]:
        after: dict[int, set[int]] = {}
        for mentor, others in enumerate(ways):
            own = int(self._component[mentor])
            after.setdefault(own, set()).update(self._component[others].tolist())
        return after

    def _region(self, start: frozenset[int]) -> _Region:
        """Return what is reached from these components."""
        if start not in self._regions:
            reached, stack = set(start), list(start)
            while stack:
                new = self._after[stack.pop()] - reached
                reached |= new
                stack.extend(new)
            self._regions[start] = self._sum(reached)
        return self._regions[start]

    def _sum(self, components: set[int]) -> _Region:
        mentors = np.array(
            sorted(one for component in components for one in self._members[component]), dtype=np.int64
        )
        holders = frozenset(holder for mentor in mentors.tolist() for holder in self._holders[mentor])
        people = np.array(sorted(holders), dtype=np.int64)
        asked, filled = int(self._asked[people].sum()), int(self._filled[people].sum())
        held = np.array([one for holder in people.tolist() for one in self._held[holder]], dtype=np.int64)
        possible = np.union1d(mentors, held)
        is_open = bool(self._open[mentors].any())
        return _Region(frozenset(components), mentors, possible, holders, asked, filled, is_open)

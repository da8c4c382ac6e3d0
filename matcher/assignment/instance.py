"""What the caller asks, as the engine takes it."""

import numpy as np

from matcher.arrays import Ints
from matcher.assignment.arrays import Arrays
from matcher.assignment.goals import fixes_the_number_of_pairs
from matcher.assignment.units import units_for
from matcher.solving import Groups, Instance

_APART = np.uint64(0x9E3779B97F4A7C15)
"""Keeps the bits of mentors and of mentees apart."""


def instance_of(arrays: Arrays) -> Instance:
    """Return the problem as the engine takes it; nothing in it is the caller's own.

    Raises
    ------
    ValueError
        The scores lie too far from zero for whole numbers.
    """
    order, arcs = arrays.order, len(arrays.mentee)
    # More seats than arcs cannot be filled, and the engine counts seats one by one.
    demand, capacity = (
        np.minimum(seats, np.bincount(place, minlength=len(seats)))
        for place, seats in ((arrays.mentee, arrays.demand), (arrays.mentor, arrays.capacity))
    )
    none = np.zeros(arcs, dtype=bool)
    return Instance(
        mentee=order.to_engine(arrays.mentee),
        mentor=order.to_engine(arrays.mentor),
        demand=demand,
        seats_before=np.zeros_like(demand),
        capacity=capacity,
        min_load=arrays.min_load.copy(),
        load_before=np.zeros_like(capacity),
        locked=none if arrays.locked is None else order.to_engine(arrays.locked),
        home=none,
        proposed=none,
        tier_cost=(
            np.zeros(arcs, dtype=np.int64) if arrays.tier_cost is None else order.to_engine(arrays.tier_cost)
        ),
        score=order.to_engine(_whole_scores(arrays, demand, capacity)),
        groups=Groups.none(),
        order=_queue(arrays.rank, len(demand)),
        mentee_bits=np.arange(len(demand), dtype=np.uint64),
        mentor_bits=np.arange(1, len(capacity) + 1, dtype=np.uint64) * _APART,
    )


def _whole_scores(arrays: Arrays, demand: Ints, capacity: Ints) -> Ints:
    pairs, people = int(min(demand.sum(), capacity.sum())), len(demand) + len(capacity)
    # A way of swaps that makes a list longer goes through nobody twice.
    longer = 0 if fixes_the_number_of_pairs(arrays.levels) else min(pairs, len(demand), len(capacity))
    return units_for(arrays.score, longer=longer, people=max(people, pairs)).whole(arrays.score)


def _queue(rank: Ints | None, mentees: int) -> Ints:
    """Return the place of each mentee; equal ranks go by index."""
    place = np.arange(mentees)
    if rank is not None:
        place[np.argsort(rank, kind="stable")] = np.arange(mentees)
    return place

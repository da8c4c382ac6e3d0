"""One batch: from everybody of a season, who has asked by now and what stands, to the next list."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.season.everybody import Everybody
from matcher.solving import Groups, Instance, find_best
from matcher.solving.by_node import spans
from matcher.solving.instance import BY_PAIR


@dataclass
class Standing:
    """What stands, and so what is left; it changes as pairs are made.

    Parameters
    ----------
    left, before
        int64 per mentee: mentors still asked for, and those who stand.
    free, load
        int64 per mentor: seats still free, and pairs that stand.
    room
        int64 per limit: pairs that it still allows.
    closed
        bool per pair: stands, or is not to be offered again.
    """

    left: Ints
    before: Ints
    free: Ints
    load: Ints
    room: Ints
    closed: Mask

    @classmethod
    def at_first(cls, everybody: Everybody) -> "Standing":
        """Return what stands before the first batch: the pairs that are fixed."""
        one = everybody.instance
        found = cls(
            left=one.demand.copy(),
            before=one.seats_before.copy(),
            free=one.capacity.copy(),
            load=one.load_before.copy(),
            room=one.groups.upper.copy(),
            closed=np.zeros(len(one.mentee), dtype=bool),
        )
        found.add(everybody, everybody.fixed)
        return found

    def add(self, everybody: Everybody, pairs: Ints) -> None:
        """Let these pairs (places) stand from now on."""
        one = everybody.instance
        self.closed[pairs] = True
        own = everybody.memberships.at_any(pairs)
        for count, who, change in (
            (self.left, one.mentee[pairs], -1),
            (self.before, one.mentee[pairs], 1),
            (self.free, one.mentor[pairs], -1),
            (self.load, one.mentor[pairs], 1),
            (self.room, one.groups.group[own], -1),
        ):
            np.add.at(count, who, change)
        for count in (self.left, self.free, self.room):
            np.maximum(count, 0, out=count)


def next_list(
    everybody: Everybody,
    standing: Standing,
    asked: Mask,
    there: Mask | None = None,
    day: np.datetime64 | None = None,
) -> Ints:
    """Return the pairs (places) of the next batch: the list that `matcher.match` makes of those who have asked by now.

    Parameters
    ----------
    asked
        bool per mentee.
    there
        bool per mentor; None for all.
    day
        The day of the batch, until which seats may be held back; None where none are.

    Raises
    ------
    SolverFailure
        A defect: what was found is not confirmed by its own proof.
    """
    pairs = _possible(everybody, standing, asked, there)
    if not len(pairs):
        return pairs
    instance = _instance(everybody, standing, pairs, _groups(everybody, standing, pairs, there, day))
    best = find_best(instance, everybody.levels)
    assert best is not None, "without minimums and locks there is always a list"
    return pairs[best.chosen]


def _possible(everybody: Everybody, standing: Standing, asked: Mask, there: Mask | None) -> Ints:
    """Return the pairs of those who wait with those who are there and have seats."""
    waiting = np.flatnonzero(asked & (standing.left > 0))
    able = standing.free > 0 if there is None else there & (standing.free > 0)
    pairs = spans(everybody.starts[waiting], everybody.starts[waiting + 1])
    return pairs[able[everybody.instance.mentor[pairs]] & ~standing.closed[pairs]]


def _groups(
    everybody: Everybody, standing: Standing, pairs: Ints, there: Mask | None, day: np.datetime64 | None
) -> Groups:
    """Return the limits and what is held back, those that could matter to these pairs."""
    found = [everybody.groups_of(pairs, standing.room)]
    for held in everybody.held:
        if day is not None and held.holds_on(day):
            offered = everybody.seats if there is None else np.where(there, everybody.seats, 0)
            room = held.room(offered, standing.load)
            group = held.member[everybody.instance.mentor[pairs]]
            found.append(Groups(np.arange(len(pairs)), group, np.zeros_like(room), room))
    return _that_bind(found)


def _that_bind(parts: list[Groups]) -> Groups:
    """Return the groups of all parts with more pairs than room, numbered anew."""
    before = np.cumsum([0, *(len(part) for part in parts)])
    room = np.concatenate([part.upper for part in parts])
    pair = np.concatenate([part.pair for part in parts])
    group = np.concatenate([part.group + first for part, first in zip(parts, before, strict=False)])
    binds = np.bincount(group, minlength=len(room)) > room
    number, own = np.cumsum(binds) - 1, binds[group]
    return Groups(pair[own], number[group[own]], np.zeros(int(binds.sum()), dtype=np.int64), room[binds])


def _instance(everybody: Everybody, standing: Standing, pairs: Ints, groups: Groups) -> Instance:
    """Return the problem of those who take part in these pairs, and of nobody else."""
    whole = everybody.instance
    of_pairs = {name: getattr(whole, name)[pairs] for name in BY_PAIR if name not in ("mentee", "mentor")}
    mentees, mentee = np.unique(whole.mentee[pairs], return_inverse=True)
    mentors, mentor = np.unique(whole.mentor[pairs], return_inverse=True)
    return Instance(
        mentee=mentee,
        mentor=mentor,
        demand=standing.left[mentees],
        seats_before=standing.before[mentees],
        capacity=standing.free[mentors],
        min_load=np.zeros(len(mentors), dtype=np.int64),
        load_before=standing.load[mentors],
        groups=groups,
        order=whole.order[mentees],
        mentee_bits=whole.mentee_bits[mentees],
        mentor_bits=whole.mentor_bits[mentors],
        **of_pairs,
    )

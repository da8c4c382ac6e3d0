"""The best list where one mentor has stepped out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared, prepare
from matcher.results import LevelResult, Listing, level_result
from matcher.roster import numbers, texts
from matcher.scenarios.tracking import Track
from matcher.solving import Best, Instance, Shortlist, find_best_near


@dataclass(frozen=True)
class Absence:
    """What becomes of everybody if one mentor steps out.

    Parameters
    ----------
    mentor
        Place in the roster.
    mentees
        int64: whom the mentor has now.
    without
        int64: who has somebody now and would have nobody.
    moved
        int64: who else would have others than now; the mentor's own mentees are not among them.
    goals
        What the best list would reach; empty where no list would keep all fixed pairs, minimums and limits.
    """

    mentor: int
    mentees: Ints
    without: Ints
    moved: Ints
    goals: tuple[LevelResult, ...]

    @property
    def possible(self) -> bool:
        """Whether there would be a list."""
        return bool(self.goals)


def absences(listing: Listing, best: Best, track: Track) -> Sequence[Absence]:
    """Return for each mentor with somebody what the best list without the mentor would be."""
    mentors, near = np.unique(listing.mentor).tolist(), Shortlist.of(best)
    return [_absence(listing, near, mentor) for mentor in track(mentors, "With one mentor gone")]


def _absence(listing: Listing, near: Shortlist, mentor: int) -> Absence:
    own = np.unique(listing.mentee[listing.mentor == mentor])
    without = prepared_without(listing.prepared, mentor)
    found = find_best_near(without.instance, without.levels, near)
    if found is None:
        nobody = own[:0]
        return Absence(mentor, own, nobody, nobody, ())
    after = Listing.of(without, found.chosen)
    had, has = (_is_served(one) for one in (listing, after))
    moved = np.setdiff1d(_changed(listing, after), own)
    return Absence(
        mentor,
        own,
        np.flatnonzero(had & ~has),
        moved[has[moved]],
        tuple(level_result(without, one) for one in found.goals),
    )


def prepared_without(prepared: Prepared, mentor: int) -> Prepared:
    """Return the problem in which a mentor has no seat, and all of the mentor's pairs have ended.

    The people stay who they are, so that places in the roster are the same.
    """
    one = texts(prepared.roster.mentors, "mentor_id")[mentor]
    fixed = texts(prepared.roster.pairs, "mentor_id") == one
    if not prepared.policy.limits and not prepared.policy.held_back and not fixed.any():
        return replace(prepared, instance=_without_seats(prepared, mentor))
    seats = numbers(prepared.roster.mentors, "capacity").copy()
    seats[mentor] = 0
    roster = prepared.roster.with_tables(
        mentors=prepared.roster.mentors.assign(capacity=seats),
        pairs=prepared.roster.pairs[~fixed].reset_index(drop=True),
    )
    return prepare(roster, prepared.policy, prepared.rules.region, at=prepared.rules.at)


def _without_seats(prepared: Prepared, mentor: int) -> Instance:
    """Return the arrays where nothing else depends on the mentor."""
    instance = prepared.instance
    capacity, least = instance.capacity.copy(), instance.min_load.copy()
    capacity[mentor] = least[mentor] = 0
    return replace(instance, capacity=capacity, min_load=least)


def _is_served(listing: Listing) -> Mask:
    served = np.zeros(len(listing.prepared.roster.mentees), dtype=bool)
    served[listing.mentee] = True
    return served


def _changed(before: Listing, after: Listing) -> Ints:
    """Return whose mentors are others in the one list than in the other."""
    mentors = len(before.prepared.roster.mentors)
    had, has = (one.mentee * mentors + one.mentor for one in (before, after))
    return np.unique(np.setxor1d(had, has) // mentors)

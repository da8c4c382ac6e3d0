"""What a list reaches at each goal, in people's units, whether it is the best there or not."""

from collections.abc import Sequence

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared
from matcher.results import LevelResult, Listing, level_result
from matcher.roster import texts
from matcher.solving import Instance, LevelCheck
from matcher.solving.levels import FIRST_COME, Level, new_pairs

_NO_COSTS = np.zeros(0, dtype=np.int64)


def measured(prepared: Prepared, chosen: Mask, names: Sequence[str]) -> dict[str, LevelResult]:
    """Return what a list reaches at each of these goals, with the confirmed pairs.

    Parameters
    ----------
    chosen
        bool per possible pair.
    """
    found = {}
    for name in names:
        value = _value(prepared.instance, chosen, name)
        check = LevelCheck(Level(name, _NO_COSTS), value, None, proven=False)
        found[name] = level_result(prepared, check)
    return found


def _value(instance: Instance, chosen: Mask, name: str) -> int | None:
    if name in ("served", FIRST_COME):
        filled = np.bincount(instance.mentee[chosen], minlength=len(instance.demand))
        first = (filled > 0) & (instance.seats_before == 0)
        return int(filled.sum() + (first.sum() if name == "served" else 0))
    if name == "balance":
        loads = np.bincount(instance.mentor[chosen], minlength=len(instance.capacity))
        return int((loads * (2 * instance.load_before + loads)).sum())
    if name == "worst_off":
        return (
            int(instance.score[chosen & new_pairs(instance)].min())
            if np.any(chosen & new_pairs(instance))
            else None
        )
    counted = {
        "home": instance.home,
        "fewest_changes": instance.proposed,
        "tiers": instance.tier_cost,
        "compatibility": instance.score,
    }[name]
    return int(counted[chosen].sum())


def seats_by_mentee(listing: Listing, prepared: Prepared) -> Ints:
    """Return how many mentors each mentee of `prepared` has on a list, which may be of another roster; by id."""
    ids = texts(listing.prepared.roster.mentees, "mentee_id")[listing.mentee]
    own = texts(prepared.roster.mentees, "mentee_id")
    place = np.searchsorted(own, ids)
    found: Ints = np.bincount(place, minlength=len(own)).astype(np.int64)
    return found


def earlier_first(prepared: Prepared, before: Ints, after: Ints) -> tuple[int, int]:
    """Return which of two lists serves the earlier request, and the mentee whose request it is.

    Parameters
    ----------
    before, after
        int64 per mentee: how many mentors they have.

    Returns
    -------
    tuple
        1 where it is the later list, -1 where it is the earlier one, 0 where both serve the same; and the place of the
        mentee.
    """
    differ = np.flatnonzero(before != after)
    if not len(differ):
        return 0, -1
    seat = np.minimum(before, after)[differ]
    first = int(differ[np.lexsort([prepared.instance.order[differ], seat])[0]])
    return (1 if after[first] > before[first] else -1), first

"""What the caller asks: all arrays, looked through and compared with each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.assignment.faults import MOST_PLACES, Faults, listed
from matcher.assignment.goals import NEEDED, read_levels
from matcher.assignment.order import ArcOrder, doubled
from matcher.assignment.reading import MOST_COST, Array, Reader


@dataclass(frozen=True)
class Arrays:
    """The caller's arrays without faults; some may be the caller's own.

    Parameters
    ----------
    order
        Where the engine's arcs are among these.
    score
        Of any real dtype.
    """

    levels: tuple[str, ...]
    order: ArcOrder
    mentee: Ints
    mentor: Ints
    score: Array
    demand: Ints
    capacity: Ints
    min_load: Ints
    tier_cost: Ints | None
    rank: Ints | None
    locked: Mask | None


def read_arrays(
    mentee: npt.ArrayLike,
    mentor: npt.ArrayLike,
    score: npt.ArrayLike,
    *,
    demand: npt.ArrayLike,
    capacity: npt.ArrayLike,
    min_load: npt.ArrayLike,
    tier_cost: npt.ArrayLike | None,
    rank: npt.ArrayLike | None,
    locked: npt.ArrayLike | None,
    levels: Sequence[str],
) -> Arrays:
    """Return everything as arrays, looked through.

    Raises
    ------
    ValueError
        Something is wrong; every fault has its sentence.
    """
    faults = Faults()
    read = Reader(faults)
    places = read.whole("mentee", mentee), read.whole("mentor", mentor)
    seats = read.counts("capacity", capacity)
    costs = f"every cost must be from 0 to {MOST_COST:,}"
    arrays = Arrays(
        read_levels(levels, faults),
        ArcOrder.of(*places) if len(places[0]) == len(places[1]) else ArcOrder(None),
        *places,
        read.scores("score", score),
        read.counts("demand", demand),
        seats,
        read.one_or_more("min_load", min_load, len(seats)),
        None if tier_cost is None else read.whole_between("tier_cost", tier_cost, 0, MOST_COST, costs),
        None if rank is None else read.whole("rank", rank),
        None if locked is None else read.mask("locked", locked),
    )
    _check_lengths(arrays, read)
    _check_people(arrays, read, faults)
    _check_needed(arrays, faults)
    _check_doubled(arrays, read, faults)
    faults.tell()
    return arrays


def _check_lengths(arrays: Arrays, read: Reader) -> None:
    for by, per, names in (
        ("mentee", "arc", ("mentor", "score", "tier_cost", "locked")),
        ("demand", "mentee", ("rank",)),
        ("capacity", "mentor", ("min_load",)),
    ):
        for name in names:
            array = getattr(arrays, name)
            if array is not None:
                read.check_length(name, array, len(getattr(arrays, by)), by, per)


def _check_people(arrays: Arrays, read: Reader, faults: Faults) -> None:
    """Note arcs of people who are not there."""
    for name, by in (("mentee", "demand"), ("mentor", "capacity")):
        if read.can_compare(name, by):
            place, people = getattr(arrays, name), len(getattr(arrays, by))
            there = f"{by} has {people:,} values, so every {name} must be from 0 to {people - 1}"
            nobody = f"{by} is empty, so there is no {name}"
            faults.add_places(name, place, (place < 0) | (place >= people), there if people else nobody)


def _check_needed(arrays: Arrays, faults: Faults) -> None:
    for level, name in NEEDED.items():
        if level in arrays.levels and getattr(arrays, name) is None:
            faults.add(f"levels has '{level}', which needs {name}.")


def _check_doubled(arrays: Arrays, read: Reader, faults: Faults) -> None:
    if not read.can_compare("mentee", "mentor"):
        return
    one, other = doubled(arrays.mentee, arrays.mentor, arrays.order)
    shown = [
        f"arcs {first} and {second} are both mentee {arrays.mentee[first]} with mentor {arrays.mentor[first]}"
        for first, second in zip(one[:MOST_PLACES].tolist(), other[:MOST_PLACES].tolist(), strict=True)
    ]
    if shown:
        faults.add(f"mentee and mentor: {listed(shown, len(one))}; every pair must stand once.")

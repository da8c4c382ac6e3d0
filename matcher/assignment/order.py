"""Between the caller's order of the arcs and the engine's, which is by mentee, then mentor."""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask

Value = TypeVar("Value", bound=np.generic)
_LARGEST_KEY = 1 << 62


@dataclass(frozen=True)
class ArcOrder:
    """Where the arcs of the engine are among the caller's.

    Parameters
    ----------
    places
        int64 per arc in the engine's order: its place in the caller's; None where the orders are the same.
    """

    places: Ints | None

    @classmethod
    def of(cls, mentee: Ints, mentor: Ints) -> "ArcOrder":
        """Return the order of these arcs; equal ones keep the caller's order among themselves."""
        if _ascends(mentee, mentor):
            return cls(None)
        lowest = int(mentor.min())
        width = int(mentor.max()) - lowest + 1
        if (max(abs(int(mentee.min())), abs(int(mentee.max()))) + 1) * width >= _LARGEST_KEY:
            return cls(np.lexsort([mentor, mentee]))
        # One sort of keys takes a third of the time that sorting by two arrays takes.
        key = mentee * width
        key += mentor
        key -= lowest
        return cls(np.argsort(key, kind="stable"))

    def to_engine(self, values: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Return a copy of the caller's values per arc, in the engine's order."""
        return values.copy() if self.places is None else values[self.places]

    def to_caller(self, values: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Return the engine's values per arc, in the caller's order."""
        if self.places is None:
            return values
        found = np.empty_like(values)
        found[self.places] = values
        return found

    def callers(self, arcs: Ints) -> Ints:
        """Return the caller's places, ascending, of arcs that the engine names by place."""
        return arcs if self.places is None else np.sort(self.places[arcs])

    def engines(self, arcs: Ints) -> Ints:
        """Return the engine's places, ascending, of arcs that are named by the caller's place."""
        return np.sort(arcs) if self.places is None else np.flatnonzero(np.isin(self.places, arcs))


def doubled(mentee: Ints, mentor: Ints, order: ArcOrder) -> tuple[Ints, Ints]:
    """Return the caller's places of each two arcs that are the same pair; int64 each."""
    if order.places is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    sorted_mentee, sorted_mentor = mentee[order.places], mentor[order.places]
    same = np.flatnonzero(_equal_next(sorted_mentee) & _equal_next(sorted_mentor))
    return order.places[same], order.places[same + 1]


def _ascends(mentee: Ints, mentor: Ints) -> bool:
    """Whether each arc comes behind the one before it, which it cannot if a pair stands twice."""
    if np.any(mentee[1:] < mentee[:-1]):
        return False
    return not np.any(_equal_next(mentee) & (mentor[1:] <= mentor[:-1]))


def _equal_next(values: npt.NDArray[Any]) -> Mask:
    found: Mask = values[1:] == values[:-1]
    return found

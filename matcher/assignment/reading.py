"""The caller's arrays, one by one: what is wrong is told by array, place and rule."""

from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.assignment.faults import Faults

MOST_COST = 1_000_000
MOST_LOAD = 1_000_000_000
_LARGEST = np.iinfo(np.int64).max

Array = npt.NDArray[Any]


class Reader:
    """Reads array after array. One that cannot be read is noted, and empty from then on.

    Parameters
    ----------
    faults
        Where everything wrong is noted.
    """

    def __init__(self, faults: Faults):
        self._faults = faults
        self._unread: set[str] = set()

    def can_compare(self, *names: str) -> bool:
        """Whether all these arrays could be read."""
        return self._unread.isdisjoint(names)

    def whole(self, name: str, values: npt.ArrayLike) -> Ints:
        """Return whole numbers, int64; the caller's own array where it is of that dtype."""
        array = self._vector(name, values)
        if not len(array):
            return np.zeros(0, dtype=np.int64)
        if array.dtype.kind not in "iu":
            self._refuse(name, f"{_kind(name, array)}; it must be of an integer dtype")
            return np.zeros(0, dtype=np.int64)
        if array.dtype == np.uint64 and array.max() > _LARGEST:
            self._unread.add(name)
            self._faults.add_places(name, array, array > _LARGEST, "every number must be below 2**63")
            return np.zeros(0, dtype=np.int64)
        return array.astype(np.int64, copy=False)

    def whole_between(self, name: str, values: npt.ArrayLike, least: int, most: int, rule: str) -> Ints:
        """Return whole numbers, int64, after noting those that are not within these limits."""
        array = self.whole(name, values)
        self._faults.add_places(name, array, (array < least) | (array > most), rule)
        return array

    def counts(self, name: str, values: npt.ArrayLike) -> Ints:
        """Return whole numbers of at least 0, int64."""
        return self.whole_between(name, values, 0, _LARGEST, "every number must be at least 0")

    def scores(self, name: str, values: npt.ArrayLike) -> Array:
        """Return finite numbers in their own dtype; the caller's own array where it is one."""
        array = self._vector(name, values)
        if len(array) and array.dtype.kind not in "fiu":
            self._refuse(name, f"{_kind(name, array)}; it must be of a float dtype")
            return np.zeros(0)
        with np.errstate(over="ignore"):
            finite = np.isfinite(array if array.dtype.itemsize <= 8 else array.astype(np.float64))
        self._faults.add_places(name, array, ~finite, "every score must be a finite number")
        return array

    def mask(self, name: str, values: npt.ArrayLike) -> Mask:
        """Return bools."""
        array = self._vector(name, values)
        if len(array) and array.dtype != np.bool_:
            self._refuse(name, f"{_kind(name, array)}; it must be of dtype bool")
        return array if array.dtype == np.bool_ else np.zeros(0, dtype=bool)

    def one_or_more(self, name: str, values: npt.ArrayLike, people: int) -> Ints:
        """Return a number for each mentor, int64, where one number may stand for all."""
        rule = f"from 0 to {MOST_LOAD:,}"
        if not isinstance(values, int | float | np.generic):
            return self.whole_between(name, values, 0, MOST_LOAD, f"every number must be {rule}")
        if isinstance(values, bool) or not isinstance(values, int | np.integer):
            self._refuse(
                name, f"{name} is {values!r}; it must be a whole number {rule}, or one for each mentor"
            )
            return np.zeros(0, dtype=np.int64)
        if not 0 <= values <= MOST_LOAD:
            self._refuse(name, f"{name} is {int(values)}; it must be {rule}")
            return np.zeros(0, dtype=np.int64)
        return np.full(people, values, dtype=np.int64)

    def check_length(self, name: str, array: Array, wanted: int, by: str, per: str) -> None:
        """Note an array that does not have a value for each arc, mentee or mentor, of which `by` has one for each."""
        if self.can_compare(name, by) and len(array) != wanted:
            has = f"{len(array):,} value" + ("" if len(array) == 1 else "s")
            self._refuse(name, f"{name} has {has}, {by} has {wanted:,}; both must have one for each {per}")

    def _vector(self, name: str, values: npt.ArrayLike) -> Array:
        try:
            array = np.asarray(values)
        except ValueError:
            self._refuse(name, f"{name} has rows of different lengths; it must be one-dimensional")
            return np.zeros(0)
        if array.ndim != 1:
            has = "is a single value" if array.ndim == 0 else f"has the shape {array.shape}"
            self._refuse(name, f"{name} {has}; it must be one-dimensional")
            return np.zeros(0)
        return array

    def _refuse(self, name: str, sentence: str) -> None:
        self._unread.add(name)
        self._faults.add(f"{sentence}.")


def _kind(name: str, array: Array) -> str:
    """Return of which dtype an array is, and the first value that cannot be a whole number."""
    found = f"{name} is of dtype {array.dtype}"
    if array.dtype.kind != "f":
        return found
    wrong = np.flatnonzero(~np.isfinite(array) | (np.floor(array) != array))
    return f"{found}, and {name}[{wrong[0]}] is {array[wrong[0]]}" if len(wrong) else found

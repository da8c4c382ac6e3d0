"""Calendar months on columns of days; an unknown day stays unknown."""

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints

Days = npt.NDArray[np.datetime64]
"""datetime64[D]; NaT is unknown."""
_DAY = "datetime64[D]"
_MONTH = "datetime64[M]"


def after_months(days: Days, months: Ints | int) -> Days:
    """Return the same day so many months later; the month's last day where it has no such day."""
    month = days.astype(_MONTH)
    within = days - month.astype(_DAY)
    first, next_first = (month + months).astype(_DAY), (month + months + 1).astype(_DAY)
    later: Days = first + np.minimum(within, next_first - first - np.timedelta64(1, "D"))
    return later


def months_over(start: Days, day: np.datetime64) -> Ints:
    """Return how many whole months are over on `day`, 0 where the start is unknown; below 0 before the start."""
    known = ~np.isnat(start)
    begun = np.where(known, start, day)
    months = (day.astype(_MONTH) - begun.astype(_MONTH)).astype(np.int64)
    over: Ints = months - (after_months(begun, months) > day)
    return over


def hours_by(start: Days, day: np.datetime64, hours: int, months: int) -> Ints:
    """Return how many of `hours` there should be by the morning of `day`, whole ones, 0 where the start is unknown.

    Each of the `months` from the start on brings the same part of them, and each day of a month the same part of that.
    """
    whole = np.clip(months_over(start, day), 0, months)
    begun = np.where(np.isnat(start), day, start)
    since, until = after_months(begun, whole), after_months(begun, whole + 1)
    length = (until - since).astype(np.int64)
    passed = np.clip((day - since).astype(np.int64), 0, length)
    found: Ints = np.minimum(hours * (whole * length + passed) // (months * length), hours)
    return found

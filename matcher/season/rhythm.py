"""How often batches run."""

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
_STEPS = {"daily": 1, "weekly": 7, "two-weekly": 14}
MONTHLY = "monthly"
RHYTHMS = (*_STEPS, MONTHLY)
"""How often batches may run, the most often first."""


def batch_days(rhythm: str, first: np.datetime64, last: np.datetime64) -> Days:
    """Return the days of the batches, from the first day on; the last day always has one, so that nobody is left out.

    Parameters
    ----------
    rhythm
        One of `RHYTHMS`; monthly is the same day of each month as the first, or the month's last where it has none.
    first, last
        datetime64[D], both days of the season.
    """
    if rhythm == MONTHLY:
        days = _monthly(first, last)
    else:
        days = np.arange(first, last + 1, _STEPS[rhythm], dtype="datetime64[D]")
    return days if days[-1] == last else np.append(days, last)


def _monthly(first: np.datetime64, last: np.datetime64) -> Days:
    begins = np.arange(first.astype("datetime64[M]"), last.astype("datetime64[M]") + 1, dtype="datetime64[M]")
    into = first - begins[0].astype("datetime64[D]")
    ends = (begins + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    days: Days = np.minimum(begins.astype("datetime64[D]") + into, ends)
    return days[days <= last]

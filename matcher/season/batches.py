"""Batch after batch: what a season comes to at a rhythm, and what it could have come to at once."""

from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.roster import MatcherError
from matcher.season.batch import Standing, next_list
from matcher.season.everybody import Everybody, Times
from matcher.solving import CrossingGroups
from matcher.solving.levels import FIRST_COME

SERVED = "served"


@dataclass(frozen=True)
class Made:
    """The pairs that a season came to.

    Parameters
    ----------
    pairs
        int64: places among the possible pairs.
    batch
        int64 per pair: in which batch, from 0.
    days
        datetime64[D] per batch.
    declined
        How many offered pairs were declined.
    """

    pairs: Ints
    batch: Ints
    days: Times
    declined: int = 0

    @property
    def day(self) -> Times:
        """Return the day of each pair's batch."""
        return self.days[self.batch]


def run_batches(everybody: Everybody, asking: Mask, days: Times, declines: Mask) -> Made:
    """Return what batches on these days come to.

    Parameters
    ----------
    asking
        bool per mentee: asks for somebody, from the day of the request on.
    declines
        bool per pair: is declined when it is offered; then it is not offered again, and seat and place in line are open.

    Raises
    ------
    MatcherError
        In some batch limits cut through each other.
    """
    standing = Standing.at_first(everybody)
    asked_on = np.where(asking, everybody.requested.astype("datetime64[D]"), np.datetime64("NaT", "D"))
    made: list[Ints] = []
    declined = 0
    for day in days:
        offered = _offered(everybody, standing, asked_on <= day, day)
        refused = declines[offered]
        standing.closed[offered[refused]] = True
        declined += int(refused.sum())
        made.append(offered[~refused])
        standing.add(everybody, made[-1])
    batch = np.repeat(np.arange(len(days)), [len(one) for one in made])
    return Made(np.concatenate([np.zeros(0, dtype=np.int64), *made]), batch, days, declined)


def _offered(everybody: Everybody, standing: Standing, asked: Mask, day: np.datetime64) -> Ints:
    """Return the pairs of the batch on a day."""
    try:
        return next_list(everybody, standing, asked, everybody.there(day), day)
    except CrossingGroups:
        # Limits that could not become full before may cut through each other once some pairs stand.
        raise MatcherError(
            f"In the batch on {day} limits, or seats held back, cut through each other; only those that nest can be kept."
        ) from None


def all_at_once(everybody: Everybody, asking: Mask, declines: Mask, *, in_order: bool) -> Made:
    """Return the best that everybody together could have come to, who declines known beforehand.

    Mentors count as there who are at any time, and nothing is held back: no season at any rhythm could come to more.

    Parameters
    ----------
    in_order
        Whether nobody is passed over for a later request; else as many as can be are served.
    """
    levels = everybody.levels if in_order else with_hindsight(everybody.levels)
    standing = Standing.at_first(everybody)
    standing.closed |= declines
    pairs = next_list(replace(everybody, levels=levels), standing, asking)
    no_day = np.array(["NaT"], dtype="datetime64[D]")
    return Made(pairs, np.zeros(len(pairs), dtype=np.int64), no_day)


def with_hindsight(levels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the goals with serving as many as can be in the place of serving in order."""
    return (SERVED, *(name for name in levels if name not in (SERVED, FIRST_COME)))

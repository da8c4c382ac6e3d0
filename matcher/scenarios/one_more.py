"""What each of several changes of a season comes to, priced at once or tried out one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.solving import Best, Changed, LevelCheck
from matcher.solving.levels import FIRST_COME
from matcher.solving.queue import Queue


@dataclass(frozen=True)
class Changes:
    """What each of several changes comes to.

    Parameters
    ----------
    value
        float64, changes × goals: by how much each goal's value is another one, in whole units; NaN where there is no list
        or no value.
    earlier
        int64 per change: 1 if the first request that is served in one list only is served after, -1 if before; 0 where
        the numbers alone say which list is better.
    """

    value: Floats
    earlier: Ints

    @classmethod
    def priced(cls, found: Changed) -> "Changes":
        """Return what was priced on ways round the list: there who is served with a seat less is served with it."""
        value = found.value.T.astype(np.float64)
        return cls(value, np.zeros(len(value), dtype=np.int64))

    def gains(self, goals: Sequence[LevelCheck]) -> Floats:
        """Return float64, changes × goals: by how much each is better, 0 where it cannot be said.

        Of the order of requests an earlier one decides, whatever their number; alone it counts one half of a request.
        """
        sense = np.array([1 if one.level.sense == "most" else -1 for one in goals])
        found: Floats = np.nan_to_num(self.value) * sense + 0.0
        for place, one in enumerate(goals):
            if one.level.name == FIRST_COME:
                served = found[:, place]
                found[self.earlier > 0, place] = np.maximum(served, 0.5)[self.earlier > 0]
                found[self.earlier < 0, place] = np.minimum(served, -0.5)[self.earlier < 0]
        return found


def differences(best: Best, others: Iterable[Best | None]) -> Changes:
    """Return what is different in each of these lists; None is no list."""
    values, earlier = [], []
    for other in others:
        if other is None:
            values.append([np.nan] * len(best.goals))
        else:
            both = zip(best.goals, other.goals, strict=True)
            values.append([_difference(one.value, new.value) for one, new in both])
        earlier.append(0 if other is None else _earlier(best, other))
    shape = (len(values), len(best.goals))
    return Changes(np.array(values, dtype=np.float64).reshape(shape), np.array(earlier, dtype=np.int64))


def _earlier(best: Best, other: Best) -> int:
    """Return 1 if the first request that is served in one list only is served in the other one, -1 in the best one."""
    if FIRST_COME not in best.levels:
        return 0
    queue, people = Queue.of(best.instance), best.instance.demand
    before, after = (
        queue.waits(np.bincount(one.instance.mentee[one.chosen], minlength=len(people)))
        for one in (best, other)
    )
    differ = np.flatnonzero(before != after)
    if not len(differ):
        return 0
    return 1 if before[differ[0]] else -1


def _difference(before: int | None, after: int | None) -> float:
    return np.nan if before is None or after is None else after - before

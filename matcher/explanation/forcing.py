"""What it would cost to insist on one pair: the best list that has it, beside the one that was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Mask
from matcher.preparation import Prepared
from matcher.solving import Groups, Instance, LevelCheck, find_best
from matcher.solving.levels import TIE_BREAK


@dataclass(frozen=True)
class Forced:
    """The best list with one pair in it.

    Parameters
    ----------
    chosen
        bool per possible pair; None where no list has it.
    before, after
        What the list that was found, and this one, reach at each goal, in order.
    """

    chosen: Mask | None
    before: tuple[LevelCheck, ...]
    after: tuple[LevelCheck, ...]


def force(prepared: Prepared, found: Sequence[LevelCheck], place: int) -> Forced:
    """Return the best list with one pair in it, found anew and proven.

    Parameters
    ----------
    found
        What the list that was found reaches.
    place
        The pair, among the possible pairs.
    """
    before = tuple(one for one in found if one.level.name != TIE_BREAK)
    best = find_best(_with_pair(prepared.instance, place), prepared.levels)
    return Forced(None, before, ()) if best is None else Forced(best.chosen, before, best.goals)


def _with_pair(instance: Instance, place: int) -> Instance:
    """Return the problem in which a pair must be in the list.

    It is asked for as a minimum: a lock would take it out of those whose lowest fit counts.
    """
    groups, one = instance.groups, np.array([1], dtype=np.int64)
    return replace(
        instance,
        groups=Groups(
            np.append(groups.pair, place),
            np.append(groups.group, len(groups)),
            np.concatenate([groups.lower, one]),
            np.concatenate([groups.upper, one]),
        ),
    )

"""What a list reaches at each goal, with the pairs that stood before."""

from dataclasses import dataclass

import numpy as np

from matcher.compatibility import MICRO
from matcher.preparation import Prepared
from matcher.roster import numbers, texts
from matcher.solving import LevelCheck
from matcher.solving.levels import BY_SCORE, FIRST_COME, WORST_OFF

PROOFS = {FIRST_COME: "marks", WORST_OFF: "cut"}
"""What proves a goal that is no sum; all others are proven by prices."""


@dataclass(frozen=True)
class LevelResult:
    """What the list reaches at one goal.

    Parameters
    ----------
    value, bound
        In the goal's own unit, all listed pairs counted; they are equal where the goal is proven. None for
        ``worst_off`` where there is no new pair.
    proof
        What proves it: "prices", "marks" or "cut".
    """

    name: str
    words: str
    value: float | None
    bound: float | None
    proven: bool
    proof: str


def level_result(prepared: Prepared, one: LevelCheck) -> LevelResult:
    """Return a goal as people read it: with the confirmed pairs, in its own unit."""
    name = one.level.name
    unit = MICRO if name in BY_SCORE else 1
    extra = standing_value(prepared, name)
    value, bound = (None if found is None else (found + extra) / unit for found in (one.value, one.bound))
    if unit == 1:
        value, bound = (None if found is None else int(found) for found in (value, bound))
    return LevelResult(name, one.level.describe(), value, bound, one.proven, PROOFS.get(name, "prices"))


def standing_value(prepared: Prepared, name: str) -> int:
    """Return what the confirmed pairs add to a goal."""
    mentee, mentor = prepared.confirmed_here
    if name in ("served", FIRST_COME):
        wanted = numbers(prepared.roster.mentees, "mentors_needed").astype(np.int64)
        filled = np.minimum(np.bincount(mentee, minlength=len(wanted)), wanted)
        return int(filled.sum() + (np.minimum(filled, 1).sum() if name == "served" else 0))
    if name == "compatibility":
        return int(prepared.scorecard.score(mentee, mentor).micro.sum())
    if name == "home":
        regions = [texts(prepared.roster.table(table), "region") for table in ("mentees", "mentors")]
        return int((regions[0][mentee] == regions[1][mentor]).sum())
    if name == "balance":
        return int((prepared.taken[prepared.rules.here[1]] ** 2).sum())
    return 0

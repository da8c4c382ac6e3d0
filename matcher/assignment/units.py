"""Scores as whole numbers, which is what a proof by exact arithmetic needs."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.arrays import Floats, Ints

FINENESS = 1_000_000
"""A unit is at most this part of the span between the lowest and the highest score."""
ROOM = 1 << 60
"""Whole scores times the number of people stay below; the solver refuses 2**62."""


@dataclass(frozen=True)
class Units:
    """What one whole unit stands for, and from where they are counted.

    Parameters
    ----------
    size
        In the caller's scores.
    origin, base
        A score of `origin` is `base` units; others are as many units more or less as they are away from it.
    scale
        The power of two above all absolute scores: computing with scores divided by 2**scale neither over- nor
        underflows.
    """

    size: Fraction
    origin: float
    base: int
    scale: int

    def whole(self, scores: npt.NDArray[Any]) -> Ints:
        """Return scores in whole units, int64; none but 0 becomes 0, as the sign decides whether a pair is worth it."""
        found: Floats = np.ldexp(scores.astype(np.float64, copy=False), -self.scale)
        if self.origin:
            found -= math.ldexp(self.origin, -self.scale)
        found /= float(self.size / Fraction(2) ** self.scale)
        np.rint(found, out=found)
        whole = found.astype(np.int64)
        whole += self.base
        lost = np.flatnonzero((whole == 0) & (scores != 0))
        whole[lost] = np.sign(scores[lost])
        return whole


def units_for(scores: npt.NDArray[Any], *, longer: int, people: int) -> Units:
    """Return units in which the best lists are the same as in the scores, up to rounding to units.

    A decimal unit, in which scores of few digits are exact, is taken where the whole numbers then are small enough.

    Parameters
    ----------
    scores
        Float per arc, finite.
    longer
        How many pairs any list can be made longer along one way of swaps; 0 where all lists that are compared have
        the same number of pairs.
    people
        Mentees and mentors.

    Raises
    ------
    ValueError
        The scores lie too far from zero for that many people.
    """
    low, high = (float(scores.min()), float(scores.max())) if len(scores) else (0.0, 0.0)
    span = Fraction(high) - Fraction(low)
    for size in _sizes(span, abs(high)):
        units, largest = _counted(low, high, size, longer)
        if largest * (people + 1) < ROOM:
            return units
    raise ValueError(
        f"score goes from {low!r} to {high!r}, too far from zero for {people:,} people if larger lists are weighed "
        "against better ones; put 'served' or 'first_come' before 'compatibility', or move the scores nearer to zero."
    )


def _sizes(span: Fraction, level: float) -> tuple[Fraction, ...]:
    """Return the sizes that units may have, best first; `level` is what all scores are where they have no span."""
    if not span:
        return (Fraction(level or 1),)
    return Fraction(10) ** _magnitude(span) / FINENESS, span / FINENESS


def _magnitude(number: Fraction) -> int:
    """Return the exponent of the greatest power of ten that is not above `number`."""
    found = len(str(number.numerator)) - len(str(number.denominator))
    return found if Fraction(10) ** found <= number else found - 1


def _counted(low: float, high: float, size: Fraction, longer: int) -> tuple[Units, int]:
    """Return the units of this size, and the largest number of them.

    A way of swaps by which a list gets one pair longer gains at least the lowest score and loses at most `longer` spans.
    Where the lowest score is above that, every longer list is better, however high the scores are: they are lowered to
    just above it. Where all are below zero, no mentor of a best list has more than locks and minimum loads ask for, so
    that all best lists are equally long, and the scores may be raised as long as they stay below zero.
    """
    span = Fraction(high) - Fraction(low)
    steps, scale = round(span / size), math.frexp(max(abs(low), abs(high)))[1]
    if span and low > longer * span:
        base = longer * steps + 1
        return Units(size, low, base, scale), base + steps
    if span and high < 0:
        return Units(size, high, -1, scale), 1 + steps
    return Units(size, 0.0, 0, scale), round(Fraction(max(abs(low), abs(high))) / size)

"""The points of a frontier."""

from dataclasses import dataclass

from matcher.arrays import Mask


@dataclass(frozen=True)
class Point:
    """A list that no other list beats at both goals.

    Parameters
    ----------
    compatibility
        Total fit in millionths.
    other
        What it reaches at the other goal, in that goal's whole units; None where there is no new pair.
    chosen
        bool per pair: the list that the fixed choice takes among those that reach both.
    """

    compatibility: int
    other: int | None
    chosen: Mask


@dataclass(frozen=True)
class Frontier:
    """All points, the highest fit first.

    Parameters
    ----------
    gaps
        After which points (places) there may be more before the next one, as the search was broken off.
    """

    points: tuple[Point, ...]
    gaps: tuple[int, ...] = ()

"""Regions split into service areas."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from matcher.sample.draws import Draws
from matcher.sample.places import DISTRICT_REACH, Region

_LEAST_DIGITS = 3
_MENTORS = 100
_EVENED = 2
"""Parts of a region's mentees that follow its mentors, beside one that follows its own weight."""
_LEAST_BUSY, _MOST_BUSY = 80, 120
"""Per cent of a region's usual mentees for each mentor."""


def split(draws: Draws, regions: Sequence[Region], count: int) -> tuple[Region, ...]:
    """Split regions into service areas, coded as MASA-3-014: each region by its share of the mentors.

    All areas have equal weights of mentors. Their mentees weigh about twice as much: more where the region
    has more of them, and more or less by chance.

    Parameters
    ----------
    count
        How many areas in all, at least 1. Where they are few, the regions with the fewest mentors get none.
    """
    counts = _apportioned([region.mentors for region in regions], count)
    digits = max(_LEAST_DIGITS, len(str(max(counts))))
    busy = iter((_LEAST_BUSY + draws.below(_MOST_BUSY - _LEAST_BUSY + 1, count)).tolist())
    found = []
    for region, areas in zip(regions, counts, strict=True):
        crowded = (region.mentees + _EVENED * region.mentors) / (1 + _EVENED)
        for number, place in enumerate(_boxes(region, areas), 1):
            code, title = f"{region.code}-{number:0{digits}}", f"{region.title} {number}"
            mentees = round(2 * next(busy) * crowded / region.mentors)
            found.append(replace(place, code=code, title=title, mentees=mentees, mentors=_MENTORS))
    return tuple(found)


def _apportioned(weights: Sequence[int], count: int) -> list[int]:
    """Divide a number by weights; what is left over goes to the largest remainders, the first of equal ones."""
    products = np.asarray(weights, dtype=np.int64) * count
    shares, remainders = np.divmod(products, sum(weights))
    shares[np.argsort(-remainders, kind="stable")[: count - shares.sum()]] += 1
    return [int(share) for share in shares]


def _boxes(region: Region, count: int) -> Iterator[Region]:
    """Cut a region's box into a grid of boxes of one size, row by row; the last of a row may stay empty."""
    rows = math.isqrt(count)
    columns = -(-count // rows) if count else 0
    for place in range(count):
        row, column = divmod(place, columns)
        north, east = (
            (reach - DISTRICT_REACH) / parts
            for reach, parts in ((region.north, rows), (region.east, columns))
        )
        yield replace(
            region,
            latitude=region.latitude + (2 * row + 1 - rows) * north,
            longitude=region.longitude + (2 * column + 1 - columns) * east,
            north=north + DISTRICT_REACH,
            east=east + DISTRICT_REACH,
        )

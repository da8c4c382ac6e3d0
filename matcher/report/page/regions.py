"""Who is of which region, as numbers: people and listed pairs."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

import numpy as np

from matcher.arrays import Ints
from matcher.matching import Matching
from matcher.roster import texts

MOST_REGIONS = 300
"""A table by region holds so many; the others are together in its last row."""


@dataclass(frozen=True)
class Regions:
    """The regions of a list.

    Parameters
    ----------
    names
        Their codes, in order.
    mentees, mentors
        int64 per person, the place of the region in `names`.
    """

    matching: Matching
    names: list[str]
    mentees: Ints
    mentors: Ints

    @classmethod
    def of(cls, matching: Matching) -> "Regions":
        """Return the regions of everybody on the lists."""
        both = [texts(matching.roster.table(table), "region") for table in ("mentees", "mentors")]
        names, codes = np.unique(np.concatenate(both), return_inverse=True)
        split = len(both[0])
        return cls(matching, [str(name) for name in names], codes[:split], codes[split:])

    @cached_property
    def of_pairs(self) -> tuple[Ints, Ints]:
        """Return the regions of the mentee and of the mentor of each listed pair."""
        mentee, mentor = self.matching.listing.mentee, self.matching.listing.mentor
        return self.mentees[mentee], self.mentors[mentor]

    def count(self, codes: Ints, amounts: Ints | None = None) -> Ints:
        """Return how many of `codes` are of each region, or the sum of their amounts."""
        found = np.bincount(codes, amounts, minlength=len(self.names))
        return found.astype(np.int64)

    def title(self, region: int) -> str:
        """Return a region's code with what people call it."""
        code = self.names[region]
        name = self.matching.policy.title("region", code)
        return code if name == code else f"{code} {name}"

    def html(self, region: int) -> str:
        """Return a region's code with what people call it, as HTML."""
        return escape(self.title(region))


def rows_by_region(regions: Regions, values: Ints, weight: Ints) -> list[tuple[str, list[int]]]:
    """Return the rows of a table by region: what the region is called, as HTML, and its values.

    Parameters
    ----------
    values
        int64, regions × columns.
    weight
        int64 per region. Those with none are left out; those with the most have a row each.
    """
    order = np.lexsort([np.arange(len(weight)), -weight])
    order = order[weight[order] > 0]
    own, others = np.sort(order[:MOST_REGIONS]).tolist(), order[MOST_REGIONS:]
    rows = [(regions.html(one), values[one].tolist()) for one in own]
    if len(others):
        rows.append((f"{len(others):,} other regions", values[others].sum(axis=0).tolist()))
    return rows

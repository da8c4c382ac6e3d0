"""Kinds of match by region of the mentee: a bar a region, with its numbers."""

from html import escape

import numpy as np

from matcher.arrays import Ints
from matcher.matching import Matching
from matcher.report.page.drawing import Part, bar, swatch
from matcher.report.page.markup import count
from matcher.report.page.regions import Regions, rows_by_region
from matcher.report.page.tables import Column, Kind, table_html

FIXED = "fixed before, no kind"


def kinds(matching: Matching) -> str:
    """Return how many of each region have a mentor, and by which kind of match."""
    regions = Regions.of(matching)
    people = [matching.counts["by_region"].get(name, {}) for name in regions.names]
    served, eligible = (
        np.array([one.get(key, 0) for one in people], dtype=np.int64)
        for key in ("mentees_served", "mentees_eligible")
    )
    by_kind = _pairs_by_kind(matching, regions)
    names = [tier.name for tier in matching.policy.tiers] + [FIXED] * bool(by_kind[:, -1].any())
    by_kind = by_kind[:, : len(names)]
    values = np.column_stack([served, eligible, by_kind])
    longest = max(int(by_kind.sum(axis=1).max(initial=0)), 1)
    rows = [
        [region, _bar(numbers, longest), f"{served:,} of {can:,}", *map(count, numbers)]
        for region, (served, can, *numbers) in rows_by_region(regions, values, eligible + by_kind.sum(axis=1))
    ]
    heads = [
        Column("Region", Kind.REGION),
        Column("Pairs", Kind.PICTURE),
        Column("With a mentor", Kind.NUMBER),
    ]
    heads += [Column(name, Kind.NUMBER, swatch(place)) for place, name in enumerate(names)]
    return _order(matching) + table_html(
        "kinds", "Pairs by region of the mentee and kind of match", heads, rows, sort=True
    )


def _pairs_by_kind(matching: Matching, regions: Regions) -> Ints:
    """Return int64, regions × kinds of match; the last column holds pairs without a kind."""
    width = len(matching.policy.tiers) + 1
    place = matching.listing.place
    tier = np.full(len(place), width - 1, dtype=np.int64)
    new = place >= 0
    tier[new] = matching.prepared.candidates.tier[place[new]] % width
    found = np.bincount(regions.of_pairs[0] * width + tier, minlength=len(regions.names) * width)
    return found.reshape(-1, width).astype(np.int64)


def _bar(numbers: list[int], longest: int) -> str:
    return bar([Part(place, number) for place, number in enumerate(numbers)], longest)


def _order(matching: Matching) -> str:
    best = escape(matching.policy.tiers[0].name)
    return f"<p>The best kind of match stands first: {best}.</p>"

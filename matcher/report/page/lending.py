"""What each region lends to others and borrows from them."""

from html import escape

import numpy as np

from matcher.arrays import Ints
from matcher.matching import Matching
from matcher.report.page.drawing import Part, both_ways, swatch
from matcher.report.page.markup import count, few, name_html, paragraph, plural
from matcher.report.page.regions import MOST_REGIONS, Regions, rows_by_region
from matcher.report.page.tables import Column, Kind, table_html
from matcher.roster import numbers, texts

LENT, BORROWED = 1, 3
"""Their patterns."""
MOST_PAIRS = 6
"""So many pairs from one region to another are named."""


def lending(matching: Matching) -> str:
    """Return for each region its pairs at home, those that it lends and borrows, and what is left."""
    regions = Regions.of(matching)
    mentee, mentor = regions.of_pairs
    if len(regions.names) < 2:
        return paragraph("All are of one region.")
    across = mentee != mentor
    home, lent, borrowed = (
        regions.count(codes) for codes in (mentee[~across], mentor[across], mentee[across])
    )
    values = np.column_stack(
        [home, lent, borrowed, _seats_left(matching, regions), _waiting(matching, regions)]
    )
    widest = int(max(lent.max(initial=0), borrowed.max(initial=0), 1))
    rows = [
        [region, *map(count, numbers[:2]), _bar(numbers, widest), *map(count, numbers[2:])]
        for region, numbers in rows_by_region(regions, values, values.sum(axis=1))
    ]
    heads = [
        Column("Region", Kind.REGION),
        Column("Pairs at home", Kind.NUMBER),
        Column("lent", Kind.NUMBER, swatch(LENT)),
        Column("Lent | borrowed", Kind.PICTURE),
        Column("borrowed", Kind.NUMBER, swatch(BORROWED)),
        Column("Seats left", Kind.NUMBER),
        Column("Without a mentor", Kind.NUMBER),
    ]
    said = f"{plural(int(across.sum()), 'pair')} of {count(len(across))} cross a region’s border."
    note = "Lent: a mentor of the region has a mentee of another one. Borrowed: a mentee has a mentor of another one."
    return (
        paragraph(said, note)
        + table_html("lending-table", "Pairs by region, lent and borrowed", heads, rows, sort=True)
        + (_flows(matching, regions) if across.any() else "")
    )


def _bar(numbers: list[int], widest: int) -> str:
    return both_ways(Part(LENT, numbers[1]), Part(BORROWED, numbers[2]), widest)


def _seats_left(matching: Matching, regions: Regions) -> Ints:
    """Return the seats left by region of the mentor."""
    mentors = matching.mentors
    left = np.maximum(numbers(mentors, "seats") - numbers(mentors, "used"), 0)
    region_of = dict(zip(texts(matching.roster.mentors, "mentor_id"), regions.mentors.tolist(), strict=True))
    codes = np.array([region_of[one] for one in texts(mentors, "mentor_id")], dtype=np.int64)
    return regions.count(codes, left)


def _waiting(matching: Matching, regions: Regions) -> Ints:
    """Return who could be served and has no mentor, by region of the mentee."""
    people = [matching.counts["by_region"].get(name) for name in regions.names]
    left = [one["mentees_eligible"] - one["mentees_served"] if one else 0 for one in people]
    return np.array(left, dtype=np.int64)


def _flows(matching: Matching, regions: Regions) -> str:
    """Return who lends to whom, with the first names of each."""
    flows = _grouped(regions)
    largest = sorted(sorted(range(len(flows)), key=lambda one: (-len(flows[one]), one))[:MOST_REGIONS])
    to, lender = regions.of_pairs
    rows = [
        [
            escape(regions.names[lender[flow[0]]]),
            escape(regions.names[to[flow[0]]]),
            count(len(flow)),
            few(_names(matching, flow), MOST_PAIRS),
        ]
        for flow in (flows[one] for one in largest)
    ]
    heads = [
        Column("Lends", Kind.CODE),
        Column("Borrows", Kind.CODE),
        Column("Pairs", Kind.NUMBER),
        Column("Mentor with mentee", Kind.WORDS),
    ]
    note = f"The {len(largest)} largest of {len(flows):,} are shown." if len(largest) < len(flows) else ""
    title = "Pairs across regions, by who lends to whom"
    return paragraph(note) + table_html("flows", title, heads, rows, sort=True)


def _grouped(regions: Regions) -> list[Ints]:
    """Return the pairs across regions, by region of the mentor, then of the mentee."""
    to, lender = regions.of_pairs
    across = np.flatnonzero(to != lender)
    order = across[np.lexsort([across, to[across], lender[across]])]
    keys = lender[order] * len(regions.names) + to[order]
    return np.split(order, np.flatnonzero(keys[1:] != keys[:-1]) + 1)


def _names(matching: Matching, places: Ints) -> list[str]:
    """Return the names of both people of some pairs, as HTML."""
    sides = (("mentors", matching.listing.mentor), ("mentees", matching.listing.mentee))
    names = [texts(matching.roster.table(table), "name")[side[places]] for table, side in sides]
    return [f"{name_html(one)} with {name_html(other)}" for one, other in zip(*names, strict=True)]

"""Loads: how many mentors have how many mentees."""

import numpy as np

from matcher.arrays import Ints
from matcher.matching import Matching
from matcher.report.page.drawing import Part, bar, swatch
from matcher.report.page.markup import count, paragraph, plural
from matcher.report.page.tables import Column, Kind, table_html
from matcher.roster import numbers

MOST_LOADS = 12
"""Greater loads are counted together."""


def loads(matching: Matching) -> str:
    """Return how many mentors have none, one, two mentees and so on, and how many of them are full."""
    seats, used = (numbers(matching.mentors, name).astype(np.int64) for name in ("seats", "used"))
    can = (seats > 0) | (used > 0)
    load, full = np.minimum(used[can], MOST_LOADS), used[can] >= seats[can]
    both = [_by_load(load[full]), _by_load(load[~full])]
    longest = int(np.max(np.sum(both, axis=0), initial=0))
    last = int(load.max(initial=0))
    rows = [
        [
            _named(one),
            bar([Part(0, busy), Part(1, free)], longest),
            count(busy + free),
            count(busy),
            count(free),
        ]
        for one, busy, free in zip(range(last + 1), both[0].tolist(), both[1].tolist(), strict=False)
    ]
    heads = [
        Column("Mentees of one mentor", Kind.NUMBER),
        Column("Mentors", Kind.PICTURE),
        Column("Mentors", Kind.NUMBER),
        Column("all seats used", Kind.NUMBER, swatch(0)),
        Column("a seat left", Kind.NUMBER, swatch(1)),
    ]
    return paragraph(
        f"{plural(int(can.sum()), 'mentor')} can serve, with {plural(int(seats.sum()), 'seat')} together; "
        f"{count(int(np.minimum(used, seats).sum()))} of them are used.",
        _beyond(int(np.maximum(used - seats, 0).sum())),
        _others(int(np.sum(~can))),
    ) + table_html("loads", "Mentors by how many mentees they have", heads, rows)


def _by_load(load: Ints) -> Ints:
    return np.bincount(load, minlength=MOST_LOADS + 1)


def _named(load: int) -> str:
    return f"{load} or more" if load == MOST_LOADS else str(load)


def _beyond(pairs: int) -> str:
    return (
        f"{plural(pairs, 'confirmed pair')} {'stands' if pairs == 1 else 'stand'} beyond them."
        if pairs
        else ""
    )


def _others(cannot: int) -> str:
    return (
        f"{count(cannot)} more {'mentor' if cannot == 1 else 'mentors'} cannot serve; mentors.csv says why."
        if cannot
        else ""
    )

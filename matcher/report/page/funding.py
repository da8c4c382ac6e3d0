"""Pairs served against pairs funded, where the rules say for how many there is money: plain counts, no prices."""

from collections.abc import Iterator
from html import escape

from matcher.funding import Served, served_and_funded
from matcher.funding.counting import Counts
from matcher.funding.rows import Row
from matcher.matching import Matching
from matcher.report.page.drawing import Part, bar, swatch
from matcher.report.page.markup import count
from matcher.report.page.regions import MOST_REGIONS
from matcher.report.page.tables import Column, Kind, table_html

PAID, LEFT = 0, 8
"""Patterns."""


def funding(matching: Matching) -> str:
    """Return how many pairs of each region are served and funded; nothing where the rules set no such number."""
    found = served_and_funded(matching)
    if not found.rows.is_limited:
        return ""
    heads = [
        Column("Region", Kind.REGION),
        Column("Served and not used", Kind.PICTURE),
        Column("Served", Kind.NUMBER, swatch(PAID)),
        *([Column("Of them ended", Kind.NUMBER)] if any(one.ended for one in found.counts) else []),
        Column("Funded", Kind.NUMBER),
        Column("Not used", Kind.NUMBER, swatch(LEFT)),
        Column("Asked for", Kind.NUMBER),
        Column("Waiting", Kind.NUMBER),
    ]
    rows = [_cells(row, one, found) for row, one in _shown(found)]
    said = "<p>What more money would buy, and where, is said by <code>matcher funding</code>.</p>"
    return said + table_html("funding-by-region", "Pairs served against pairs funded", heads, rows)


def _shown(found: Served) -> Iterator[tuple[Row, Counts]]:
    """Yield the first rows and, last, all together."""
    both = list(zip(found.rows.rows, found.counts, strict=True))
    yield from both[:-1][:MOST_REGIONS]
    yield both[-1]


def _cells(row: Row, one: Counts, found: Served) -> list[str]:
    longest = max((max(other.paid, own.funded or 0) for own, other in [*_shown(found)][:-1]), default=1)
    funded = found.rows.funded(row)
    left = None if funded is None else max(0, funded - one.paid)
    ended = [_number(one.ended)] if any(other.ended for other in found.counts) else []
    parts = [Part(PAID, one.paid), Part(LEFT, left or 0)]
    drawn = bar(parts, longest) if row is not found.rows.all else ""
    return [
        escape(row.title),
        drawn,
        count(one.paid),
        *ended,
        "no cap" if funded is None else count(funded),
        _number(left),
        _number(one.asked),
        _number(one.waiting),
    ]


def _number(value: int | None) -> str:
    return "" if value is None else count(value)

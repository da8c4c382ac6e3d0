"""Where one more mentor helps: regions by groups, each square with what one seat would bring."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from matcher.report.page.drawing import ACCENT, INK, PAPER, picture
from matcher.report.pictures.lettering import SMALL, wrapped
from matcher.report.pictures.lettering import text as letters
from matcher.results import SHORT_WORDS
from matcher.scenarios import Recruiting
from matcher.scenarios.recruiting import EARLIER, place_of
from matcher.solving.levels import FIRST_MENTOR

MOST_REGIONS = 40
"""So many regions have a row, those with the most to gain first; of the others there is only the number."""
ROW, COLUMN, LEFT, TOP, LETTER = 38, 132, 176, 60, 6.8


class _Shade(NamedTuple):
    ground: str
    ink: str


_SHADES = {
    "served": _Shade(ACCENT, PAPER),
    "first_come": _Shade(ACCENT, PAPER),
    "compatibility": _Shade(PAPER, INK),
    "worst_off": _Shade(PAPER, INK),
    "balance": _Shade(PAPER, INK),
}
_BETWEEN = _Shade("#cfe4e9", INK)
_NOTHING = "·"


def recruiting_picture(told: Recruiting, *, titled: bool = True) -> str:
    """Return the squares as an SVG drawing; `titled` puts its title above them."""
    table = told.cells
    regions, groups = _regions(table), sorted(table["component_group"].unique())
    titles = told.titles
    shown = regions[:MOST_REGIONS]
    goals = [name for name in table.columns if name in SHORT_WORDS]
    heads = "".join(
        f'<text transform="translate({LEFT + (place + 0.5) * COLUMN:.1f} {TOP - 10})" text-anchor="middle" '
        f'font-size="12" fill="{INK}">{escape(_cut(titles.get(group, group), COLUMN))}<title>{escape(titles.get(group, group))}</title></text>'
        for place, group in enumerate(groups)
    )
    cells: dict[tuple[str, str], dict[Any, Any]] = {
        (row["region"], row["component_group"]): row for row in table.to_dict("records")
    }
    rows = "".join(
        _row(line, [cells[region, group] for group in groups], titles, goals)
        for line, region in enumerate(shown)
    )
    width, height = LEFT + COLUMN * len(groups) + 8, TOP + ROW * len(shown) + 16
    title = "Where one more mentor would help"
    text = (
        f'<text x="8" y="22" font-size="15" font-weight="600" fill="{INK}">{title if titled else ""}</text>'
    )
    if titled:
        legend = wrapped(recruiting_words(told), max(width, 2 * COLUMN) - 16, SMALL)
        text += "".join(
            letters(8, height + 20 * place, line, size=SMALL) for place, line in enumerate(legend)
        )
        height += 20 * len(legend)
    return picture(width, height, "recruiting", title, recruiting_words(told), text + heads + rows)


def recruiting_words(told: Recruiting) -> str:
    """Return how the squares are to be read."""
    more = told.cells["region"].nunique() - MOST_REGIONS
    note = f" {more:,} more regions are in the table only." if more > 0 else ""
    return (
        "Each square is a region and a group; in it, what one more mentor there with one seat would bring first, and then "
        f"what it changes besides: kinds of match and fit are totals over all pairs, plus is better. A dot: nothing.{note}"
    )


def _regions(table: pd.DataFrame) -> list[str]:
    """Return the regions by code, those that are not shown last: they have the least to gain."""
    best = table.groupby("region")["rank"].min().sort_values(kind="stable").index.tolist()
    return [*sorted(best[:MOST_REGIONS]), *best[MOST_REGIONS:]]


def _row(line: int, row: Sequence[dict[Any, Any]], titles: Mapping[str, str], goals: Sequence[str]) -> str:
    top, region = TOP + ROW * line, row[0]["region"]
    said = region if titles.get(region, region) == region else f"{region} {titles[region]}"
    label = (
        f'<text x="{LEFT - 10}" y="{top + ROW * 0.65:.1f}" text-anchor="end" font-size="12" fill="{INK}">'
        f"{escape(_cut(said, LEFT))}<title>{escape(said)}</title></text>"
    )
    squares = (_square(LEFT + COLUMN * place, top, cell, titles, goals) for place, cell in enumerate(row))
    return f"<g>{label}{''.join(squares)}</g>"


def _square(left: int, top: int, row: dict[Any, Any], titles: Mapping[str, str], goals: Sequence[str]) -> str:
    shade, said = _said(row, goals)
    where = f"{place_of(row, titles)}: {', '.join([row['gain'] or 'nothing would be better', *said[1:]])}"
    lines = [(said[0], 16, 12), (", ".join(said[1:]), 30, 10.5)] if said else [(_NOTHING, 23, 12)]
    text = "".join(
        f'<text x="{left + COLUMN / 2:.1f}" y="{top + down}" text-anchor="middle" font-size="{size}" '
        f'fill="{shade.ink}">{escape(line)}</text>'
        for line, down, size in lines
    )
    return (
        f'<g><title>{escape(where)}</title><rect x="{left + 1}" y="{top + 1}" width="{COLUMN - 2}" height="{ROW - 2}" '
        f'fill="{shade.ground}" stroke="{INK}" stroke-width=".5"/>{text}</g>'
    )


def _said(row: dict[Any, Any], goals: Sequence[str]) -> tuple[_Shade, list[str]]:
    """Return the shade of a square and what stands in it, the gain first."""
    if not row["gain"]:
        return _Shade(PAPER, INK), []
    changed = [name for name in goals if row[name] and row[name] == row[name]]
    said = [_short(name, row[name]) for name in changed]
    if row["gain"] == EARLIER:
        return _BETWEEN, ["an earlier one", *said]
    return _SHADES.get(changed[0], _BETWEEN), said


def _short(name: str, change: float) -> str:
    return "+1 person" if (name, change) == ("served", FIRST_MENTOR) else SHORT_WORDS[name](change)


def _cut(text: str, width: float) -> str:
    """Return a label that fits in a width; the whole of it is in its title."""
    most = int((width - 14) / LETTER)
    return text if len(text) <= most else f"{text[: most - 1]}…"

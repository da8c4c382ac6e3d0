"""A comparison of two lists as one picture: the flow of pairs, coverage by region, kinds of match, loads."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from matcher.comparison import Comparison
from matcher.comparison.coverage import COUNTS, most_telling
from matcher.report.page.drawing import ACCENT, INK, PAPER, SOFT, fill, picture, point
from matcher.report.pictures.lettering import LARGE, SMALL, cut, printable, text, wrapped

WIDTH, MARGIN = 560, 16
INNER = WIDTH - 2 * MARGIN
LINE, BAR, GAP = 21, 15, 34
MOST_REGIONS, MOST_KINDS, MOST_LOADS = 12, 8, 5
"""So many have rows of their own; the others are together in one."""
BEFORE, AFTER = 1, 0
"""The patterns of the two lists."""
KEPT, MOVED, NEW, LOST = 3, 6, 2, 8
"""The patterns of the flow."""
FLOW = {
    "kept": (KEPT, "with the same mentor"),
    "moved": (MOVED, "with another mentor"),
    "lost": (LOST, "with a mentor before only"),
    "new": (NEW, "with a mentor after only"),
}
NAME_WIDTH, LEAST_SCALE, FIGURE = 190, 80, 7.8
"""Room for names, the least for the scale, and the width of a figure."""
_STROKE = f'stroke="{INK}" stroke-width=".8"'


class Panel(NamedTuple):
    """One part of the picture: its drawing, from the height 0 down, and how high it is."""

    drawn: str
    height: float


class Row(NamedTuple):
    """A name with a number before and after; None where a list does not know it."""

    name: str
    before: int | None
    after: int | None


def comparison_picture(one: Comparison) -> str:
    """Return the picture of a comparison as an SVG drawing."""
    parts = [_head(one), _flow(one), _regions(one), _kinds(one), _loads(one)]
    height, drawn = float(MARGIN), []
    for part in parts:
        drawn.append(f'<g transform="translate({MARGIN} {point(height)})">{part.drawn}</g>')
        height += part.height + GAP
    high = math.ceil(height - GAP + MARGIN)
    return picture(
        WIDTH, high, "compare", printable(_title(one)), printable(" ".join(_words(one))), "\n".join(drawn)
    )


def _title(one: Comparison) -> str:
    before, after = one.programs
    return f"Two lists compared: {before}" + ("" if before == after else f" and {after}")


def _words(one: Comparison) -> Iterator[str]:
    """Yield what the picture shows, as sentences."""
    for when in ("before", "after"):
        count = dict(zip(one.people["what"], one.people[when], strict=True))
        served, can = (f"{count[what]:,}" for what in ("mentees_served", "mentees_eligible"))
        yield f"{when.capitalize()}, {served} of {can} mentees who can be served have a mentor."
    yield f"Mentees: {', '.join(f'{one.counts[change]:,} {words}' for change, (_, words) in FLOW.items())}."
    rows, left = most_telling(one.regions, MOST_REGIONS)
    for row in rows.to_dict("records"):
        yield f"{row['code']}: {row['served_before']:,} of {row['eligible_before']:,}, then {row['served_after']:,} of {row['eligible_after']:,}."
    if left:
        yield f"{left:,} other regions are shown together."
    for bar in (*_kind_rows(one), *_load_rows(one)):
        yield f"{bar.name}: {_said(bar.before)}, then {_said(bar.after)}."


def _said(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _head(one: Comparison) -> Panel:
    before, after = one.programs
    same = before == after
    title = before if same else "Two lists compared"
    lines = wrapped(title, INNER, LARGE)
    drawn = [text(0, LARGE + 26 * place, line, size=LARGE, bold=True) for place, line in enumerate(lines)]
    y = LARGE + 26.0 * (len(lines) - 1)
    for pattern, words, program in ((BEFORE, "before", before), (AFTER, "after", after)):
        drawn.append(_mark(0, y + 14, pattern))
        for line in wrapped(words if same else f"{words}: {program}", INNER - 22):
            y += 26
            drawn.append(text(22, y, line))
    return Panel("".join(drawn), y)


def _mark(x: float, y: float, pattern: int) -> str:
    return f'<rect x="{point(x)}" y="{point(y)}" width="14" height="14" fill="{fill(pattern)}" {_STROKE}/>'


def _heading(words: str) -> str:
    return text(0, SMALL, words, bold=True, ink=ACCENT) + f'<path d="M0 22H{INNER}" stroke="{ACCENT}"/>'


def _flow(one: Comparison) -> Panel:
    """Draw who has whom before above who has whom after; what stays is joined by bands."""
    counts = one.counts
    before, after = (
        [(change, counts[change]) for change in ("kept", "moved", last)] for last in ("lost", "new")
    )
    widest = max(sum(count for _, count in side) for side in (before, after)) or 1
    scale = (INNER - 60) / widest
    drawn = [_heading("Mentees with a mentor: who stays, moves, comes and goes")]
    drawn += [text(0, 53, "before"), text(0, 103, "after")]
    drawn += [*_stacked(before, 38, scale), *_stacked(after, 88, scale), _bands(before[:2], scale)]
    y = 133
    for change, (pattern, words) in FLOW.items():
        drawn.append(_mark(0, y - 12, pattern) + text(22, y, f"{counts[change]:,} {words}"))
        y += LINE + 2
    return Panel("".join(drawn), y - LINE)


def _stacked(parts: Sequence[tuple[str, int]], y: float, scale: float) -> Iterator[str]:
    x = 60.0
    for change, count in parts:
        if count:
            yield (
                f'<rect x="{point(x)}" y="{point(y)}" width="{point(count * scale)}" height="20" '
                f'fill="{fill(FLOW[change][0])}" {_STROKE}/>'
            )
        x += count * scale


def _bands(parts: Sequence[tuple[str, int]], scale: float) -> str:
    """Draw what both lists have, from the upper bar to the lower."""
    edges = [60.0]
    for _, count in parts:
        edges.append(edges[-1] + count * scale)
    lines = "".join(f'<path d="M{point(x)} 58V88" stroke="{SOFT}" stroke-dasharray="3 3"/>' for x in edges)
    return lines if edges[-1] > edges[0] else ""


def _regions(one: Comparison) -> Panel:
    """Draw for each region which share of those who can be served has a mentor: a ring before, a disc after."""
    rows, left = most_telling(one.regions, MOST_REGIONS)
    said = [(_region_name(row), [int(row[name]) for name in COUNTS]) for row in rows.to_dict("records")]
    if left:
        others = one.regions[~one.regions["code"].isin(rows["code"])][COUNTS].sum()
        said.append((f"{left:,} other regions", [int(others[name]) for name in COUNTS]))
    figures = [_shares(counts) for _, counts in said]
    scale = max(INNER - NAME_WIDTH - 36 - FIGURE * max(map(len, figures), default=0), LEAST_SCALE)
    drawn = [_heading("With a mentor, of those who can be served, by region"), _scale(len(said), scale)]
    y = 60
    for (name, counts), figure in zip(said, figures, strict=True):
        drawn.append(text(0, y + 5, cut(name, NAME_WIDTH - 8, SMALL), size=SMALL))
        drawn.append(_dumbbell(y, counts, scale))
        drawn.append(text(INNER, y + 5, figure, size=SMALL, anchor="end"))
        y += LINE
    y += 8
    key = (
        _ring(8, y - 5)
        + text(22, y, "before", size=SMALL)
        + _disc(84, y - 5)
        + text(98, y, "after", size=SMALL)
    )
    return Panel("".join([*drawn, key]), y)


def _region_name(row: dict[Any, Any]) -> str:
    return str(row["code"]) if row["title"] == row["code"] else f"{row['code']} {row['title']}"


def _shares(counts: Sequence[int]) -> str:
    sides = (counts[:2], counts[2:])
    return " → ".join(f"{served:,}/{can:,}" if can else "–" for can, served in sides)


def _at(share: float, scale: float) -> float:
    return NAME_WIDTH + 10 + share * scale


def _scale(rows: int, scale: float) -> str:
    bottom = 52 + rows * LINE
    return "".join(
        f'<path d="M{point(_at(share, scale))} 46V{bottom}" stroke="#d5dce4"/>'
        + text(_at(share, scale), 40, f"{100 * share:.0f}%", size=SMALL, anchor="middle", ink=SOFT)
        for share in (0, 0.5, 1)
    )


def _dumbbell(y: float, counts: Sequence[int], scale: float) -> str:
    """Draw a disc after, a ring before and what is between them; nothing where nobody can be served."""
    before, after = (_at(served / can, scale) if can else None for can, served in (counts[:2], counts[2:]))
    drawn = ""
    if before is not None and after is not None and before != after:
        drawn = f'<path d="M{point(before)} {y}H{point(after)}" stroke="{INK}" stroke-width="2.5"/>'
    drawn += "" if before is None else _ring(before, y)
    return drawn + ("" if after is None else _disc(after, y))


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{point(x)}" cy="{y}" r="7.2" fill="{PAPER}" stroke="{INK}" stroke-width="1.8"/>'


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{point(x)}" cy="{y}" r="4.6" fill="{ACCENT}"/>'


def _kind_rows(one: Comparison) -> list[Row]:
    kinds = one.kinds.rename(columns={"tier": "name"})
    kinds = kinds.assign(name=kinds["name"].where(kinds["name"] != "", "fixed before, no kind"))
    return _first_rows(kinds, MOST_KINDS, "all other kinds")


def _load_rows(one: Comparison) -> list[Row]:
    named = [f"{load} mentee{'' if load == 1 else 's'}" for load in one.loads["load"]]
    return _first_rows(one.loads.assign(name=named), MOST_LOADS, f"{MOST_LOADS} mentees or more")


def _first_rows(table: pd.DataFrame, most: int, others: str) -> list[Row]:
    """Return the first rows, and the others together in one."""
    found = [
        Row(str(name), *(None if pd.isna(value) else int(value) for value in values))
        for name, *values in table[["name", "before", "after"]].itertuples(index=False)
    ]
    rest = found[most:]
    if not rest:
        return found
    sums = [
        sum(value or 0 for value in side)
        for side in zip(*((row.before, row.after) for row in rest), strict=True)
    ]
    return [*found[:most], Row(others, *sums)]


def _kinds(one: Comparison) -> Panel:
    return _paired("Pairs by kind of match, best first", _kind_rows(one))


def _loads(one: Comparison) -> Panel:
    return _paired("Mentors by number of mentees", _load_rows(one))


def _paired(heading: str, rows: Sequence[Row]) -> Panel:
    """Draw two bars for each row, before above after, with their numbers."""
    longest = max((value or 0 for row in rows for value in (row.before, row.after)), default=0) or 1
    drawn, y = [_heading(heading)], 44.0
    for row in rows:
        drawn.append(text(0, y, cut(row.name, INNER, SMALL), size=SMALL))
        for pattern, value in ((BEFORE, row.before), (AFTER, row.after)):
            y += 6 if pattern == BEFORE else BAR
            drawn.append(_bar(y, pattern, value, longest))
        y += BAR + 22
    return Panel("".join(drawn), y - 22)


def _bar(y: float, pattern: int, value: int | None, longest: int) -> str:
    width = (value or 0) / longest * (INNER - 60)
    rect = f'<rect x="0" y="{point(y)}" width="{point(width)}" height="{BAR - 2}" fill="{fill(pattern)}" {_STROKE}/>'
    return (rect if value else "") + text(width + 6, y + BAR - 4, _said(value), size=SMALL)

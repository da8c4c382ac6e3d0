"""What fairness costs: each list of the frontier a dot, the list as it is marked, a panel for each kind of fairness."""

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from matcher.report.page.drawing import ACCENT, INK, PAPER, SOFT, picture, point
from matcher.report.pictures.lettering import SIZE, over_lines
from matcher.report.pictures.scale import Scale, figure
from matcher.scenarios import Tradeoff
from matcher.scenarios.fairness import BALANCE, WORST_OFF

WIDTH, HEIGHT = 600, 330
LEFT, RIGHT, TOP, BOTTOM = 66, 26, 62, 50
"""Margins of a panel, in which its title and scales stand."""
_TITLES = {
    WORST_OFF: "Lowest fit against the fit of all pairs",
    BALANCE: "Even loads against the fit of all pairs",
}
_AXES = {WORST_OFF: "lowest fit of a new pair →", BALANCE: "more even → (sum of squared loads)"}


def fairness_picture(found: Sequence[Tradeoff]) -> str:
    """Return the frontiers, one below the other, as an SVG drawing."""
    panels = "".join(
        f'<g transform="translate(0 {HEIGHT * place})">{_panel(one)}</g>' for place, one in enumerate(found)
    )
    words = " ".join(_words(one) for one in found)
    return picture(WIDTH, HEIGHT * len(found), "fairness", "What fairness costs in fit", words, panels)


def _words(found: Tradeoff) -> str:
    """Return what a panel shows, for those who do not see it."""
    if len(found.points) == 1 and found.here is not None:
        return f"{_TITLES[found.goal]}: this list is the best at both, {_label(found, found.current)}."
    first, last = (_label(found, row) for row in _ends(found))
    gaps = int(found.points["gap_after"].sum())
    broken = f" Between {gaps} of them there may be more." if gaps else ""
    return (
        f"{_TITLES[found.goal]}: {len(found.points)} lists of which none is better at both, from {first} to {last}.{broken} "
        f"The list as it is: {_label(found, found.current)}."
    )


def _ends(found: Tradeoff) -> tuple[dict[Any, Any], dict[Any, Any]]:
    rows = found.points.to_dict("records")
    return rows[0], rows[-1]


def _label(found: Tradeoff, row: dict[Any, Any]) -> str:
    value = row[found.goal]
    if found.goal == BALANCE:
        return f"fit {row['compatibility']:.2f}, sum {value:,.0f}"
    return f"fit {row['compatibility']:.2f}, {'no new pair' if math.isnan(value) else f'lowest {value:.3f}'}"


def _panel(found: Tradeoff) -> str:
    rows = [row for row in found.points.to_dict("records") if not math.isnan(row[found.goal])]
    now = found.current
    shown = rows if math.isnan(now[found.goal]) else [*rows, now]
    title = over_lines(16, 28, _TITLES[found.goal], size=SIZE, bold=True)
    if not shown:
        return title + over_lines(16, 60, "There is no new pair, so that there is nothing to weigh.")
    if len(found.points) == 1 and found.here is not None:
        return title + over_lines(16, 60, f"This list is the best at both: {_label(found, now)}.")
    sign = -1 if found.goal == BALANCE else 1
    x = Scale.over([sign * row[found.goal] for row in shown], LEFT, WIDTH - RIGHT)
    y = Scale.over([row["compatibility"] for row in shown], HEIGHT - BOTTOM, TOP, below=3)
    places = [(x(sign * row[found.goal]), y(row["compatibility"])) for row in rows]
    return "".join(
        [
            title,
            *_grid(found.goal, x, y, sign),
            *_steps(places, [bool(row["gap_after"]) for row in rows]),
            *(_dot(*place, _label(found, row)) for place, row in zip(places, rows, strict=True)),
            *_marks(found, places, x, y, sign),
        ]
    )


def _grid(goal: str, x: Scale, y: Scale, sign: int) -> Iterator[str]:
    """Yield both scales with their lines."""
    across, up = x.ticks, y.ticks
    for value in up:
        yield f'<path d="M{LEFT} {point(y(value))}H{WIDTH - RIGHT}" stroke="{SOFT}" stroke-opacity=".3"/>'
        yield over_lines(LEFT - 8, y(value) + 4, figure(value, up), anchor="end", size=12)
    for value in across:
        yield f'<path d="M{point(x(value))} {TOP}V{HEIGHT - BOTTOM}" stroke="{SOFT}" stroke-opacity=".3"/>'
        yield over_lines(
            x(value), HEIGHT - BOTTOM + 18, figure(sign * value, across), anchor="middle", size=12
        )
    yield over_lines(WIDTH - RIGHT, HEIGHT - BOTTOM + 38, _AXES[goal], anchor="end", size=12)
    yield over_lines(16, 48, "fit of all pairs ↑", size=12)


def _steps(places: Sequence[tuple[float, float]], gaps: Sequence[bool]) -> Iterator[str]:
    """Yield the edge of what is possible: nothing lies above and to the right of it, but where it is not searched."""
    for (one, other), gap in zip(pairwise(places), gaps, strict=False):
        dashes = ' stroke-dasharray="2 4"' if gap else ""
        yield (
            f'<path d="M{point(one[0])} {point(one[1])}H{point(other[0])}V{point(other[1])}" fill="none" '
            f'stroke="{ACCENT}" stroke-width="1.4"{dashes}/>'
        )
    if any(gaps):
        words = "dotted: there may be more lists between"
        yield over_lines(LEFT + 8, HEIGHT - BOTTOM - 10, words, size=12)


def _dot(x: float, y: float, words: str) -> str:
    return (
        f'<circle cx="{point(x)}" cy="{point(y)}" r="4" fill="{ACCENT}" stroke="{PAPER}">'
        f"<title>{escape(words)}</title></circle>"
    )


def _marks(
    found: Tradeoff, places: Sequence[tuple[float, float]], x: Scale, y: Scale, sign: int
) -> Iterator[str]:
    """Yield the labels of both ends, and the square round the list as it is."""
    now, here = found.current, found.here
    last = len(places) - 1
    if len(places) == len(found.points):
        for place, row in ((0, found.points.iloc[0]), (last, found.points.iloc[-1])):
            if place != here and (place or last):
                yield _end_label(*places[place], _label(found, row.to_dict()), first=not place)
    if math.isnan(now[found.goal]):
        return
    at = x(sign * now[found.goal]), y(now["compatibility"])
    yield (
        f'<rect x="{point(at[0] - 8)}" y="{point(at[1] - 8)}" width="16" height="16" fill="none" stroke="{INK}" '
        'stroke-width="2"/>'
    )
    yield _end_label(*at, f"this list: {_label(found, now)}", first=at[0] < WIDTH / 2)


def _end_label(x: float, y: float, words: str, *, first: bool) -> str:
    """Return a label above the line from its beginning on, or below it up to its end."""
    if first:
        return over_lines(x + 12, y - 9, words, bold=True)
    return over_lines(x + 8, y + 22, words, anchor="end", bold=True)

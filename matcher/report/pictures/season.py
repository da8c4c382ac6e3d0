"""A replayed season: people served and fit against days waited, by rhythm and share held back; and how long people wait."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

import pandas as pd

from matcher.report.page.drawing import ACCENT, INK, PAPER, SOFT, fill, picture, point
from matcher.report.pictures.lettering import SIZE, SMALL, cut, over_lines, printable, text
from matcher.report.pictures.scale import Scale, figure
from matcher.season import SeasonReplay
from matcher.season.measuring import WAITS
from matcher.season.plan import AT_ONCE, HINDSIGHT

WIDTH, HEIGHT, MARGIN = 600, 330, 16
LEFT, RIGHT, TOP, BOTTOM = 66, 26, 76, 50
"""Margins of a chart, in which its title, key and scales stand."""
LINE, BAR, NAME, HEAD = 24, 15, 176, 84
MOST_HOLDS = 4
"""Shares held back have a sign of their own; after so many they begin again."""
NEVER = 8
_DASHES = ("", "6 3", "2 3", "9 3 2 3")
_TITLES = {
    "served": "People with a mentor, against days waited",
    "mean_fit": "Mean fit, against days waited",
}
_UP = {"served": "people with a mentor ↑", "mean_fit": "mean fit ↑"}


class _Mark(NamedTuple):
    """One scenario in a chart: means, and from least to most."""

    every: str
    hold: float
    x: tuple[float, float, float]
    y: tuple[float, float, float]

    @property
    def words(self) -> str:
        held = f", {100 * self.hold:g}% held back" if self.hold else ""
        return f"{self.every}{held}: {self.x[1]:.1f} days, {_shown(self.y[1])} ({_shown(self.y[0])}–{_shown(self.y[2])})"


def season_picture(found: SeasonReplay) -> str:
    """Return the charts and bars as an SVG drawing."""
    drawn, said, top = [], [], 0
    for name in _TITLES:
        marks = _marks(found, name)
        panel, height = _chart(found, name, marks)
        drawn.append(f'<g transform="translate(0 {top})">{panel}</g>')
        said.append(
            f"{_TITLES[name]}: {'; '.join(one.words for one in marks)}; {_bounds_in_words(found, name)}."
        )
        top += height
    rows = list(_wait_rows(found))
    drawn.append(f'<g transform="translate(0 {top})">{_waits(rows)}</g>')
    said.append(f"How long people waited: {'; '.join(row.words for row in rows)}.")
    height = top + HEAD + LINE * len(rows) + MARGIN
    return picture(WIDTH, height, "season", "How often to run, and what to hold back", printable(" ".join(said)), "".join(drawn))  # fmt: skip


def _marks(found: SeasonReplay, name: str) -> list[_Mark]:
    groups = found.scenarios.groupby(["every", "hold"], sort=False)
    return [
        _Mark(str(every), float(str(hold)), _ends(own["wait_mean"].fillna(0.0)), _ends(own[name].fillna(0.0)))
        for (every, hold), own in groups
    ]


def _ends(values: "pd.Series[float]") -> tuple[float, float, float]:
    return float(values.min()), float(values.mean()), float(values.max())


def _bounds(found: SeasonReplay, name: str) -> dict[str, float]:
    """Return the mean of what could be had at once."""
    means = found.at_once.groupby("every")[name].mean()
    return {one: float(means[one]) for one in (HINDSIGHT, AT_ONCE)}


def _bounds_in_words(found: SeasonReplay, name: str) -> str:
    return "; ".join(f"{one}: {_shown(value)}" for one, value in _bounds(found, name).items())


def _shown(value: float) -> str:
    return (
        f"{value:,.3f}" if abs(value) < 1 else f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
    )


def _chart(found: SeasonReplay, name: str, marks: Sequence[_Mark]) -> tuple[str, int]:
    """Return a chart and how high it is; where there is no difference, a sentence stands for it."""
    title = text(MARGIN, 28, _TITLES[name], size=SIZE, bold=True)
    bounds = _bounds(found, name)
    heights = [*bounds.values(), *(end for mark in marks for end in mark.y)]
    if min(heights) == max(heights):
        return title + text(
            MARGIN, 54, f"{_shown(heights[0])} in every replay, and with hindsight.", size=SMALL
        ), 74
    x = Scale.over([0.0, *(end for mark in marks for end in mark.x)], LEFT, WIDTH - RIGHT)
    y = Scale.over(heights, HEIGHT - BOTTOM, TOP)
    parts = [title, _key(marks), *_grid(name, x, y), *_lines(bounds, y)]
    for place, hold in enumerate(dict.fromkeys(mark.hold for mark in marks)):
        parts.extend(_series([mark for mark in marks if mark.hold == hold], place % MOST_HOLDS, x, y))
    parts.extend(_names([mark for mark in marks if not mark.hold], x, y))
    return "".join(parts), HEIGHT


def _key(marks: Sequence[_Mark]) -> str:
    """Return which sign stands for which share held back; nothing where nothing is."""
    holds = list(dict.fromkeys(mark.hold for mark in marks))
    if len(holds) < 2:
        return ""
    drawn, left = "", float(MARGIN)
    for place, hold in enumerate(holds):
        words = f"{100 * hold:g}% held back" if hold else "as in the rules"
        drawn += _sign(left + 6, 44, place % MOST_HOLDS, "") + text(left + 18, 48, words, size=SMALL)
        left += 40 + 7.5 * len(words)
    return drawn


def _grid(name: str, x: Scale, y: Scale) -> Iterator[str]:
    whole = [value for value in y.ticks if name != "served" or value == round(value)]
    for value in whole:
        yield f'<path d="M{LEFT} {point(y(value))}H{WIDTH - RIGHT}" stroke="{SOFT}" stroke-opacity=".3"/>'
        yield over_lines(LEFT - 8, y(value) + 4, figure(value, whole), anchor="end", size=12)
    for value in x.ticks:
        yield f'<path d="M{point(x(value))} {TOP}V{HEIGHT - BOTTOM}" stroke="{SOFT}" stroke-opacity=".3"/>'
        yield over_lines(x(value), HEIGHT - BOTTOM + 18, figure(value, x.ticks), anchor="middle", size=12)
    yield over_lines(WIDTH - RIGHT, HEIGHT - BOTTOM + 38, "days waited, on average →", anchor="end", size=12)
    yield over_lines(MARGIN, TOP - 8, _UP[name], size=12)


def _lines(bounds: dict[str, float], y: Scale) -> Iterator[str]:
    """Yield what could be had at once, as lines across; two that are near each other are named on both sides."""
    for place, (name, value) in enumerate(bounds.items()):
        dashes = "" if name == HINDSIGHT else ' stroke-dasharray="10 4"'
        yield f'<path d="M{LEFT} {point(y(value))}H{WIDTH - RIGHT}" stroke="{INK}" stroke-width="1.6"{dashes}/>'
        below = place == 1 and abs(y(value) - y(bounds[HINDSIGHT])) < 2 * SIZE
        yield over_lines(WIDTH - RIGHT, y(value) + (16 if below else -6), name, anchor="end", size=12)


def _series(marks: Sequence[_Mark], sign: int, x: Scale, y: Scale) -> Iterator[str]:
    """Yield the rhythms with one share held back, joined by a line, each with its spread."""
    way = "L".join(f"{point(x(mark.x[1]))} {point(y(mark.y[1]))}" for mark in marks)
    dashes = f' stroke-dasharray="{_DASHES[sign]}"' if _DASHES[sign] else ""
    yield f'<path d="M{way}" fill="none" stroke="{ACCENT}"{dashes}/>'
    for mark in marks:
        across, up = x(mark.x[1]), y(mark.y[1])
        yield (
            f'<path d="M{point(across)} {point(y(mark.y[0]))}V{point(y(mark.y[2]))}M{point(x(mark.x[0]))} {point(up)}'
            f'H{point(x(mark.x[2]))}" stroke="{SOFT}"/>'
        )
        yield _sign(across, up, sign, mark.words)


def _names(marks: Sequence[_Mark], x: Scale, y: Scale) -> Iterator[str]:
    """Yield the rhythms' names at the ends of their spread, by turns above and below, as some are near each other."""
    for place, mark in enumerate(marks):
        below = place % 2 and place < len(marks) - 1
        up = y(mark.y[0]) + 14 if below else y(mark.y[2]) - 5
        yield over_lines(max(x(mark.x[1]), LEFT + 18), up, mark.every, anchor="middle", size=12, bold=True)


def _sign(x: float, y: float, sign: int, words: str) -> str:
    """Return the sign of one scenario: a dot, a square, a triangle or a diamond, each full or hollow."""
    title = f"<title>{escape(words)}</title>" if words else ""
    ink = ACCENT if sign % 2 == 0 else PAPER
    style = f'fill="{ink}" stroke="{ACCENT}" stroke-width="1.6"'
    if sign == 0:
        return f'<circle cx="{point(x)}" cy="{point(y)}" r="5" {style}>{title}</circle>'
    shape = {1: "m-5 -5h10v10h-10z", 2: "m0 -6l6 11h-12z", 3: "m0 -7l7 7l-7 7l-7 -7z"}[sign]
    return f'<path d="M{point(x)} {point(y)}{shape}" {style}>{title}</path>'


class _Waits(NamedTuple):
    """How many people of a scenario waited how long, on average of the seasons; the last are those who still wait."""

    name: str
    people: Sequence[float]

    @property
    def words(self) -> str:
        said = [f"{name} {_shown(count)}" for name, count in zip(_SPANS, self.people, strict=True) if count]
        return f"{self.name}: {', '.join(said)}"


def _span(low: int, high: int | None) -> str:
    return "same day" if high == 0 else f"over {low - 1}" if high is None else f"{low}–{high}"


_SPANS = (*(_span(low, high) for low, high in WAITS), "never served")


def _wait_rows(found: SeasonReplay) -> Iterator[_Waits]:
    waits = found.waits.groupby(["every", "hold", "from_days"])["people"].mean()
    never = found.scenarios.groupby(["every", "hold"], sort=False)["never"].mean()
    for every, hold in never.index:
        held = f", {100 * hold:g}% held" if hold else ""
        yield _Waits(f"{every}{held}", [*(float(waits[every, hold, low]) for low, _ in WAITS), float(never[every, hold])])  # fmt: skip


def _waits(rows: Sequence[_Waits]) -> str:
    """Return bars of people by days waited."""
    drawn = text(MARGIN, 28, "How many people waited how many days", size=SIZE, bold=True)
    left, top = float(MARGIN), 38
    for place, name in enumerate(_SPANS):
        if place == len(_SPANS) // 2:
            left, top = float(MARGIN), top + 18
        drawn += _rect(left, top, 14, 14, _pattern(place)) + text(left + 20, top + 12, name, size=SMALL)
        left += 142
    longest = max(sum(row.people) for row in rows) or 1
    scale = (WIDTH - 2 * MARGIN - NAME) / longest
    return drawn + "".join(_bars(HEAD + LINE * place, row, scale) for place, row in enumerate(rows))


def _pattern(place: int) -> int:
    """Return the pattern of a span; who is never served has the empty one."""
    return NEVER if place == len(WAITS) else place


def _bars(top: int, row: _Waits, scale: float) -> str:
    left = float(MARGIN + NAME)
    drawn = text(MARGIN, top + 13, cut(row.name, NAME - 8, SMALL), size=SMALL) + f"<title>{escape(printable(row.words))}</title>"  # fmt: skip
    for place, people in enumerate(row.people):
        if people:
            drawn += _rect(left, top, people * scale, BAR, _pattern(place))
            left += people * scale
    return f"<g>{drawn}</g>"


def _rect(x: float, y: float, width: float, height: int, pattern: int) -> str:
    return (
        f'<rect x="{point(x)}" y="{point(y)}" width="{point(width)}" height="{height}" fill="{fill(pattern)}" '
        f'stroke="{INK}"/>'
    )

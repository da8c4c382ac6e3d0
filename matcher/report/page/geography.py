"""Where people are, on a sheet of paper: a plain projection, a grid of degrees, a scale, labels that do not overlap."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import numpy as np

from matcher.arrays import Floats, Mask
from matcher.matching import Matching
from matcher.report.page.drawing import INK, SOFT, point
from matcher.roster import numbers

MOST_WIDTH, LEAST_WIDTH, MOST_HEIGHT, LEAST_HEIGHT, MARGIN = 900, 480, 740, 220, 36
KM_A_DEGREE = 111.195
_STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_MOST_LINES = 7
_STRIP = 24
"""Height of what is added below for the scale."""
_LETTER, _LINE, _SIGN, _FAR, _NEAR = 8, 16, 5, 40, 24


class Label(NamedTuple):
    """A text and where its middle should be."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """A projection that keeps distances about right: longitude shrinks by the cosine of the middle latitude.

    Parameters
    ----------
    west, north
        Degrees at the corner of the drawing.
    scale
        Units of the drawing per degree of latitude.
    shrink
        Of a degree of longitude.
    width, height
        In units.
    """

    west: float
    north: float
    scale: float
    shrink: float
    width: int
    height: int

    @classmethod
    def around(cls, latitude: Floats, longitude: Floats) -> "Chart":
        """Return the chart that these places fill."""
        south, north, west, east = (
            float(value) for value in (latitude.min(), latitude.max(), longitude.min(), longitude.max())
        )
        shrink = max(round(math.cos(math.radians((south + north) / 2)), 6), 0.05)
        wide, high = max((east - west) * shrink, 0.02), max(north - south, 0.02)
        scale = min((MOST_WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
        width = max(round(wide * scale) + 2 * MARGIN, LEAST_WIDTH)
        height = max(round(high * scale) + 2 * MARGIN, LEAST_HEIGHT)
        # What is left of the sheet is shared between both sides.
        west -= (width / scale - wide) / 2 / shrink
        north += (height / scale - high) / 2
        return cls(west, north, scale, shrink, width, height + _STRIP)

    def x(self, longitude: Floats) -> Floats:
        """Return how far to the right a place is."""
        return np.round((longitude - self.west) * self.shrink * self.scale, 1)

    def y(self, latitude: Floats) -> Floats:
        """Return how far down a place is."""
        return np.round((self.north - latitude) * self.scale, 1)


def positions(matching: Matching, table: str) -> tuple[Floats, Floats, Mask]:
    """Return latitude and longitude of everybody in a table, and who has both."""
    frame = matching.roster.table(table)
    latitude, longitude = (numbers(frame, name) for name in ("latitude", "longitude"))
    return latitude, longitude, ~(np.isnan(latitude) | np.isnan(longitude))


def background(chart: Chart) -> str:
    """Return the grid of degrees and the scale."""
    lines = [
        *(_meridian(chart, degree) for degree in _degrees(chart.west, chart.width / chart.scale / chart.shrink)),
        *(_parallel(chart, degree) for degree in _degrees(chart.north - chart.height / chart.scale, chart.height / chart.scale)),
    ]  # fmt: skip
    sheet = f'<rect width="{chart.width}" height="{chart.height}" fill="#fafcfc" stroke="#d5dce4"/>'
    return f'{sheet}<g stroke="#dde4ea" fill="{SOFT}" font-size="11">{"".join(lines)}</g>{_scale_bar(chart)}'


def _degrees(start: float, length: float) -> list[float]:
    """Return the round degrees that are drawn between two."""
    step = next((one for one in _STEPS if length / one <= _MOST_LINES), _STEPS[-1])
    first = math.ceil(start / step)
    return [round(place * step, 2) for place in range(first, math.floor((start + length) / step) + 1)]


def _meridian(chart: Chart, degree: float) -> str:
    x = point(float(chart.x(np.asarray(degree))))
    name = f"{abs(degree):g}°{'W' if degree < 0 else 'E'}"
    if float(x) > chart.width - 2 * MARGIN:
        name = ""  # there is no room for it
    return f'<path d="M{x} 0V{chart.height}"/><text x="{x}" y="12" dx="3" stroke="none">{name}</text>'


def _parallel(chart: Chart, degree: float) -> str:
    y = point(float(chart.y(np.asarray(degree))))
    name = f"{abs(degree):g}°{'S' if degree < 0 else 'N'}"
    return f'<path d="M0 {y}H{chart.width}"/><text x="3" y="{y}" dy="-3" stroke="none">{name}</text>'


def _scale_bar(chart: Chart) -> str:
    """Return a line of a round number of kilometres, in the lower right corner."""
    per_km = chart.scale / KM_A_DEGREE
    most = chart.width / 4 / per_km
    kilometres = max(
        one * ten for one in (1, 2, 5) for ten in (0.1, 1, 10, 100, 1000) if one * ten <= max(most, 0.1)
    )
    end, y = chart.width - 14, chart.height - 12
    start = point(end - kilometres * per_km)
    return (
        f'<path d="M{start} {y - 5}V{y}H{end}V{y - 5}" fill="none" stroke="{INK}"/>'
        f'<text x="{end}" y="{y - 9}" text-anchor="end" font-size="12" fill="{INK}">{kilometres:g} km</text>'
    )


def labels_svg(labels: Iterable[Label], chart: Chart, signs: tuple[Floats, Floats] | None = None) -> str:
    """Return the labels, each moved up or down as little as keeps it off other labels and, if possible, off signs.

    Parameters
    ----------
    signs
        x and y of what should not be covered.
    """
    in_order = sorted(labels, key=lambda one: (one.y, one.x, one.text))
    return _labels_svg(_placed(in_order, chart, signs))


def first_labels_svg(labels: Sequence[Label], chart: Chart) -> tuple[str, int]:
    """Return those of the labels, the first ones first, that find a place near their own, and how many they are."""
    found: list[Label] = []
    for label in labels:
        (moved,) = _placed([label], chart, None, found)
        is_near = abs(moved.y - label.y) <= _NEAR
        if is_near and not any(_covers(moved, other) for other in found):
            found.append(moved)
    return _labels_svg(found), len(found)


def _placed(
    labels: Iterable[Label],
    chart: Chart,
    signs: tuple[Floats, Floats] | None,
    before: Sequence[Label] = (),
) -> list[Label]:
    placed: list[Label] = []
    for label in labels:
        half = _half(label)
        x = min(max(label.x, half + 2), chart.width - half - 2)
        others = [*before, *placed]
        placed.append(_free_place(label._replace(x=x), others, chart.height - _STRIP, signs))
    return placed


def _labels_svg(placed: Iterable[Label]) -> str:
    texts = "".join(
        f'<text x="{point(one.x)}" y="{point(one.y)}">{escape(one.text)}</text>' for one in placed
    )
    return f'<g class="labels" text-anchor="middle">{texts}</g>'


def _free_place(
    label: Label, placed: Sequence[Label], height: int, signs: tuple[Floats, Floats] | None
) -> Label:
    """Return the label at the nearest height where it covers nothing, or at least no other label."""
    steps = [0, *(sign * step * 4 for step in range(1, height // 4) for sign in (-1, 1))]
    moved = (label._replace(y=min(max(label.y + step, _LINE), height - 4)) for step in steps)
    free = [one for one in moved if not any(_covers(one, other) for other in placed)]
    near = [one for one in free if abs(one.y - label.y) <= _FAR]
    clear = (one for one in near if signs is None or not _covers_sign(one, *signs))
    return next(clear, free[0] if free else label)


def _covers(one: Label, other: Label) -> bool:
    return abs(one.x - other.x) < _half(one) + _half(other) and abs(one.y - other.y) < _LINE


def _covers_sign(label: Label, x: Floats, y: Floats) -> bool:
    wide, high = _half(label) + _SIGN, _LINE / 2 + _SIGN
    return bool(np.any((np.abs(x - label.x) < wide) & (np.abs(y - label.y + _LINE / 4) < high)))


def _half(label: Label) -> float:
    """Return half of the width of a label."""
    return len(label.text) * _LETTER / 2

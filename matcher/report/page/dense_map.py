"""A map of very many pairs: a circle for each region, or for each square of the map, and lines between regions."""

from html import escape

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.matching import Matching
from matcher.report.page.drawing import ACCENT, INK, figure, picture, point
from matcher.report.page.geography import MARGIN, Chart, Label, background, first_labels_svg, positions
from matcher.report.page.markup import count, plural
from matcher.report.page.pair_map import middles
from matcher.report.page.regions import Regions

MOST_CIRCLES = 40
"""More regions are not drawn one by one; the map then shows squares."""
MOST_LABELS, MOST_FLOWS, SQUARE, WIDEST = 6, 60, 14, 9.0
LEAST_RADIUS = 6.0


def dense_map(matching: Matching, drawn: Ints, words: str) -> str:
    """Return the map with an explanation; parameters as in `pair_map`."""
    mentee = matching.listing.mentee[drawn]
    latitude, longitude, _ = positions(matching, "mentees")
    chart = Chart.around(latitude[mentee], longitude[mentee])
    regions = Regions.of(matching)
    x, y = chart.x(longitude[mentee]), chart.y(latitude[mentee])
    few = len(np.unique(regions.mentees[mentee])) <= MOST_CIRCLES
    content, said = (_by_region if few else _by_square)(regions, drawn, x, y, chart)
    title = "Map of pairs, " + ("by region" if few else "by square of the map")
    drawing = picture(
        chart.width, chart.height, "map-of-pairs", title, f"{words} {said}", background(chart) + content
    )
    return figure(drawing, escape(said))


def _by_region(regions: Regions, drawn: Ints, x: Floats, y: Floats, chart: Chart) -> tuple[str, str]:
    """Return a circle for each region, lines between them, and what they mean."""
    to, lender = (side[drawn] for side in regions.of_pairs)
    pairs = regions.count(to)
    middle = {regions.names.index(one.text): one for one in middles(regions, to, x, y)}
    largest = int(pairs.max())
    widest = max(LEAST_RADIUS, min(MARGIN, 150 / len(middle) ** 0.5, _nearest(list(middle.values())) * 0.6))
    circles = "".join(
        _circle(one.x, one.y, widest * (pairs[region] / largest) ** 0.5) for region, one in middle.items()
    )
    by_size = sorted(middle, key=lambda region: (-int(pairs[region]), middle[region].text))
    named = [middle[one]._replace(text=f"{middle[one].text}: {count(int(pairs[one]))}") for one in by_size]
    labels, shown = first_labels_svg(named, chart)
    missing = f" There is no room for the names of {len(named) - shown}." if shown < len(named) else ""
    said = (
        "Each circle is a region, in the middle of its mentees; its size and the number beside its name say how many pairs "
        f"its mentees are in.{missing} {_flows_said(to, lender)}"
    )
    return _flows(to, lender, middle) + circles + labels, said


def _nearest(middles: list[Label]) -> float:
    """Return how far apart two neighbours are on the map, half of them at the least."""
    x, y = (np.array([getattr(one, axis) for one in middles]) for axis in ("x", "y"))
    apart = np.hypot(x[:, None] - x, y[:, None] - y) + np.diag(np.full(len(x), np.inf))
    return float(np.sort(apart.min(axis=1))[len(x) // 2])


def _flows_said(to: Ints, lender: Ints) -> str:
    across = int(np.sum(to != lender))
    if not across:
        return "No pair crosses a region’s border."
    return f"Dashed lines are the {plural(across, 'pair')} of these across regions: the wider, the more."


def _flows(to: Ints, lender: Ints, middle: dict[int, Label]) -> str:
    """Return a dashed line between each two regions that lend to each other, the wider the more pairs."""
    both = np.sort(np.column_stack([to, lender])[to != lender], axis=1)
    ends, pairs = np.unique(both, axis=0, return_counts=True)
    order = np.argsort(-pairs, kind="stable")[:MOST_FLOWS]
    lines = [
        f'<path d="M{point(middle[a].x)} {point(middle[a].y)}L{point(middle[b].x)} {point(middle[b].y)}" '
        f'stroke-width="{point(max(1.0, WIDEST * number / pairs.max()))}"><title>{number:,} pairs</title></path>'
        for (a, b), number in zip(ends[order].tolist(), pairs[order].tolist(), strict=True)
        if a in middle and b in middle
    ]
    return f'<g class="across" stroke="{INK}" stroke-dasharray="12 5" opacity=".75">{"".join(lines)}</g>'


def _by_square(regions: Regions, drawn: Ints, x: Floats, y: Floats, chart: Chart) -> tuple[str, str]:
    """Return a circle for each square of the map, the names of the largest regions, and what they mean."""
    column, row = (np.floor(one / SQUARE).astype(np.int64) for one in (x, y))
    stride = chart.width // SQUARE + 2
    squares, pairs = np.unique(row * stride + column, return_counts=True)
    largest = int(pairs.max())
    circles = "".join(
        _circle(
            (one % stride + 0.5) * SQUARE,
            (one // stride + 0.5) * SQUARE,
            SQUARE * 0.7 * (number / largest) ** 0.5,
        )
        for one, number in zip(squares.tolist(), pairs.tolist(), strict=True)
    )
    codes = regions.of_pairs[0][drawn]
    by_size = np.argsort(-regions.count(codes), kind="stable")[:MOST_LABELS]
    names = [regions.names[one] for one in by_size.tolist()]
    middle = {one.text: one for one in middles(regions, codes, x, y)}
    labels, shown = first_labels_svg([middle[name] for name in names], chart)
    said = (
        "Each circle is a square of the map; its size says how many pairs its mentees are in, "
        f"{count(largest)} in the largest. {shown} of the regions with the most pairs {'is' if shown == 1 else 'are'} named."
    )
    return circles + labels, said


def _circle(x: float, y: float, radius: float) -> str:
    return (
        f'<circle cx="{point(x)}" cy="{point(y)}" r="{point(max(radius, 1.2))}" fill="#cfe4e9" '
        f'stroke="{ACCENT}" stroke-width="1.5"/>'
    )

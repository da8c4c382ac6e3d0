"""Pairs served against pairs funded: a bar for each region, its cap a frame, the next dollar marked."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from matcher.funding import Funding
from matcher.report.page.drawing import INK, PAPER, SOFT, fill, picture, point
from matcher.report.pictures.lettering import SMALL, cut, text

MOST_REGIONS = 40
"""So many regions have a bar, those with the most requests; of the others there is only the number."""
WIDTH, MARGIN, NAME, FIGURE = 780, 12, 178, 208
TOP, LINE, BAR, FRAME, RADIUS = 104, 38, 18, 26, 8
SERVED, MONEY, OTHER = 0, 1, 7
"""Patterns."""
TITLE = "Pairs served against pairs funded"


def funding_picture(told: Funding) -> str:
    """Return the bars as an SVG drawing; it names nobody."""
    rows = told.rows.to_dict("records")
    whole, regions = rows[-1], _shown([row for row in rows if row["kind"] == "region"])
    scale = _scale(regions)
    drawn = [_row(TOP + LINE * place, row, scale, told.bought) for place, row in enumerate(regions)]
    below = TOP + LINE * len(regions) + 14
    drawn.append(f'<path d="M{MARGIN} {below - 12}H{WIDTH - MARGIN}" stroke="{SOFT}"/>')
    drawn.append(_row(below, whole, _scale([whole]), told.bought))
    notes = [*_notes(len(rows) - 1 - len(regions))]
    drawn += [
        text(MARGIN, below + LINE + 20 * place + 8, line, size=SMALL) for place, line in enumerate(notes)
    ]
    height = below + LINE + 20 * len(notes) + 4
    head = text(MARGIN, 24, f"{told.program}: {TITLE[0].lower()}{TITLE[1:]}", bold=True) + _key()
    return picture(WIDTH, height, "funding", TITLE, funding_words(told), head + "".join(drawn))


def funding_words(told: Funding) -> str:
    """Return what the bars show, for those who do not see them."""
    said = [_words(row) for row in told.rows.to_dict("records") if row["kind"] != "limit"]
    return f"A bar for each region. {' '.join(said)}"


def _shown(regions: Sequence[dict[Any, Any]]) -> list[dict[Any, Any]]:
    most = sorted(regions, key=lambda row: -row["asked"])[:MOST_REGIONS]
    kept = {row["code"] for row in most}
    return [row for row in regions if row["code"] in kept]


def _scale(rows: Sequence[Mapping[Any, Any]]) -> float:
    """Return the width of one pair."""
    longest = max((max(row["paid"] + row["waiting"], _number(row["funded"])) for row in rows), default=0)
    return (WIDTH - 2 * MARGIN - NAME - FIGURE) / max(longest, 1)


def _number(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _row(top: int, row: Mapping[Any, Any], scale: float, bought: pd.DataFrame) -> str:
    left = MARGIN + NAME
    parts = [
        (SERVED, row["paid"]),
        (MONEY, row["for_money"]),
        (OTHER, row["waiting"] - row["for_money"]),
    ]
    drawn, at = "", float(left)
    for pattern, count in parts:
        drawn += _rect(at, top, count * scale, BAR, fill(pattern), 1) if count else ""
        at += count * scale
    if not pd.isna(row["funded"]):
        drawn += _rect(left, top - (FRAME - BAR) / 2, row["funded"] * scale, FRAME, "none", 2.4)
    drawn += _mark(
        max(left + row["paid"] * scale - RADIUS - 2, left + RADIUS + 2), top + BAR / 2, _buys(row, bought)
    )
    label = text(left - 10, top + 13, cut(row["title"], NAME - 12, SMALL), size=SMALL, anchor="end")
    figure = text(WIDTH - MARGIN - FIGURE + 10, top + 13, _figure(row), size=SMALL)
    return f"<g><title>{escape(_words(row))}</title>{label}{drawn}{figure}</g>"


def _rect(left: float, top: float, width: float, height: float, ground: str, line: float) -> str:
    return (
        f'<rect x="{point(left)}" y="{point(top)}" width="{point(width)}" height="{height}" fill="{ground}" '
        f'stroke="{INK}" stroke-width="{line}"/>'
    )


def _buys(row: Mapping[Any, Any], bought: pd.DataFrame) -> bool | None:
    """Return whether the next dollar buys somebody here a pair (True), does so instead of another's (False), or neither (None)."""
    own = bought[(bought["kind"] == row["kind"]) & (bought["code"] == row["code"])]
    if not len(own) or (row["kind"] == "region" and row["code"] not in set(own["region"])):
        return None
    return not row["instead"]


def _mark(x: float, y: float, buys: bool | None) -> str:
    """Return a $ in a circle: dark where a pair more is bought, light where it is instead of another one."""
    if buys is None:
        return ""
    ground, ink = (INK, PAPER) if buys else (PAPER, INK)
    circle = f'cx="{point(x)}" cy="{point(y)}" r="{RADIUS}" fill="{ground}" stroke="{ink}" stroke-width="1.6"'
    return (
        f"<circle {circle}/>"
        f'<text x="{point(x)}" y="{point(y + 4)}" font-size="12" font-weight="700" text-anchor="middle" fill="{ink}">$</text>'
    )


def _figure(row: Mapping[Any, Any]) -> str:
    served = f"{row['paid']:,}" if pd.isna(row["funded"]) else f"{row['paid']:,} of {row['funded']:,} funded"
    return f"{served}, {row['waiting']:,} {'waits' if row['waiting'] == 1 else 'wait'}"


def _words(row: Mapping[Any, Any]) -> str:
    funded = "no cap" if pd.isna(row["funded"]) else f"{row['funded']:,} funded"
    return (
        f"{row['title']}: {row['asked']:,} asked, {row['paid']:,} served, {funded}, {row['for_money']:,} wait for money, "
        f"{row['waiting'] - row['for_money']:,} for other reasons."
    )


def _key() -> str:
    drawn, left = "", float(MARGIN)
    for pattern, words in (
        (SERVED, "served"),
        (MONEY, "waits for money"),
        (OTHER, "waits for other reasons"),
    ):
        drawn += _rect(left, 38, 14, 14, fill(pattern), 1) + text(left + 20, 50, words, size=SMALL)
        left += 40 + 7 * len(words)
    drawn += _rect(left, 37, 22, 16, "none", 2.4) + text(left + 28, 50, "funded", size=SMALL)
    left = float(MARGIN + 8)
    for buys, words in (
        (True, "the next dollar buys a pair here"),
        (False, "it buys one here instead of another elsewhere"),
    ):
        drawn += _mark(left, 72, buys) + text(left + 14, 76, words, size=SMALL)
        left += 44 + 7 * len(words)
    return drawn


def _notes(hidden: int) -> Iterator[str]:
    """Yield what is said below the bars."""
    yield "The bar of all together has a scale of its own."
    if hidden:
        yield f"{hidden:,} more {'row is' if hidden == 1 else 'rows are'} in the table only."

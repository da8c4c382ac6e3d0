"""How firm a list is: pairs by how much a weight may change, what each weight moves, and who is at risk by region."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from matcher.policy.words import SHORT
from matcher.report.page.drawing import INK, SOFT, Part, fill, picture, point
from matcher.report.pictures.lettering import SMALL, cut, printable, text
from matcher.scenarios import Firmness
from matcher.scenarios.firmness import STEPS

WIDTH, MARGIN, NAME, FIGURE = 600, 16, 190, 76
"""Of the picture, round it, and for names and figures beside the bars."""
LINE, BAR, HEAD, GAP = 24, 15, 50, 18
MOST_REGIONS = 20
"""So many regions have a row, those with most people at risk; the others are together in one."""
MIDDLE = 20
"""The change by which weights are compared."""
STAYS, LESS, MORE, SAFE, AT_RISK = 0, 1, 3, 8, 0


class _Row(NamedTuple):
    name: str
    parts: Sequence[Part]
    figure: str


class _Panel(NamedTuple):
    """Bars under a heading, with a key: patterns and what they stand for."""

    heading: str
    key: Sequence[tuple[int, str]]
    rows: Sequence[_Row]

    @property
    def head(self) -> int:
        """Return how high the heading is, with the key."""
        return HEAD if self.key else HEAD - LINE

    @property
    def height(self) -> int:
        """Return how high it is."""
        return self.head + LINE * len(self.rows) + GAP


def firmness_picture(found: Firmness) -> str:
    """Return the bars as an SVG drawing."""
    panels = [panel for panel in (_pairs(found), _weights(found), _regions(found)) if panel.rows]
    drawn, top = [], MARGIN
    for panel in panels:
        drawn.append(f'<g transform="translate(0 {top})">{_drawn(panel)}</g>')
        top += panel.height
    words = " ".join(
        f"{panel.heading}: {'; '.join(f'{row.name}: {row.figure}' for row in panel.rows)}."
        for panel in panels
    )
    return picture(WIDTH, top, "firmness", "How firm the list is", printable(words), "".join(drawn))


def _pairs(found: Firmness) -> _Panel:
    firm = found.open_pairs["firm_up_to"]
    steps = [0, *STEPS]
    names = {step: f"stay up to {step}%, not {more}%" for step, more in pairwise(steps)}
    names |= {0: f"change with {STEPS[0]}%", STEPS[-1]: f"stay up to {STEPS[-1]}%"}
    counts = {step: int((firm == step).sum()) for step in reversed(steps)} if len(found.weights) else {}
    rows = [_Row(names[step], [Part(STAYS, count)], f"{count:,}") for step, count in counts.items()]
    return _Panel("Pairs, if any one weight is greater or smaller", [], rows)


def _weights(found: Firmness) -> _Panel:
    table = found.weights[found.weights["percent"].abs() == MIDDLE]
    changed = table.pivot(index="feature", columns="percent", values="pairs_changed")
    rows = []
    for feature in table["feature"].unique():
        less, more = (int(changed.loc[feature, sign * MIDDLE]) for sign in (-1, 1))
        parts = [Part(LESS, less), Part(MORE, more)]
        rows.append(_Row(SHORT[feature], parts, f"{less:,} and {more:,}"))
    key = [(LESS, f"{MIDDLE}% less"), (MORE, f"{MIDDLE}% more")]
    return _Panel("Pairs that change if a fact counts", key, rows)


def _regions(found: Firmness) -> _Panel:
    table = found.regions.sort_values(["at_risk", "region"], ascending=[False, True], kind="stable")
    rows = [
        _region(str(name), int(served), int(at_risk))
        for name, served, at_risk in table.head(MOST_REGIONS).sort_values("region").itertuples(index=False)
    ]
    left = table.iloc[MOST_REGIONS:]
    if len(left):
        sums = left[["with_mentor", "at_risk"]].sum()
        rows.append(_region(f"{len(left):,} other regions", int(sums["with_mentor"]), int(sums["at_risk"])))
    key = [(AT_RISK, "without one if a certain mentor stepped out"), (SAFE, "with one, whoever did")]
    return _Panel("People with a mentor", key, rows)


def _region(name: str, served: int, at_risk: int) -> _Row:
    return _Row(name, [Part(AT_RISK, at_risk), Part(SAFE, served - at_risk)], f"{at_risk:,} of {served:,}")


def _drawn(panel: _Panel) -> str:
    longest = max((sum(part.amount for part in row.parts) for row in panel.rows), default=0) or 1
    scale = (WIDTH - 2 * MARGIN - NAME - FIGURE) / longest
    rows = (_row(panel.head + LINE * place, row, scale) for place, row in enumerate(panel.rows))
    return text(MARGIN, 16, panel.heading, bold=True) + _key(panel.key) + "".join(rows)


def _key(key: Sequence[tuple[int, str]]) -> str:
    """Return the patterns with what they stand for, below the heading."""
    drawn, left = "", float(MARGIN)
    for pattern, words in key:
        drawn += _bar(left, 26, 14, 14, pattern) + text(left + 20, 38, words, size=SMALL)
        left += 44 + 7 * len(words)
    return drawn


def _row(top: int, row: _Row, scale: float) -> str:
    left = float(MARGIN + NAME)
    drawn = (
        text(MARGIN, top + 13, cut(row.name, NAME - 8, SMALL), size=SMALL)
        + f"<title>{escape(printable(row.name))}: {escape(row.figure)}</title>"
    )
    for part in row.parts:
        if part.amount:
            drawn += _bar(left, top, part.amount * scale, BAR, part.pattern)
            left += part.amount * scale
    base = f'<path d="M{MARGIN + NAME} {top - 2}v{BAR + 4}" stroke="{SOFT}"/>'
    return f"<g>{drawn}{base}{text(left + 8, top + 13, row.figure, size=SMALL)}</g>"


def _bar(x: float, y: float, width: float, height: int, pattern: int) -> str:
    return (
        f'<rect x="{point(x)}" y="{point(y)}" width="{point(width)}" height="{height}" fill="{fill(pattern)}" '
        f'stroke="{INK}"/>'
    )

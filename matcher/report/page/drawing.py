"""Pictures as inline SVG, by plain functions: fills that differ without colour, bars, marks.

Numbers are rounded, so that the same list gives the same bytes everywhere.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

BAR_HEIGHT = 18
INK, ACCENT, SOFT, PAPER = "#1d2733", "#0b5a6f", "#5a6775", "#fff"
_PALE, _STRONG = "#e3f0f3", "#7fb8c6"
_SHAPES = (
    (8, ACCENT, ""),
    (7, _PALE, f'<path d="M-1 8L8 -1M-4 4L4 -4M4 11L11 4" stroke="{ACCENT}" stroke-width="2.2"/>'),
    (6, PAPER, f'<circle cx="3" cy="3" r="1.6" fill="{INK}"/>'),
    (6, _STRONG, f'<path d="M0 3H6M3 0V6" stroke="{INK}" stroke-width=".8"/>'),
    (5, PAPER, f'<path d="M0 2.5H5" stroke="{ACCENT}" stroke-width="1.6"/>'),
    (6, _PALE, f'<path d="M3 0V6" stroke="{INK}" stroke-width="1.4"/>'),
    (9, PAPER, f'<path d="M-1 1L9 11M-1 -8L18 11" stroke="{SOFT}" stroke-width="1.4"/>'),
    (9, PAPER, f'<circle cx="4.5" cy="4.5" r="1" fill="{SOFT}"/>'),
    (8, PAPER, ""),
)
"""Side, ground and drawing of each pattern, the densest first."""
PATTERNS = len(_SHAPES)


class Part(NamedTuple):
    """One part of a bar: which pattern, and how much."""

    pattern: int
    amount: int


def fill(pattern: int) -> str:
    """Return the fill of a pattern; after the last they begin again."""
    return f"url(#p{pattern % PATTERNS})"


def patterns_svg() -> str:
    """Return the patterns that all pictures of the page share."""
    made = "".join(
        f'<pattern id="p{place}" width="{side}" height="{side}" patternUnits="userSpaceOnUse">'
        f'<rect width="{side}" height="{side}" fill="{ground}"/>{shape}</pattern>'
        for place, (side, ground, shape) in enumerate(_SHAPES)
    )
    return f'<svg class="defs" width="0" height="0" aria-hidden="true"><defs>{made}</defs></svg>'


def swatch(pattern: int) -> str:
    """Return the sign of a pattern, for the head of its column."""
    return (
        '<svg class="swatch" width="14" height="14" aria-hidden="true">'
        f'<rect x=".5" y=".5" width="13" height="13" fill="{fill(pattern)}" stroke="{INK}"/></svg>'
    )


def bar(parts: Sequence[Part], whole: int) -> str:
    """Return a bar whose parts stand side by side; the row that it is in says the same in numbers.

    Parameters
    ----------
    whole
        What the full width stands for.
    """
    rects, before = [], 0
    for part in parts:
        rects.append(_rect(before, part, whole))
        before += part.amount
    return _bar_svg("".join(rects))


def both_ways(left: Part, right: Part, whole: int) -> str:
    """Return a bar with one part to the left of its middle and one to the right."""
    middle = f'<path d="M0 0V{BAR_HEIGHT}" stroke="{INK}"/>'
    sides = _rect(whole - left.amount, left, 2 * whole) + _rect(whole, right, 2 * whole)
    return _bar_svg(f'{sides}<svg x="50%" overflow="visible">{middle}</svg>')


def _rect(before: int, part: Part, whole: int) -> str:
    if not part.amount:
        return ""
    start, width = (100 * amount / max(whole, 1) for amount in (before, part.amount))
    return (
        f'<rect x="{start:.2f}%" width="{width:.2f}%" height="{BAR_HEIGHT}" '
        f'fill="{fill(part.pattern)}" stroke="{INK}"/>'
    )


def _bar_svg(content: str) -> str:
    return f'<svg class="bar" width="100%" height="{BAR_HEIGHT}" aria-hidden="true">{content}</svg>'


def picture(width: int, height: int, name: str, title: str, words: str, content: str) -> str:
    """Return a drawing with its title and a description in words.

    Parameters
    ----------
    name
        What its ids begin with.
    """
    return (
        f'<svg class="drawing" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(words)}</desc>'
        f"{content}</svg>"
    )


def figure(drawing: str, caption: str) -> str:
    """Return a drawing, which can be moved to and fro where the screen is narrow, above its caption in HTML."""
    frame = '<div class="wide" tabindex="0" role="region" aria-label="The picture, to be moved to and fro">'
    return f"<figure>{frame}{drawing}</div><figcaption>{caption}</figcaption></figure>"


def point(value: float) -> str:
    """Return a coordinate with one decimal."""
    return f"{value + 0.0:.1f}".replace("-0.0", "0.0")

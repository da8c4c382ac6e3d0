"""Texts in pictures: as wide as there is room."""

import textwrap
import unicodedata
from html import escape

from matcher.report.page.drawing import INK, PAPER, point

SIZE, SMALL, LARGE = 15, 13, 19
"""Sizes of texts, which a picture up to 600 wide keeps legible on a telephone."""
_LETTER = 0.56
"""Width of a usual letter, by its size."""


def text(x: float, y: float, said: str, *, size: int = SIZE, anchor: str = "start", bold: bool = False, ink: str = INK) -> str:  # fmt: skip
    """Return a line of text."""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{point(x)}" y="{point(y)}" font-size="{size}"{place}{weight} fill="{ink}">{escape(printable(said))}</text>'


def over_lines(x: float, y: float, words: str, *, anchor: str = "start", size: int = SMALL, bold: bool = False) -> str:  # fmt: skip
    """Return a text that lines behind it do not cross."""
    drawn = text(x, y, words, size=size, anchor=anchor, bold=bold)
    return drawn.replace("<text ", f'<text stroke="{PAPER}" stroke-width="3" paint-order="stroke" ', 1)


def cut(said: str, width: float, size: int = SIZE) -> str:
    """Return a text that is about as wide as there is room, with … for what is cut off."""
    most, wide = width / (_LETTER * size), 0
    for place, letter in enumerate(said):
        wide += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if wide > most:
            return f"{said[: max(place - 1, 1)].rstrip()}…"
    return said


def wrapped(said: str, width: float, size: int = SIZE) -> list[str]:
    """Return a text in lines that are about as wide as there is room."""
    most = int(width / (_LETTER * size))
    return textwrap.wrap(said, most) or [""]


def printable(said: str) -> str:
    """Return a text without signs that XML may not hold."""
    return "".join(one for one in said if one.isprintable())

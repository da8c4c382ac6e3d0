"""A sheet of its own: what every picture that stands alone shares."""

import secrets
import textwrap
import unicodedata
from html import escape
from pathlib import Path

from matcher.report.page.drawing import INK, PAPER, patterns, point
from matcher.report.placing import write_synced
from matcher.roster import MatcherError

FONT = "system-ui, 'Segoe UI', Roboto, Arial, sans-serif"
SIZE, SMALL, LARGE = 15, 13, 19
"""Sizes of texts; a sheet is at most 600 wide, so that they can be read on a telephone."""
_LETTER = 0.56
"""Width of a usual letter, by its size."""


def sheet(width: int, height: float, name: str, title: str, words: str, content: str) -> str:
    """Return a picture as a whole file: on white paper, with its title and a description in words.

    Parameters
    ----------
    name
        What its ids begin with.
    content
        SVG; it may use the patterns of `matcher.report.page.drawing`.
    """
    high = point(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" width="{width}" height="{high}" role="img" '
        f'aria-labelledby="{name}-title {name}-words" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
        f'<title id="{name}-title">{_clean(title)}</title><desc id="{name}-words">{_clean(words)}</desc>'
        f'{patterns()}<rect width="100%" height="100%" fill="{PAPER}"/>\n{content}\n</svg>\n'
    )


def text(x: float, y: float, said: str, *, size: int = SIZE, anchor: str = "start", weight: str = "", fill: str = "") -> str:  # fmt: skip
    """Return a line of text."""
    extra = "".join(
        f' {name}="{value}"'
        for name, value in (
            ("font-size", "" if size == SIZE else size),
            ("text-anchor", "" if anchor == "start" else anchor),
            ("font-weight", weight),
            ("fill", fill),
        )
        if value
    )
    return f'<text x="{point(x)}" y="{point(y)}"{extra}>{_clean(said)}</text>'


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


def _clean(said: str) -> str:
    """Return a text as XML may hold it."""
    return escape("".join(one for one in said if one.isprintable()))


def write_picture(path: Path, drawn: str) -> None:
    """Write a picture, whole or not at all; an earlier one is replaced.

    Raises
    ------
    MatcherError
        It cannot be written there.
    """
    if path.suffix.lower() != ".svg":
        raise MatcherError(f"{path} must end with .svg: a picture is written as SVG.")
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_synced(aside, drawn.encode(), private=False)
        aside.replace(path)
    except OSError as error:
        raise MatcherError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        aside.unlink(missing_ok=True)

"""How texts, titles and codes are compared, and how cells are kept harmless in spreadsheets."""

import re
import unicodedata
from collections.abc import Sequence

_TITLE_NOISE = re.compile(r"[\s_\-‐-―]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_END_SIGNS = "?:*.!#()[]{}"
_START_SIGNS = "*([{"  # not #, which starts Excel's errors
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """Return `text` trimmed and NFC-normalised, without the apostrophe that `neutralise` puts before formulas."""
    if not text or (text.isascii() and text[0] > "'" and text[-1] > " "):
        return text  # most cells: nothing to trim, no apostrophe, no formula
    stripped = _trim(text if text.isascii() else unicodedata.normalize("NFC", text))
    while len(stripped) > 1 and stripped[0] == "'" and stripped[1] in _FORMULA_STARTS:
        stripped = _trim(stripped[1:])
    return stripped


def _trim(text: str) -> str:
    """Return `text` without space at its ends, the invisible kinds included that web pages leave in a cell."""
    while (trimmed := text.strip().strip(_INVISIBLE)) != text:
        text = trimmed
    return text


def fold_code(text: str) -> str:
    """Return the form in which titles and codes are compared.

    There are no case, spaces, underscores or hyphens, and at the ends no brackets and signs like ``?`` and ``:``.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    return without_signs(_TITLE_NOISE.sub("", plain.casefold().replace("&", "and")))


def without_signs(text: str) -> str:
    """Return `text` without brackets and signs at its ends, as titles have them; one of nothing else stays."""
    return text.rstrip(_END_SIGNS).lstrip(_START_SIGNS) or text


def fold_text(text: str) -> str:
    """Return the form in which names and other free text are compared: no case, single spaces."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(plain.split()).casefold()


def split_list(text: str) -> list[str]:
    """Return the items of a list cell, trimmed, in order, without empty items."""
    return [item for item in (part.strip() for part in text.split(";")) if item]


def neutralise(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula (OWASP: CSV injection); numbers are none."""
    return "'" + text if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def harmless(cells: list[str]) -> list[str]:
    """Return every cell neutralised; most columns have nothing to be."""
    starts = {cell[0] for cell in cells if cell}
    return cells if starts.isdisjoint(_FORMULA_STARTS) else [neutralise(cell) for cell in cells]


def few(items: Sequence[str], most: int, between: str = ", ") -> str:
    """Return the first items, and how many more there are."""
    shown = between.join(map(str, items[:most]))
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown


MOST_DIGITS = 6
"""Fits are whole millionths."""


def digits_apart(one: float, other: float, least: int) -> int:
    """Return the fewest digits, at the least so many, with which two fits that differ do not read alike."""
    found = (digits for digits in range(least, MOST_DIGITS) if f"{one:.{digits}f}" != f"{other:.{digits}f}")
    return next(found, MOST_DIGITS) if one != other else least

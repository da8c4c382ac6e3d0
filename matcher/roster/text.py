"""How texts, titles and codes are compared, and how cells are kept harmless in spreadsheets."""

import re
import unicodedata

_TITLE_NOISE = re.compile(r"[\s_\-‐-―]+")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """Return `text` trimmed and NFC-normalised, without the apostrophe that `neutralise` puts before formulas."""
    if text.isascii() and text[:1] > "'" and text[-1:] > " ":
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
    """Return the form in which titles and codes are compared: no case, spaces, underscores or hyphens."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    return _TITLE_NOISE.sub("", plain.casefold().replace("&", "and"))


def fold_text(text: str) -> str:
    """Return the form in which names and other free text are compared: no case, single spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).strip()).casefold()


def split_list(text: str) -> list[str]:
    """Return the items of a list cell, trimmed, in order, without empty items."""
    return [item for item in (part.strip() for part in text.split(";")) if item]


def neutralise(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula (OWASP: CSV injection); numbers are none."""
    return "'" + text if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text

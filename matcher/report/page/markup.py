"""Small parts of the page: sections, lists, numbers and names as HTML."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import NamedTuple

from matcher.matching import Matching

MOST_NAMED = 12
"""So many of a list are named in a sentence; of the others there is only the number."""


class Section(NamedTuple):
    """One section of the page.

    Parameters
    ----------
    anchor
        Its id, for links.
    body
        Returns its HTML, or "" where there is nothing to say: the section is then left out.
    """

    anchor: str
    title: str
    body: Callable[[Matching], str]


def section_html(anchor: str, title: str, body: str) -> str:
    """Return a section under its heading."""
    return f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{escape(title)}</h2>\n{body}\n</section>'


def paragraph(*sentences: str) -> str:
    """Return sentences of plain text as one paragraph; empty ones are left out."""
    said = " ".join(sentence for sentence in sentences if sentence)
    return f"<p>{escape(said)}</p>" if said else ""


def items(texts: Iterable[str], tag: str = "ul") -> str:
    """Return plain texts as a list."""
    return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{tag}>"


def count(number: int) -> str:
    """Return a number with commas between thousands."""
    return f"{number:,}"


def plural(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun: 1 pair, 2 pairs."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def few(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def name_html(text: str) -> str:
    """Return a name so that one written from right to left does not turn its neighbours round."""
    return f"<bdi>{escape(text)}</bdi>"

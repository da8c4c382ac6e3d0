"""Tables: each has a caption, heads with a scope, and rows that begin with what they are about."""

from collections.abc import Iterable, Sequence
from enum import Enum
from html import escape
from typing import NamedTuple

import numpy as np

from matcher.arrays import Ints, Mask

MOST_ROWS = 3000
"""Of a longer table the page holds so many rows."""


class Kind(Enum):
    """What a column holds, which decides its width, how it is aligned and how it is sorted."""

    TEXT = "text"
    NUMBER = "number"
    PICTURE = "picture"
    PERSON = "person"
    SPARE = "spare"
    REGION = "region"
    CODE = "code"
    WORDS = "words"


_MARKED = (Kind.NUMBER, Kind.PICTURE, Kind.SPARE)
"""The kinds whose cells have a class."""


class Column(NamedTuple):
    """One column of a table.

    Parameters
    ----------
    mark
        HTML before the title: the sign that stands for this column in a picture.
    """

    title: str
    kind: Kind = Kind.TEXT
    mark: str = ""


def table_html(
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    *,
    sort: bool = False,
    find: str = "",
) -> str:
    """Return a table.

    Parameters
    ----------
    name
        Its id.
    rows
        HTML for each cell.
    sort
        Whether the script lets people sort the rows.
    find
        What the script calls the box that searches the rows; empty for none.
    """
    head = "".join(_head(column) for column in columns)
    widths = "".join(f'<col class="{column.kind.value}">' for column in columns)
    classes = [_class(column) for column in columns[1:]]
    body = "\n".join(_row(row, classes) for row in rows)
    script = ' data-sort=""' * (sort or bool(find)) + f' data-find="{escape(find)}"' * bool(find)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">\n'
        f'<table id="{name}"{script}>\n<caption>{escape(caption)}</caption>\n'
        f"<colgroup>{widths}</colgroup>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _head(column: Column) -> str:
    return f'<th scope="col"{_class(column)}>{column.mark}{escape(column.title)}</th>'


def _class(column: Column) -> str:
    return f' class="{column.kind.value}"' if column.kind in _MARKED else ""


def _row(row: Sequence[str], classes: Sequence[str]) -> str:
    cells = "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row[1:], classes, strict=True))
    return f'<tr><th scope="row">{row[0]}</th>{cells}</tr>'


def first_rows(first: Mask, group: Ints, most: int = MOST_ROWS) -> Ints:
    """Return which rows are shown, in order: those marked as first, then by group, then as they stand.

    Where there are more than `most`, each group is cut to the same number of rows.

    Parameters
    ----------
    first, group
        One per row.
    """
    place = np.arange(len(group))
    order = np.lexsort([place, group, ~first])
    if len(order) <= most:
        return order.astype(np.int64)
    keys = group[order] * 2 + first[order]
    new = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    within = place - np.repeat(new, np.diff([*new, len(order)]))
    kept = np.lexsort([place, within, ~first[order]])[:most]
    return order[np.sort(kept)].astype(np.int64)


def cut_note(shown: int, total: int, first: str, file: str) -> str:
    """Return, where rows are left out, which are shown and where all are."""
    if shown >= total:
        return ""
    return f"{shown:,} of {total:,} are shown here: {first}. {file} has all of them."

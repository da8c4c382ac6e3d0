"""How texts about a comparison say numbers, people and tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.comparison.comparison import Comparison

SHOWN = 12
"""So many people, rules or places are named of each kind; of the others there is only the number."""
MORE = "and {:,} more; all are in the tables (--json)"
UNKNOWN = "–"


def named(names: Iterable[str], ids: Iterable[str]) -> list[str]:
    """Return each person's name and id."""
    return [f"{name} ({one})" for name, one in zip(names, ids, strict=True)]


def nobody_in_both(one: "Comparison", table: str = "mentees") -> bool:
    """Whether the two lists have nobody of a table in common."""
    return not one.inputs.loc[one.inputs["table"] == table, "in_both"].any()


def number(count: int, one: str) -> str:
    """Return a number with its noun: 1 pair, 2 pairs."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def table_lines(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their cells under each other: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        yield "  ".join(cells).rstrip()

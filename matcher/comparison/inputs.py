"""What is different between the lists of people that two runs read; what is confidential is left out."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
import pandas as pd

from matcher.comparison.people import SIDES, Lists
from matcher.roster import texts
from matcher.roster.canonical import canonical_cells
from matcher.roster.columns import TABLES, Kind, column_of
from matcher.roster.text import fold_code, split_list

CONFIDENTIAL_COLUMNS = "avoided_"
"""What the columns begin with that are not compared; the conflicts are not compared either."""
OPEN_TABLES = ("pairs", "outcomes")


def inputs_table(lists: Lists, cells: pd.DataFrame) -> pd.DataFrame:
    """Return what the tables have in common.

    Parameters
    ----------
    cells
        From `changed_cells`.

    Returns
    -------
    pandas.DataFrame
        `table`, `in_both`, `changed` (people on both whose rows differ), `only_before` and `only_after` (rows).
    """
    rows = [(table, *_people(lists, table), _changed(cells, table)) for table in SIDES]
    rows += [(table, *_lines(lists, table), 0) for table in OPEN_TABLES]
    found = pd.DataFrame(rows, columns=["table", "in_both", "only_before", "only_after", "changed"])
    return found[["table", "in_both", "changed", "only_before", "only_after"]]


def _people(lists: Lists, table: str) -> tuple[int, int, int]:
    before, after = lists.people(table)
    both = len(lists.in_both(table))
    return both, len(before.keys) - both, len(after.keys) - both


def _changed(cells: pd.DataFrame, table: str) -> int:
    return int(cells.loc[cells["table"] == table, "id"].nunique())


def _lines(lists: Lists, table: str) -> tuple[int, int, int]:
    """Return how many rows of pairs of people both have, and only one has."""
    before, after = (set(_rows(one.roster.table(table), table)) for one in lists)
    return len(before & after), len(before - after), len(after - before)


def _rows(frame: pd.DataFrame, table: str) -> Iterator[tuple[str, ...]]:
    yield from zip(*(canonical_cells(table, name, frame) for name in TABLES[table]), strict=True)


def changed_cells(lists: Lists) -> pd.DataFrame:
    """Return what the rows of people on both lists say otherwise: `table`, `id` and `column`, a row for each cell."""
    found = chain.from_iterable(_cells(lists, table) for table in SIDES)
    return pd.DataFrame(list(found), columns=["table", "id", "column"], dtype=object)


def _cells(lists: Lists, table: str) -> Iterator[tuple[str, str, str]]:
    both = lists.in_both(table)
    places = [side.rows.loc[both, "place"].to_numpy(np.int64) for side in lists.people(table)]
    frames = [one.roster.table(table).iloc[own] for one, own in zip(lists, places, strict=True)]
    ids = texts(frames[0], f"{table[:-1]}_id")
    for name in dict.fromkeys([*frames[0].columns, *frames[1].columns]):
        if str(name).startswith(CONFIDENTIAL_COLUMNS):
            continue
        one, other = (_column(table, str(name), frame) for frame in frames)
        for place in np.flatnonzero(one != other).tolist():
            if not _same_codes(table, str(name), one[place], other[place]):
                yield table, str(ids[place]), str(name)


def _same_codes(table: str, name: str, one: str, other: str) -> bool:
    """Whether two cells differ in the spelling of codes only: each list without a vocabulary has one of its own."""
    column = column_of(table, name)
    if column is None or column.kind not in (Kind.CODE, Kind.CODES):
        return False
    sides = [[fold_code(code) for code in split_list(cell)] for cell in (one, other)]
    return sides[0] == sides[1]


def _column(table: str, name: str, frame: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    cells = canonical_cells(table, name, frame) if name in frame.columns else [""] * len(frame)
    return np.array(cells, dtype=object)


def columns_table(cells: pd.DataFrame) -> pd.DataFrame:
    """Return in how many rows each column differs: `table`, `column`, `people`, the most first."""
    counts = cells.groupby(["table", "column"]).size().rename("people").reset_index()
    return counts.sort_values(["table", "people", "column"], ascending=[True, False, True], ignore_index=True)

"""From a raw table to typed columns; every fault of every cell is noted with its row."""

from dataclasses import dataclass, field
from typing import SupportsIndex

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.reading.cells import Fault, Value, parse
from matcher.reading.files import RawTable
from matcher.reading.mapping import TableMap
from matcher.reading.titles import known_columns
from matcher.roster.columns import TABLES, Column, Kind, column_of
from matcher.roster.problems import Problem
from matcher.roster.roster import Origin, texts
from matcher.roster.text import fold_text

SHOWN = 500
_DTYPES = {
    Kind.WHOLE: "float64",
    Kind.NUMBER: "float64",
    Kind.DATE: "datetime64[s]",
    Kind.MOMENT: "datetime64[s]",
}


@dataclass
class TypedTable:
    """One table on its way to the roster: typed columns in row order, row numbers, and what was found."""

    name: str
    origin: Origin
    frame: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    constants: frozenset[str] = frozenset()
    _folded: dict[str, list[str]] = field(default_factory=dict)

    def folded(self, column: str) -> list[str]:
        """Return the cells of a text column that nothing changes any more as `fold_text` compares them."""
        if column not in self._folded:
            self._folded[column] = [fold_text(text) for text in texts(self.frame, column)]
        return self._folded[column]

    def error(self, place: SupportsIndex, column: str, value: str, rule: str, suggestion: str = "") -> None:
        """Note an error in the record at `place` (from 0)."""
        self.problems.append(
            Problem("error", self.name, self.row(place), column, shown(value), rule, suggestion)
        )

    def warn(
        self, place: SupportsIndex | None, column: str, value: str, rule: str, suggestion: str = ""
    ) -> None:
        """Note a warning in the record at `place`, or in the table as a whole."""
        row = None if place is None else self.row(place)
        self.problems.append(Problem("warning", self.name, row, column, shown(value), rule, suggestion))

    def row(self, place: SupportsIndex) -> int:
        """Return the spreadsheet's number of the record at `place`."""
        return int(self.origin.rows[place])

    def rows_with_errors(self, column: str) -> set[int | None]:
        """Return the rows in which `column` has an error already."""
        return {problem.row for problem in self.problems if problem.column == column and problem.is_error}


def shown(value: str) -> str:
    """Return a cell's text as problems show it: a very long one is cut."""
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"


def type_table(name: str, raw: RawTable, table_map: TableMap) -> TypedTable:
    """Return the columns of table `name` that `raw` has, parsed, and the others as empty.

    Parameters
    ----------
    name
        mentors, mentees, conflicts, pairs or outcomes.
    table_map
        What the list calls its columns otherwise.
    """
    typed = TypedTable(name, Origin(raw.label, np.array(raw.numbers, dtype=np.int64)), pd.DataFrame())
    typed.constants = frozenset(table_map.constants)
    cells = known_columns(name, raw, table_map, typed.problems, typed.notices)
    _join_names(typed, cells)
    places = {row: place for place, row in enumerate(raw.numbers)}
    for row, extra in raw.overlong.items():
        rule = "The row has more cells than there are titles."
        typed.error(places[row], "", "; ".join(extra), rule, "Check for a stray separator.")
    columns = [
        *TABLES[name].values(),
        *(column_of(name, extra) for extra in cells if extra not in TABLES[name]),
    ]
    frame: dict[str, npt.NDArray[np.generic]] = {}
    for column in columns:
        assert column is not None
        if column.name in ("first_name", "last_name"):
            continue
        if column.name in cells:
            frame[column.name] = _column(typed, column, cells[column.name])
            continue
        if column.required and column.name not in table_map.columns:
            _report_missing_column(typed, raw, column)
        frame[column.name] = _empty_column(column, len(raw.numbers))
    typed.frame = pd.DataFrame(frame)
    return typed


def empty_table(name: str) -> TypedTable:
    """Return table `name` without rows."""
    return type_table(
        name, RawTable(name, 1, list(TABLES[name]), [], [[] for _ in TABLES[name]], {}), TableMap()
    )


def _report_missing_column(typed: TypedTable, raw: RawTable, column: Column) -> None:
    rule = f"There is no column '{column.name}', which every row needs."
    found = ", ".join(title for title in raw.titles if title)
    hint = f"Titles found in row {raw.header_row}: {found}. A map file (--map) can say which of them it is."
    typed.problems.append(Problem("error", typed.name, raw.header_row, column.name, "", rule, hint))


def _join_names(typed: TypedTable, cells: dict[str, list[str]]) -> None:
    """Make the name of first and last name, where it is not given as one."""
    first, last = cells.pop("first_name", None), cells.pop("last_name", None)
    if first is None and last is None:
        return
    size = len(first or last or [])
    both = zip(first or [""] * size, last or [""] * size, strict=True)
    joined = [f"{one} {other}".strip() for one, other in both]
    names = cells.get("name")
    if names is not None and any(joined):
        typed.notices.append(
            f"{typed.origin.name}: 'name' is taken as it is; first and last name only where it is empty."
        )
    cells["name"] = [name or other for name, other in zip(names or joined, joined, strict=True)]


def _column(typed: TypedTable, column: Column, cells: list[str]) -> npt.NDArray[np.generic]:
    """Return one column's values; each different text is parsed once."""
    codes, uniques = pd.factorize(np.array(cells, dtype=object))
    values = [_value(column, str(text)) for text in uniques]
    faults = [place for place, value in enumerate(values) if isinstance(value, Fault)]
    if faults:
        for place in np.flatnonzero(np.isin(codes, faults)):
            fault = values[codes[place]]
            assert isinstance(fault, Fault)
            typed.error(place, column.name, cells[place], str(fault), fault.suggestion)
    unknown = _unknown(column)
    known = [unknown if isinstance(value, Fault) or value is None else value for value in values]
    dtype = _DTYPES.get(column.kind, "object")
    return np.array(known, dtype=dtype)[codes] if len(known) else np.array([], dtype=dtype)


def _empty_column(column: Column, size: int) -> npt.NDArray[np.generic]:
    value = parse(column, column.empty) if column.empty else _unknown(column)
    return np.full(size, value, dtype=_DTYPES.get(column.kind, "object"))


def _value(column: Column, text: str) -> Value | Fault:
    if not text:
        if column.required:
            return _missing(column)
        text = column.empty
        if not text:
            return None
    try:
        value = parse(column, text)
    except Fault as fault:
        return fault
    return _missing(column) if column.required and value == "" else value


def _missing(column: Column) -> Fault:
    meaning = column.meaning[0].lower() + column.meaning[1:]
    return Fault(f"'{column.name}' is missing.", f"Every row needs it: {meaning}")


def _unknown(column: Column) -> Value:
    if column.kind in (Kind.WHOLE, Kind.NUMBER):
        return float("nan")
    return None if column.kind in (Kind.DATE, Kind.MOMENT) else ""

"""The small file that says what a list calls its columns otherwise: `--map map.toml`."""

import datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from matcher.reading.cells import Fault, parse
from matcher.roster.checked import Strict, nearest, problems_of, read_toml
from matcher.roster.columns import TABLES, column_of
from matcher.roster.problems import InputError, Problem
from matcher.roster.text import clean, fold_code


def _is_constant(value: object) -> object:
    if not isinstance(value, str | int | float | datetime.date):
        raise ValueError("The value must be text in quotes, a number, a date, or true or false.")
    return value


Constant = Annotated[Any, AfterValidator(_is_constant)]
"""Text, a number, a date, or true or false."""


class TableMap(Strict):
    """How one table is found and read.

    Parameters
    ----------
    sheet
        The sheet's name in a workbook.
    header
        Row number of the titles, from 1.
    columns
        For each of our columns the title that it has in this list.
    constants
        For each of our columns the one value that every row has.
    values
        For each of our columns what a cell stands for; ``*`` is any other, empty ones included.
    """

    sheet: str | None = None
    header: Annotated[int, Field(ge=1)] | None = None
    columns: dict[str, str] = {}
    constants: dict[str, Constant] = {}
    values: dict[str, dict[str, Constant]] = {}

    def translate(self, column: str, cells: list[str]) -> list[str]:
        """Return the cells of `column` as what they stand for."""
        meanings = self.values.get(column)
        if meanings is None:
            return cells
        known = {fold_code(text): _text(value) for text, value in meanings.items() if text != "*"}
        other = _text(meanings["*"]) if "*" in meanings else None
        meant = {cell: known.get(fold_code(cell), cell if other is None else other) for cell in set(cells)}
        return [meant[cell] for cell in cells]

    def unused_values(self, column: str, cells: list[str]) -> list[str]:
        """Return the texts that the map has a meaning for and no cell of `column` holds; empty cells are no matter."""
        folded = {fold_code(cell) for cell in set(cells)}
        return [
            text
            for text in self.values.get(column, {})
            if text != "*" and fold_code(text) not in folded | {""}
        ]

    def constant(self, column: str) -> str | None:
        """Return the value that every row has in `column`, as text."""
        return _text(self.constants[column]) if column in self.constants else None


class ColumnMap(Strict):
    """A whole map file."""

    mentors: TableMap = TableMap()
    mentees: TableMap = TableMap()
    conflicts: TableMap = TableMap()
    pairs: TableMap = TableMap()
    outcomes: TableMap = TableMap()

    def table(self, name: str) -> TableMap:
        """Return the map of one table."""
        found = getattr(self, name)
        assert isinstance(found, TableMap)
        return found


def _text(value: Constant) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return clean(value.isoformat() if isinstance(value, datetime.date) else str(value))


def load_map(path: str | Path) -> ColumnMap:
    """Read and check a map file.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    raw = read_toml(Path(path), "map")
    try:
        column_map = ColumnMap.model_validate(raw)
    except ValidationError as error:
        raise InputError(problems_of(error, "map", ColumnMap)) from None
    problems = [
        problem
        for table in TABLES
        for find in (_unknown_columns, _contradictions, _faulty_values)
        for problem in find(table, column_map.table(table))
    ]
    if problems:
        raise InputError(problems)
    return column_map


def _unknown_columns(table: str, table_map: TableMap) -> list[Problem]:
    problems = []
    for part in ("columns", "constants", "values"):
        for name in getattr(table_map, part):
            if column_of(table, name) is None:
                key = f"{table}.{part}.{name}"
                hint = nearest(name, TABLES[table])
                problems.append(
                    Problem("error", "map", None, key, name, f"{table} have no such column.", hint)
                )
    return problems


def _contradictions(table: str, table_map: TableMap) -> list[Problem]:
    """Return where the map gives a column one value for all and also says how to read it."""
    rule = "Every row has the constant; what else the map says of this column would never count."
    return [
        Problem(
            "error", "map", None, f"{table}.{part}.{name}", name, rule, f"Keep it in constants or in {part}."
        )
        for part in ("columns", "values")
        for name in getattr(table_map, part)
        if name in table_map.constants
    ]


def _faulty_values(table: str, table_map: TableMap) -> list[Problem]:
    """Return what the map writes itself and could not be read in any row."""
    written = [(f"constants.{name}", name, value) for name, value in table_map.constants.items()]
    for name, meanings in table_map.values.items():
        written += [(f"values.{name}.{text}", name, value) for text, value in meanings.items()]
    problems = []
    for key, name, value in written:
        column, text = column_of(table, name), _text(value)
        if column is None or not text:
            continue
        try:
            parse(column, text)
        except Fault as fault:
            problems.append(
                Problem("error", "map", None, f"{table}.{key}", text, str(fault), fault.suggestion)
            )
    return problems

"""Writing a season to a folder."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_TABLES = ("mentors", "mentees", "conflicts", "pairs")
_WORKBOOK = "program.xlsx"
_FILES = frozenset({*(f"{table}.csv" for table in _TABLES), _WORKBOOK})
_NUMBERS = frozenset({"latitude", "longitude", "district_size", "capacity", "years_experience"})
_WORDS = {"id": "ID", "email": "E-mail"}
_CREATED = datetime(2026, 7, 1)
_ROWS_AT_ONCE = 50_000

MOST_IN_WORKBOOK = 20_000
"""People; the workbook of more would take longer to write than all else, and longer to open."""


def write(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write the tables of a season as CSV files, and as the sheets of one workbook, program.xlsx.

    There is no workbook of more than `MOST_IN_WORKBOOK` people.

    Parameters
    ----------
    tables
        The tables mentors, mentees, conflicts and pairs, every cell a text.
    folder
        Made if it does not exist. An earlier season in it is replaced.

    Returns
    -------
    list of Path
        The files written; pairs.csv only if there are pairs, the workbook only if it is not too large.

    Raises
    ------
    ValueError
        If the folder holds anything but an earlier season.
    """
    _refuse(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
    written = []
    for name in _TABLES:
        if name != "pairs" or not tables[name].empty:
            written.append(folder / f"{name}.csv")
            _write_csv(tables[name], written[-1])
    if len(tables["mentors"]) + len(tables["mentees"]) <= MOST_IN_WORKBOOK:
        written.append(folder / _WORKBOOK)
        _write_workbook(tables, written[-1])
    return written


def _refuse(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file, not a folder.")
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        if path.name not in _FILES or path.is_symlink() or not path.is_file():
            raise ValueError(
                f"{folder} holds something that is no sample ({path.name}); name a new or empty folder."
            )


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(table.columns)
        lines.writerows(_rows(table))


def _rows(table: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Give the cells row by row; the lists of a part of the rows at once, to spare memory."""
    for start in range(0, len(table), _ROWS_AT_ONCE):
        part = table.iloc[start : start + _ROWS_AT_ONCE]
        yield from zip(*(part[column].tolist() for column in table.columns), strict=True)


def _write_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        workbook.set_properties({"created": _CREATED})
        bold = workbook.add_format({"bold": True})
        for name in _TABLES:
            sheet = workbook.add_worksheet(name.capitalize())
            sheet.freeze_panes(1, 0)
            titles = [_title(column) for column in tables[name].columns]
            for place, title in enumerate(titles):
                sheet.set_column(place, place, max(len(title), 12) + 2)
            sheet.write_row(0, 0, titles, bold)
            _write_cells(sheet, tables[name])


def _write_cells(sheet: Worksheet, table: pd.DataFrame) -> None:
    numeric = [column in _NUMBERS or column.startswith("style_") for column in table.columns]
    for row, cells in enumerate(_rows(table), start=1):
        for place, cell in enumerate(cells):
            if not cell:
                continue
            if numeric[place]:
                sheet.write_number(row, place, float(cell))
            else:
                sheet.write_string(row, place, cell)


def _title(column: str) -> str:
    words = [_WORDS.get(word, word) for word in column.split("_")]
    return " ".join([words[0][0].upper() + words[0][1:], *words[1:]])

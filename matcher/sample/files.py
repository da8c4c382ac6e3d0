"""Writing a season to a folder."""

from collections.abc import Mapping
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
_MOST_ROWS = 1_048_575


def write(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write the tables of a season as CSV files and as the sheets of one workbook, program.xlsx.

    Parameters
    ----------
    tables
        The tables mentors, mentees, conflicts and pairs, every cell a text.
    folder
        Made if it does not exist. An earlier season in it is replaced.

    Returns
    -------
    list of Path
        The files written; pairs.csv only if there are pairs.

    Raises
    ------
    ValueError
        If the folder holds anything but an earlier season, or a table is too long for a sheet.
    """
    _refuse(tables, folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in _TABLES:
        path = folder / f"{name}.csv"
        if name == "pairs" and tables[name].empty:
            path.unlink(missing_ok=True)
            continue
        tables[name].to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        written.append(path)
    workbook = folder / _WORKBOOK
    _write_workbook(tables, workbook)
    return [*written, workbook]


def _refuse(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    for name in _TABLES:
        if len(tables[name]) > _MOST_ROWS:
            raise ValueError(f"A sheet holds at most {_MOST_ROWS:,} {name}, not {len(tables[name]):,}.")
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file, not a folder.")
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        if path.name not in _FILES or path.is_symlink() or not path.is_file():
            raise ValueError(
                f"{folder} holds something that is no sample ({path.name}); name a new or empty folder."
            )


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
    columns = [table[column].tolist() for column in table.columns]
    for row, cells in enumerate(zip(*columns, strict=True), start=1):
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

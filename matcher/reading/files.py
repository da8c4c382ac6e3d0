"""From files to raw tables: titles, cells as text, and the row number that the owner sees."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.roster.problems import Problem
from matcher.roster.text import clean

WORKER = Path(__file__).with_name("excel_worker.py")
WORKER_SECONDS = 90
EXCEL_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
CELL_LIMIT = 1_000_000

Rows = list[list[str]]


class Unreadable(Exception):
    """A file cannot be read as a table; `problem` says why and what to do."""

    def __init__(self, problem: Problem):
        self.problem = problem
        super().__init__(problem.problem)


@dataclass(frozen=True)
class Sheet:
    """One grid of cells as text.

    Parameters
    ----------
    file
        The file's name, as it is shown to people.
    name
        The sheet's name; empty for a CSV file.
    rows
        All rows from the first on, blank ones too, so that row numbers are the spreadsheet's.
    """

    file: str
    name: str
    rows: Rows

    @property
    def label(self) -> str:
        """Return how messages call this sheet."""
        return f"{self.file} ({self.name})" if self.name else self.file


@dataclass(frozen=True)
class RawTable:
    """A sheet with its titles found.

    Parameters
    ----------
    header_row
        Row number of the titles, from 1.
    titles
        The titles, cleaned.
    numbers
        Row number of each record, from 1.
    columns
        For each title the records' cells, cleaned.
    overlong
        By row number the filled cells beyond the last title.
    """

    label: str
    header_row: int
    titles: list[str]
    numbers: list[int]
    columns: list[list[str]]
    overlong: Mapping[int, list[str]]


def unreadable(file: str, problem: str, suggestion: str) -> Unreadable:
    """Return the exception for a file that is no table at all."""
    return Unreadable(Problem("error", "files", None, "", file, problem, suggestion))


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook, or the one of a CSV file.

    Raises
    ------
    Unreadable
        The file is missing, is no table, is too large or is not UTF-8.
    """
    try:
        path.stat()
    except (FileNotFoundError, ValueError):
        raise unreadable(str(path), "There is no such file.", "Check the name and the folder.") from None
    except OSError as error:
        raise _closed(path, error) from None
    if not path.is_file():
        raise unreadable(str(path), "This is not a file.", "Name a CSV file or an Excel workbook.")
    if path.suffix.lower() in EXCEL_SUFFIXES:
        return _read_workbook(path)
    return [Sheet(path.name, "", _read_csv(path))]


def _closed(path: Path, error: OSError) -> Unreadable:
    reason = f"The file cannot be read: {error.strerror or error}."
    return unreadable(str(path), reason, "Check the name, and who may read the file.")


def _read_csv(path: Path) -> Rows:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _closed(path, error) from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise unreadable(
            path.name, "This is an Excel workbook with another ending.", "Rename it to end in .xlsx."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable(
            path.name,
            f"The file is not UTF-8 (byte {error.start + 1} of the file).",
            "In Excel save it as 'CSV UTF-8 (Comma delimited)'.",
        ) from None
    if "\0" in text:
        raise unreadable(
            path.name, "The file is not text.", "A CSV file, or an Excel workbook ending in .xlsx."
        )
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: Rows = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise unreadable(
            path.name,
            f"The table breaks off in row {len(rows) + 1}: {error}.",
            "Check the quotation marks of this row; or open the file in Excel and save it anew as CSV.",
        ) from None
    _check_separator(path, rows)
    return rows


def _check_separator(path: Path, rows: Rows) -> None:
    first = next((cells for cells in rows if any(map(str.strip, cells))), [])
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(first) == 1 and first[0].count(separator) > 1:
            rule = f"The columns are separated by {name}, not by commas."
            raise unreadable(path.name, rule, "In Excel save it as 'CSV UTF-8 (Comma delimited)'.")


def _read_workbook(path: Path) -> list[Sheet]:
    command = [sys.executable, "-P", str(WORKER), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=WORKER_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        done = subprocess.CompletedProcess(command, 3, b"", b"")
    if done.returncode == 4:
        raise unreadable(path.name, "The workbook cannot be opened.", "Open it in Excel and save it anew.")
    if done.returncode != 0:
        raise unreadable(
            path.name,
            "The workbook is too large, or claims to be.",
            "Copy the rows with people into a new workbook and save that.",
        )
    sheets = json.loads(done.stdout)
    return [Sheet(path.name, name, rows) for name, rows in sheets.items()]


def find_table(sheet: Sheet, header_row: int | None) -> RawTable:
    """Return the sheet's records below its row of titles.

    Parameters
    ----------
    header_row
        Row number of the titles; None takes the first row that is not blank.

    Raises
    ------
    Unreadable
        There is no row of titles.
    """
    row = header_row or next((n for n, cells in enumerate(sheet.rows, 1) if _is_filled(cells)), 0)
    if header_row is not None and not (row <= len(sheet.rows) and _is_filled(sheet.rows[row - 1])):
        rule = f"The map says that the titles are in row {row}, but that row is blank."
        raise unreadable(sheet.label, rule, "Write the number of the row of titles as 'header'.")
    if not row:
        raise unreadable(
            sheet.label, "There is no row of titles.", "Write the columns' titles into the first row."
        )
    records = [(n, cells) for n, cells in enumerate(sheet.rows[row:], row + 1) if _is_filled(cells)]
    titles = [clean(cell) for cell in sheet.rows[row - 1]]
    if sheet.name:  # a sheet's rows end where their own last cell is
        titles += [""] * (max((len(cells) for _, cells in records), default=0) - len(titles))
    return RawTable(
        label=sheet.label,
        header_row=row,
        titles=titles,
        numbers=[n for n, _ in records],
        columns=_columns([cells for _, cells in records], len(titles)),
        overlong={
            n: _filled(cells[len(titles) :])
            for n, cells in records
            if len(cells) > len(titles) and _is_filled(cells[len(titles) :])
        },
    )


def is_blank(sheet: Sheet) -> bool:
    """Return whether nothing at all stands in the sheet."""
    return not any(map(_is_filled, sheet.rows))


def _is_filled(cells: Sequence[str]) -> bool:
    return any(clean(cell) for cell in cells if cell)


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if clean(cell)]


def _columns(records: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    if not records:
        return [[] for _ in range(width)]
    full = (cells if len(cells) == width else [*cells, *[""] * width][:width] for cells in records)
    return [_cleaned(column) for column in zip(*full, strict=True)]


def _cleaned(column: Sequence[str]) -> list[str]:
    """Return a column's cells cleaned; each different text is cleaned once."""
    meant = {cell: clean(cell) for cell in set(column)}
    return [meant[cell] for cell in column]

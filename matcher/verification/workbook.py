"""Check that matching.xlsx, where there is one, is the workbook of the list."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher.matching import Matching
from matcher.placing import write_synced
from matcher.reading.files import Rows, Unreadable, read_sheets
from matcher.reading.titles import column_letter
from matcher.report.folder import WORKBOOK
from matcher.report.workbook import workbook_bytes
from matcher.verification.finding import SHOWN, ResultFolder

HINT = "It was edited, or is of another list; edits are applied with `matcher run … --edits`."


def workbook_differences(matching: Matching, result: ResultFolder) -> list[str]:
    """Return where the workbook says otherwise; nothing without one.

    Bytes may differ by the version of XlsxWriter, or because a program saved it anew: then the cells decide.
    """
    path = result.path / WORKBOOK
    if not path.is_file():
        return []
    right = workbook_bytes(matching)
    if path.read_bytes() == right:
        return []
    try:
        found = _cells(path)
    except Unreadable as error:
        return [f"{WORKBOOK} is not the workbook of this list: {error.problem.problem}"]
    differences = list(_differences(found, _cells_of(right)))
    more = len(differences) - SHOWN
    shown = differences[:SHOWN] + ([f"{more} more cells"] if more > 0 else [])
    return [f"{WORKBOOK} is not the workbook of this list: {'; '.join(shown)}. {HINT}"] if shown else []


def _cells(path: Path) -> dict[str, Rows]:
    return {sheet.name: sheet.rows for sheet in read_sheets(path)}


def _cells_of(content: bytes) -> dict[str, Rows]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / WORKBOOK
        write_synced(path, content, private=True)
        return _cells(path)


def _differences(found: dict[str, Rows], right: dict[str, Rows]) -> Iterator[str]:
    """Yield what differs; blank cells and rows at the ends do not count."""
    for name in [*right, *(name for name in found if name not in right)]:
        if name not in found or name not in right:
            yield f"sheet {name} is {'missing' if name in right else 'not of it'}"
            continue
        nothing: list[str] = []
        for number, (row, wanted) in enumerate(zip_longest(found[name], right[name], fillvalue=nothing), 1):
            for place, (cell, other) in enumerate(zip_longest(row, wanted, fillvalue="")):
                if cell != other:
                    yield f"{name}, {column_letter(place)}{number} says '{cell}', and should say '{other}'"

"""Read a workbook's cells as text and print them as JSON; run as a script, in a process of its own.

A hostile workbook of a kilobyte can claim billions of cells, and the library then aborts. Here that ends a process
with a memory and a time limit, and not the program. Nothing of this package is imported, so that it starts fast.
"""

import datetime
import json
import math
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 60
MAX_CELLS = 20_000_000
MAX_CHARACTERS = 200_000_000

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\st=["']e["'])[^>]*\sr=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})<""",
    re.DOTALL,
)

Errors = dict[tuple[int, int], str]


def limit_resources() -> None:
    """Cap memory and processor time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        hard = resource.getrlimit(kind)[1]
        cap = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (cap, cap))
        except (ValueError, OSError):  # a system that knows the limit, but does not let it be set
            continue


def as_text(cell: object) -> str:
    """Return a cell as a person reads it: 12.0 is 12, midnight is a date."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if math.isfinite(cell) and cell == int(cell) else repr(cell)
    if isinstance(cell, datetime.datetime):
        near = (cell + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
        return near.date().isoformat() if near.time() == datetime.time() else near.isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return str(cell)


def read(path: str) -> dict[str, list[list[str]]]:
    """Return every sheet's rows from its first row on, blank ones too, each without the blank cells at its end."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    sheets: dict[str, list[list[str]]] = {}
    cells = characters = 0
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        cells += (sheet.total_height + 1) * (sheet.total_width + 1)
        if cells > MAX_CELLS:
            raise MemoryError
        rows = [[as_text(cell) for cell in _trimmed(row)] for row in sheet.iter_rows()]
        characters += sum(len(cell) for row in rows for cell in row)
        if characters > MAX_CHARACTERS:
            raise MemoryError
        sheets[name] = rows
    for name, errors in formula_errors(path).items():
        _write_errors(sheets.get(name, []), errors)
    return sheets


def _trimmed(row: Sequence[object]) -> Sequence[object]:
    size = len(row)
    while size and row[size - 1] == "":
        size -= 1
    return row[:size]


def _write_errors(rows: list[list[str]], errors: Errors) -> None:
    """Put the errors that formulas gave where the library, which cannot tell, leaves the cell empty."""
    for (row, column), text in errors.items():
        if row < len(rows):
            rows[row].extend([""] * (column + 1 - len(rows[row])))
            rows[row][column] = text


def formula_errors(path: str) -> dict[str, Errors]:
    """Return by sheet the cells whose formula failed (#N/A, #REF!), by row and column from 0.

    Only .xlsx and .xlsm files say it in a form that is read here.
    """
    if not path.lower().endswith((".xlsx", ".xlsm")):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: dict(_errors_in(archive.read(part))) for name, part in _sheet_parts(archive)}
    except (KeyError, ValueError, zipfile.BadZipFile, ElementTree.ParseError):
        return {}  # parts are where only the library finds them


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    known = set(archive.namelist())
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314
        if element.tag.endswith("}sheet") and element.get(_RELATION) in targets:
            part = posixpath.normpath(posixpath.join("/xl", targets[element.get(_RELATION)])).lstrip("/")
            if part in known:
                yield element.get("name", ""), part


def _errors_in(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for letters, digits, text in _ERROR_CELL.findall(xml) if b't="e"' in xml or b"t='e'" in xml else ():
        column = 0
        for letter in letters:
            column = column * 26 + letter - ord("A") + 1
        yield (int(digits) - 1, column - 1), text.decode(errors="replace")


def main() -> int:
    """Print the sheets of the workbook named by the first argument; 3: too large, 4: no workbook."""
    limit_resources()
    sheets: dict[str, Any]
    try:
        sheets = read(sys.argv[1])
    except MemoryError:
        return 3
    except Exception as error:  # noqa: BLE001 - whatever is wrong inside the file, the parent says it in words
        print(error, file=sys.stderr)
        return 4
    json.dump(sheets, sys.stdout, ensure_ascii=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

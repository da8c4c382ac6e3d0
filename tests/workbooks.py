"""Looking into workbooks, and changing their cells in place as a person would, without the code that writes them."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from python_calamine import CalamineWorkbook

Cells = list[list[str | float]]


def sheets(path: Path) -> dict[str, Cells]:
    """The cells of each sheet."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def records(cells: Cells) -> list[dict[str, str | float]]:
    """The rows below the titles, up to the first that is blank."""
    found = []
    for row in cells[1:]:
        if not any(cell != "" for cell in row):
            break
        found.append(dict(zip(cells[0], row, strict=True)))
    return found


def letter(place: int) -> str:
    assert place < 26
    return chr(ord("A") + place)


def unpacked(path: Path) -> dict[str, bytes]:
    """The files inside the workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(
    path: Path,
    out: Path,
    cells: Mapping[tuple[str, int, str], str],
    *,
    removed: Iterable[tuple[str, int]] = (),
) -> Path:
    """Write a copy with some cells changed, by sheet, row (from 1; new ones are added) and title; and rows removed."""
    titles = {name: rows[0] for name, rows in sheets(path).items()}
    parts = {name: f"xl/worksheets/sheet{n}.xml" for n, name in enumerate(titles, 1)}
    files = unpacked(path)
    texts = {name: files[part].decode() for name, part in parts.items()}
    for (name, row, title), text in cells.items():
        texts[name] = _with_cell(texts[name], row, f"{letter(titles[name].index(title))}{row}", text)
    for name, row in removed:
        texts[name] = re.sub(rf'<row r="{row}"[^>]*>.*?</row>', "", texts[name])
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**files, **{parts[n]: text.encode() for n, text in texts.items()}}.items():
            archive.writestr(name, content)
    return out


def _with_cell(xml: str, row: int, place: str, text: str) -> str:
    made = f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    found, count = re.subn(rf'<c r="{place}"(?:[^>]*/>|[^>]*[^/]>.*?</c>)', lambda _: made, xml)
    if count:
        return found
    if f'<row r="{row}"' in xml:
        return re.sub(rf'(<row r="{row}"[^>]*>.*?)(</row>)', lambda m: f"{m[1]}{made}{m[2]}", xml)
    return xml.replace("</sheetData>", f'<row r="{row}">{made}</row></sheetData>')

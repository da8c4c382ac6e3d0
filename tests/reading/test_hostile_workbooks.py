"""Workbooks that claim to be larger than any machine are told, and neither kill nor stall the program."""

import time
import zipfile
from pathlib import Path

import pytest

from matcher.reading import read

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    f'ContentType="{SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Mentors" sheetId="1" '
    'r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
TOO_LARGE = "The workbook is too large, or claims to be."


def cell(place: str, text: str = "x") -> str:
    row = "".join(filter(str.isdigit, place))
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def workbook(path: Path, cells: str, before: str = "", shared: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, f'<?xml version="1.0"?>{text}')
        texts = f'<sst xmlns="{MAIN}"><si><t>{shared}</t></si></sst>'
        archive.writestr("xl/sharedStrings.xml", f'<?xml version="1.0"?>{texts}')
        sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{cells}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", f'<?xml version="1.0"?>{sheet}')
    return path


@pytest.mark.parametrize(
    "cells",
    [
        cell("XFD1048576"),
        cell("A1") + cell("XFD1048576"),
        cell("A1") + cell("ZZ1048576"),
        cell("XFD4294967295"),
    ],
    ids=["one far cell", "two corners", "a wide table", "beyond any sheet"],
)
def test_far_cells_are_a_plain_problem(tmp_path: Path, cells: str) -> None:
    path = workbook(tmp_path / "far.xlsx", cells)
    assert path.stat().st_size < 2_000
    started = time.monotonic()
    (problem,) = read(path).problems
    assert (problem.problem, problem.value) == (TOO_LARGE, "far.xlsx")
    assert time.monotonic() - started < 20


def test_a_claimed_size_alone_does_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "claims.xlsx", cell("A1", "name"), '<dimension ref="A1:XFD1048576"/>')
    assert "There is no column 'region', which every row needs." in [
        one.problem for one in read(path).problems
    ]


def test_one_long_text_in_many_cells_is_a_plain_problem(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 400))
    path = workbook(tmp_path / "packed.xlsx", rows, shared="y" * 1_000_000)
    assert path.stat().st_size < 10_000
    (problem,) = read(path).problems
    assert problem.problem == TOO_LARGE


def test_entities_that_multiply_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "entities.xlsx"
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{other};" * 10}">'
        for other, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in PARTS.items():
            archive.writestr(name, f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{text}')
        data = f'<worksheet xmlns="{MAIN}"><sheetData>{cell("A1", "&j;")}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{data}')
    assert read(path).roster is None

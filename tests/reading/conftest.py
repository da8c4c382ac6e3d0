"""Short ways to write lists and read them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from reading_lists import BASE, Rows, csv_text, make_map, rows_of

from matcher.reading import Expectations, Reading, read


@pytest.fixture
def write_book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook of sheets given as rows; blank cells are left out as Excel leaves them out."""

    def write(sheets: Mapping[str, Rows], name: str = "book.xlsx") -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for place, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write(place, column, cell)
        book.close()
        return path

    return write


@pytest.fixture
def write_folder(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder of CSV files; a table that is not given has one usual person."""

    def write(**tables: str | bytes | Rows) -> Path:
        folder = tmp_path / "lists"
        folder.mkdir(exist_ok=True)
        for name, content in {**{name: rows_of(name, {}) for name in BASE}, **tables}.items():
            text = content if isinstance(content, str | bytes) else csv_text(content)
            (folder / f"{name}.csv").write_bytes(text.encode() if isinstance(text, str) else text)
        return folder

    return write


@pytest.fixture
def read_lists(write_folder: Callable[..., Path], tmp_path: Path) -> Callable[..., Reading]:
    """Write a folder of CSV files, and a map, and read them."""

    def write_and_read(
        column_map: str = "", expectations: Expectations | None = None, **tables: str | bytes | Rows
    ) -> Reading:
        folder = write_folder(**tables)
        return read(folder, column_map=make_map(tmp_path, column_map), expectations=expectations)

    return write_and_read


@pytest.fixture
def data() -> Path:
    """Return the folder of example lists, which lies beside the repository on some machines only."""
    folder = Path(__file__).parents[2].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the example lists are not here")
    return folder

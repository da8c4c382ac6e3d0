"""A workbook being written: its formats, its pages, and tables with titles that stay and filter."""

import datetime
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float

LONGEST = 32_767
"""Characters that a cell of Excel holds."""
LETTER = 1
LAST_ROW = 1_048_576
LINE_POINTS, MOST_POINTS = 15.0, 405.0
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
_LINE, _TITLE, _EDIT = "#BFBFBF", "#E7E6E6", "#FFF2CC"
_TABLE: dict[str, Any] = {"valign": "top", "border": 1, "border_color": _LINE}
_FORMATS: dict[str, dict[str, Any]] = {
    "text": {**_TABLE, "num_format": "@", "text_wrap": True},
    "edit": {**_TABLE, "num_format": "@", "text_wrap": True, "bg_color": _EDIT, "bold": True},
    "prose": {**_TABLE, "text_wrap": True},
    "call": {**_TABLE, "text_wrap": True, "font_size": 10},
    "count": {**_TABLE, "num_format": "0", "align": "center"},
    "fit": {**_TABLE, "num_format": "0.00", "align": "center"},
    "money": {**_TABLE, "num_format": "$#,##0.00"},
    "tick": {"align": "center", "valign": "vcenter", "border": 1, "border_color": _LINE, "font_size": 16},
    "title": {**_TABLE, "bold": True, "text_wrap": True, "bg_color": _TITLE},
    "edit title": {**_TABLE, "bold": True, "text_wrap": True, "bg_color": _EDIT, "bottom": 2},
    "total": {**_TABLE, "bold": True, "top": 2},
    "total count": {**_TABLE, "bold": True, "top": 2, "num_format": "0", "align": "center"},
    "total money": {**_TABLE, "bold": True, "top": 2, "num_format": "$#,##0.00"},
    "heading": {"bold": True, "font_size": 14},
    "name": {"bold": True, "font_size": 11},
    "small": {"font_size": 10},
    "plain": {"text_wrap": True, "valign": "top"},
    "term": {"text_wrap": True, "valign": "top", "bold": True},
    "blank": {"num_format": "@"},
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    width
        In characters.
    style
        Name of the cells' format; ``edit`` is for people to change.
    note
        What a note at the title says; empty for none.
    """

    title: str
    width: float
    cells: Sequence[Value]
    style: str = "text"
    note: str = ""


class Book:
    """A workbook in memory: nothing of it is written to a temporary file, which others could read."""

    def __init__(self, title: str, created: datetime.date):
        import xlsxwriter

        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        title = "".join(sign for sign in title if sign.isprintable())  # else the file is no XML
        midnight = datetime.datetime.combine(created, datetime.time())
        self._book.set_properties({"title": title, "created": midnight})
        self._title = title
        self._formats: dict[str, Format] = {}

    def format(self, name: str) -> "Format":
        """Return a format by its name."""
        if name not in self._formats:
            self._formats[name] = self._book.add_format(_FORMATS[name])
        return self._formats[name]

    def add(self, name: str, widths: Sequence[float], *, pages: int = 1) -> "Worksheet":
        """Add a sheet for landscape letter paper, `pages` wide."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(LETTER)
        sheet.set_margins(**MARGINS)
        sheet.fit_to_pages(pages, 0)
        title = self._title[:80].replace("&", "&&")
        sheet.set_footer(f"&L{title}&C&A&RPage &P of &N")
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        return sheet

    def table(self, name: str, columns: Sequence[Column], *, frozen: int = 0, pages: int = 1) -> "Worksheet":
        """Add a sheet with one table below titles that stay, are repeated on each page, and filter.

        Parameters
        ----------
        frozen
            Number of columns that stay at the left, and are repeated on paper.
        pages
            How many pages wide it is on paper.
        """
        sheet = self.add(name, [], pages=pages)
        for place, column in enumerate(columns):
            # An id that somebody writes into a free row must stay as it is written, and not become a date.
            free = self.format("blank") if column.style in ("text", "edit") else None
            sheet.set_column(place, place, column.width, free)
        self.titles(sheet, 0, columns)
        rows = self.rows(sheet, 1, columns)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        if frozen and pages > 1:
            sheet.repeat_columns(0, frozen - 1)
            sheet.print_across()
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW}"})
        return sheet

    def titles(self, sheet: "Worksheet", row: int, columns: Sequence[Column]) -> None:
        """Write the titles of columns into a row."""
        self.fit_height(sheet, row, [(column.title, column.width) for column in columns])
        for place, column in enumerate(columns):
            style = "edit title" if column.style == "edit" else "title"
            self.put(sheet, row, place, column.title, style)
            if column.note:
                size = {"x_scale": 2.2, "y_scale": 1 + len(column.note) / 110}
                sheet.write_comment(row, place, column.note, {**size, "font_size": 9})

    def rows(self, sheet: "Worksheet", first: int, columns: Sequence[Column]) -> int:
        """Write the cells of columns from row `first` on, and return how many rows they are."""
        count = len(columns[0].cells)
        for place, column in enumerate(columns):
            for row, value in enumerate(column.cells, first):
                self.put(sheet, row, place, value, column.style)
        widths = [column.width for column in columns]
        for row, values in enumerate(zip(*(column.cells for column in columns), strict=True), first):
            texts = (
                (value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str)
            )
            self.fit_height(sheet, row, texts)
        return count

    def fit_height(
        self, sheet: "Worksheet", row: int, texts: Iterable[tuple[str, float]], points: float = LINE_POINTS
    ) -> None:
        """Make a row as high as its texts need in columns of these widths; not every program does it by itself."""
        lines = max((lines_of(text, width) for text, width in texts), default=1)
        if lines > 1:
            sheet.set_row(row, min(points * lines, MOST_POINTS))

    def put(self, sheet: "Worksheet", row: int, column: int, value: Value, style: str) -> None:
        """Write a cell: a text is a text, whatever it looks like."""
        if not isinstance(value, str):
            sheet.write_number(row, column, value, self.format(style))
        elif value:
            sheet.write_string(row, column, as_cell(value), self.format(style))
        else:
            sheet.write_blank(row, column, None, self.format(style))

    def put_named(self, sheet: "Worksheet", row: int, column: int, lines: Sequence[str], style: str) -> None:
        """Write lines into one cell, the first one, a name, in bold; empty ones are left out."""
        name, *rest = filled = [line for line in lines if line] or [""]
        whole = "\n".join(filled)
        # XlsxWriter escapes control characters, and what looks like one that is, twice in a text of several formats.
        odd = "_x" in whole or not all(map(str.isprintable, filled))
        if not rest or odd or len(whole) > LONGEST:
            self.put(sheet, row, column, whole, style)
            return
        parts = [self.format("name"), name, self.format("small"), "\n" + "\n".join(rest)]
        sheet.write_rich_string(row, column, *parts, self.format(style))

    def close(self) -> bytes:
        """Return the workbook's content."""
        self._book.close()
        return self._out.getvalue()


def lines_of(text: str, width: float) -> int:
    """Return about how many lines a text takes in a column `width` digits wide; letters are narrower, words break."""
    return sum(max(1, math.ceil(len(line) / (1.1 * width - 2))) for line in text.split("\n"))


def width_of(texts: Iterable[str], least: float = 11, most: float = 30) -> float:
    """Return how wide a column is that shows these texts in one line, if it may be as wide as that."""
    return min(max(max(map(len, texts), default=0) + 2.0, least), most)


def as_cell(text: str) -> str:
    """Return a text as a cell can hold it.

    XlsxWriter takes a text between ``<r>`` and ``</r>`` for its own markup. What hides it here, our own reader takes off.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        text = f"{text}\u200b"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

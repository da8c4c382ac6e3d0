"""Call sheets: for each region whom to call, on paper, with boxes to tick."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matcher.matching import Matching
from matcher.report.calls import Backup, Call, Left, RegionCalls, calls_by_region
from matcher.report.workbook.book import Book, Column
from matcher.report.workbook.people import People, Person

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_SHEETS = 40
"""With more regions they share one sheet, each beginning a page."""
LONGEST_NAME = 31
PREFIX, TOGETHER = "Call sheet ", "Call sheets"
SCALE = 56
"""Percent, where regions share a sheet: pages that are fitted to their width know no breaks between regions."""
MOST_BREAKS = 1_023
LINE = 13.5
"""Points from line to line."""
SMALLER = 1.1
"""How much more of the smaller letters a line takes."""
TODO = (
    "Call the mentor first, then the newcomer, and tick as you go. If the mentor cannot, call the backups in their order. "
    "Then write it on the sheet Pairs."
)
BOX = "☐"
BOXES = ("Mentor called", "Mentor said yes", "Newcomer called", "Newcomer said yes")
COLUMNS = [
    Column("Newcomer", 37, ()),
    Column("Proposed mentor", 35, ()),
    Column("Backups, in order", 28, ()),
    Column("Why", 44, ()),
    Column("Please note", 32, ()),
    *(Column(title, 10, ()) for title in BOXES),
]
HEAD = 4
"""Rows above the first pair."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


def add_call_sheets(book: Book, matching: Matching, people: People) -> None:
    """Add a call sheet for each region of mentees, or one for all where they are very many."""
    regions = calls_by_region(matching)
    program = matching.policy.program
    title = f"{program.name} {program.season}"
    if len(regions) > MOST_SHEETS:
        _add_together(book, title, people, regions)
        return
    taken: set[str] = set()
    for code, region in regions.items():
        sheet = _add(book, sheet_name(code, taken))
        _Page(book, sheet, people).write(0, title, code, region)
        sheet.repeat_rows(0, HEAD - 1)
        sheet.freeze_panes(HEAD, 1)


def _add(book: Book, name: str) -> "Worksheet":
    return book.add(name, [column.width for column in COLUMNS])


def _add_together(book: Book, title: str, people: People, regions: dict[str, RegionCalls]) -> None:
    sheet = _add(book, TOGETHER)
    sheet.set_print_scale(SCALE)
    starts, row = [], 0
    for code, region in regions.items():
        starts.append(row)
        row = _Page(book, sheet, people).write(row, title, code, region) + 1
    sheet.set_h_pagebreaks(starts[1 : MOST_BREAKS + 1])


def sheet_name(code: str, taken: set[str]) -> str:
    """Return a name that Excel allows and no other sheet has, and note it among those taken (case-folded)."""
    signs = (sign if sign.isprintable() else "-" for sign in code.translate(_FORBIDDEN))
    plain = f"{PREFIX}{''.join(signs)}"
    number, name = 1, plain[:LONGEST_NAME].rstrip(" '")
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = f"{plain[: LONGEST_NAME - len(end)].rstrip()}{end}"
    taken.add(name.casefold())
    return name


class _Page:
    """Writes one region's call sheet."""

    def __init__(self, book: Book, sheet: "Worksheet", people: People):
        self._book, self._sheet, self._people = book, sheet, people

    def write(self, row: int, title: str, code: str, region: RegionCalls) -> int:
        """Write all from `row` on, and return the row below it."""
        heading = self._book.format("heading")
        self._sheet.write_string(row, 0, title, heading)
        self._sheet.write_string(row + 1, 0, f"Call sheet: {self._people.region(code)}", heading)
        self._sheet.write_string(row + 2, 0, TODO)
        self._book.titles(self._sheet, row + 3, COLUMNS)
        row += HEAD
        for place, call in enumerate(region.calls, row):
            self._write_call(place, call)
        row += len(region.calls)
        return self._write_left(row + 1, region.left) if region.left else row

    def _write_call(self, row: int, call: Call) -> None:
        spare = [_spare(one, self._people.mentors[one.mentor]) for one in call.backups]
        people = [_newcomer(self._people.mentees[call.mentee]), _mentor(self._people.mentors[call.mentor])]
        self._write_row(row, people, ["\n".join(spare), call.why, "\n".join(call.cautions)])
        for place in range(len(COLUMNS) - len(BOXES), len(COLUMNS)):
            self._book.put(self._sheet, row, place, BOX, "tick")

    def _write_left(self, row: int, left: Sequence[Left]) -> int:
        """Write who is without a mentor below the same titles, which may stand above it on a page of its own."""
        words = "Without a mentor, or with one too few"
        self._sheet.write_string(row, 0, words, self._book.format("heading"))
        for number, one in enumerate(left, row + 1):
            newcomer = _newcomer(self._people.mentees[one.mentee])
            self._write_row(number, [newcomer, []], ["", one.why, one.suggestion])
        return row + 1 + len(left)

    def _write_row(self, row: int, people: Sequence[Sequence[str]], words: Sequence[str]) -> None:
        """Write people, a line for each thing that is known of them, and what is said beside them."""
        for place, lines in enumerate(people):
            self._book.put_named(self._sheet, row, place, lines, "call")
        for place, text in enumerate(words, len(people)):
            self._book.put(self._sheet, row, place, text, "call")
        texts = [*("\n".join(filter(None, lines)) for lines in people), *words]
        widths = [column.width * SMALLER for column in COLUMNS]
        self._book.fit_height(self._sheet, row, zip(texts, widths, strict=False), LINE)


def _newcomer(person: Person) -> list[str]:
    return [person["name"], _joined(person, "role", "school", "district"), _joined(person, "phone", "email")]


def _mentor(person: Person) -> list[str]:
    return [person["name"], person["district"], _joined(person, "phone", "email")]


def _spare(backup: Backup, person: Person) -> str:
    cautions = f" ({'; '.join(backup.cautions)})" if backup.cautions else ""
    return f"{backup.rank}. {_joined(person, 'name', 'phone')}{cautions}"


def _joined(person: Person, *columns: str) -> str:
    return ", ".join(person[column] for column in columns if person[column])

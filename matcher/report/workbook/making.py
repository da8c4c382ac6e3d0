"""Put the sheets together."""

from matcher.matching import Matching
from matcher.report.words import headline
from matcher.report.workbook.book import Book
from matcher.report.workbook.call_sheets import add_call_sheets
from matcher.report.workbook.lists import add_mentors, add_pairs, add_unserved
from matcher.report.workbook.money import add_stipends
from matcher.report.workbook.people import People

ABOUT_SHEET = "About"
_TERMS = [
    ("What may be edited", "The yellow columns whose titles end in *: Decision and Mentor ID on the sheet Pairs, and Mentor "
     "ID on the sheet Unserved. Nothing else is read again."),
    ("To keep a pair", "Write lock under Decision."),
    ("To rule a pair out", "Write block under Decision, or empty the Mentor ID."),
    ("To give another mentor", "Write that mentor's id, e-mail or full name under Mentor ID: the old pair is blocked, the "
     "new one locked. Leave the Listed mentor ID as it is."),
    ("To give someone a mentor", "On the sheet Unserved write the mentor's id, e-mail or full name beside the person; or add "
     "a row to the sheet Pairs with the ids of both."),
    ("Rows", "They may be sorted, filtered and taken out; a row that is taken out asks for nothing. The sheets keep their "
     "names."),
    ("To have it applied", "Give the file back to whoever makes the list: matcher run … --edits matching.xlsx. Every lock is "
     "checked against every rule, and the best list is made around it."),
    ("Call sheets", "One for each region, to print: landscape letter paper. Who is called, and who said yes, is ticked on "
     "paper; write what comes of it on the sheet Pairs."),
    ("Fit", "An estimate from 0 to 1; it says on how many known facts it rests."),
    ("Phones and e-mails", "This file holds them. Pass it on only to those who call and write to people."),
]  # fmt: skip


def workbook_bytes(matching: Matching) -> bytes:
    """Return a list as a workbook: About, Pairs, Unserved, Mentors, Stipends where there are any, and call sheets.

    The cells are the same for the same list; the bytes too with the same version of XlsxWriter.
    """
    program = matching.policy.program
    book = Book(_title(matching), program.starts)
    people = People(matching)
    _add_about(book, matching)
    add_pairs(book, matching, people)
    add_unserved(book, matching, people)
    add_mentors(book, matching, people)
    add_stipends(book, matching, people)
    add_call_sheets(book, matching, people)
    return book.close()


def _title(matching: Matching) -> str:
    program, region = matching.policy.program, matching.prepared.rules.region
    return f"{program.name} {program.season}" + (f", {region} only" if region else "")


def _add_about(book: Book, matching: Matching) -> None:
    """Add what the file is for and what may be edited in it."""
    widths = (28, 100)
    sheet = book.add(ABOUT_SHEET, widths)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _title(matching), book.format("heading"))
    for row, (term, words) in enumerate([("The list", headline(matching)), *_TERMS], 2):
        book.put(sheet, row, 0, term, "term")
        book.put(sheet, row, 1, words, "plain")
        book.fit_height(sheet, row, zip((term, words), widths, strict=True))

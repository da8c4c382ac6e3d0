"""The sheets Pairs, Unserved and Mentors."""

from collections import defaultdict

from matcher.matching import Matching
from matcher.reading.review import DECISIONS, PAIRS_SHEET, UNSERVED_SHEET
from matcher.report.tables import to_review
from matcher.report.words import CAUSES
from matcher.report.workbook.book import Book, Column, width_of
from matcher.report.workbook.people import People, column_of

MENTORS_SHEET = "Mentors"
FREE_ROWS = 200
"""So many rows below the list offer the decisions too."""

_DECISION = (
    "lock: the pair must be in the next list. block: it must not be. Empty: it may come again or not. Blocked and locked "
    "pairs are checked against every rule."
)
_MENTOR = (
    "Another mentor's id, e-mail or full name swaps the mentor: the old pair is blocked, the new one locked. Emptied: the "
    "pair is blocked. The columns beside it follow with the next run."
)
_BY_HAND = "The id, e-mail or full name of a mentor: the pair is locked, if it keeps every rule."
_AS_IT_IS = "Whom the list gave. Please leave it as it is: it tells what was changed."


def add_pairs(book: Book, matching: Matching, people: People) -> None:
    """Add the sheet Pairs, to be reviewed."""
    pairs = to_review(matching)
    mentees, mentors = pairs["mentee_id"].tolist(), pairs["mentor_id"].tolist()
    columns = [
        Column("Mentee ID", width_of(mentees), mentees),
        Column("Mentee", 22, column_of(people.mentees, mentees, "name")),
        Column("Mentee's district", 24, column_of(people.mentees, mentees, "district")),
        Column("Mentee's region", 11, column_of(people.mentees, mentees, "region")),
        Column("Decision *", 11, pairs["decision"].tolist(), "edit", _DECISION),
        Column("Mentor ID *", width_of(mentors, 12), mentors, "edit", _MENTOR),
        Column("Mentor", 22, column_of(people.mentors, mentors, "name")),
        Column("Mentor's district", 24, column_of(people.mentors, mentors, "district")),
        Column("Mentor's region", 11, column_of(people.mentors, mentors, "region")),
        Column("Kind", 11, pairs["kind"].tolist()),
        Column("Kind of match", 22, pairs["tier"].tolist(), "prose"),
        Column("Fit, 0 to 1", 8, pairs["score"].tolist(), "fit"),
        Column("Facts known", 8, [known.replace("/", " of ") for known in pairs["known"].tolist()]),
        Column("To be approved by", 11, pairs["approval"].tolist()),
    ]
    for name, title in (("backup_1", "Backup 1"), ("backup_2", "Backup 2")):
        ids = pairs[name].tolist()
        columns += [
            Column(f"{title} ID", width_of(ids), ids),
            Column(title, 20, column_of(people.mentors, ids, "name")),
        ]
    columns += [
        Column("Why", 44, pairs["reasons"].tolist(), "prose"),
        Column("Listed mentor ID", width_of(mentors, 12), pairs["listed_mentor_id"].tolist(), note=_AS_IT_IS),
    ]
    sheet = book.table(PAIRS_SHEET, columns, frozen=2, pages=2)
    place = next(n for n, column in enumerate(columns) if column.title == "Decision *")
    rule = {
        "validate": "list",
        "source": list(DECISIONS),
        "error_title": "Decision",
        "error_message": "Write lock or block, or leave the cell empty.",
    }
    sheet.data_validation(1, place, len(pairs) + FREE_ROWS, place, rule)


def add_unserved(book: Book, matching: Matching, people: People) -> None:
    """Add the sheet Unserved, with a column for a mentor found by hand."""
    left = matching.unserved
    ids = left["mentee_id"].tolist()
    columns = [
        Column("Mentee ID", width_of(ids), ids),
        Column("Mentee", 22, column_of(people.mentees, ids, "name")),
        Column("District", 24, column_of(people.mentees, ids, "district")),
        Column("Region", 11, column_of(people.mentees, ids, "region")),
        Column("Mentor ID *", 12, [""] * len(left), "edit", _BY_HAND),
        Column("Seats missing", 9, [int(count) for count in left["seats_missing"]], "count"),
        Column("Cause", 20, [CAUSES[cause] for cause in left["cause"]], "prose"),
        Column("In detail", 52, left["detail"].tolist(), "prose"),
        Column("What would help", 46, left["suggestion"].tolist(), "prose"),
        Column("Phone", 15, column_of(people.mentees, ids, "phone")),
        Column("E-mail", 28, column_of(people.mentees, ids, "email")),
    ]
    book.table(UNSERVED_SHEET, columns, frozen=2, pages=2)


def add_mentors(book: Book, matching: Matching, people: People) -> None:
    """Add the sheet Mentors: seats, whom they have, how to reach them."""
    mentors = matching.mentors
    ids = mentors["mentor_id"].tolist()
    seats, used = (mentors[name].tolist() for name in ("seats", "used"))
    has = _who_has_whom(matching, people)
    columns = [
        Column("Mentor ID", width_of(ids), ids),
        Column("Mentor", 22, column_of(people.mentors, ids, "name")),
        Column("District", 24, column_of(people.mentors, ids, "district")),
        Column("Region", 11, column_of(people.mentors, ids, "region")),
        Column("Seats", 7, seats, "count"),
        Column("Used", 7, used, "count"),
        Column("Left", 7, [max(all_ - taken, 0) for all_, taken in zip(seats, used, strict=True)], "count"),
        Column("Has", 34, [has[one] for one in ids]),
        Column("Cannot serve because", 34, mentors["cause"].tolist(), "prose"),
        Column("Role", 22, column_of(people.mentors, ids, "role")),
        Column("Phone", 15, column_of(people.mentors, ids, "phone")),
        Column("E-mail", 28, column_of(people.mentors, ids, "email")),
    ]
    book.table(MENTORS_SHEET, columns, frozen=2)


def _who_has_whom(matching: Matching, people: People) -> dict[str, str]:
    """Return whom each mentor has, a line each."""
    found: dict[str, list[str]] = defaultdict(list)
    for mentee, mentor in zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True):
        found[mentor].append(f"{people.mentees[mentee]['name']} ({mentee})")
    return defaultdict(str, {mentor: "\n".join(names) for mentor, names in found.items()})

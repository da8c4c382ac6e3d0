"""The line of requests of a batch: what is promised, who was served, and why the others wait."""

from html import escape

from matcher.matching import Matching
from matcher.report.page.markup import name_html, paragraph
from matcher.report.page.tables import MOST_ROWS, Column, Kind, cut_note, table_html
from matcher.results import has_line

HEADS = [
    Column("Place", Kind.NUMBER),
    Column("Mentee", Kind.PERSON),
    Column("Days waited", Kind.NUMBER),
    Column("Mentor", Kind.PERSON),
    Column("Why", Kind.WORDS),
]


def line(matching: Matching) -> str:
    """Return the promise and the line; nothing for a list that is no batch's. Who goes first is not a board's business."""
    if not has_line(matching.prepared):
        return ""
    table = matching.waiting
    promised = paragraph(*matching.promise)
    if not len(table):
        return promised + paragraph("Nobody is in the line.")
    waits = int((table["mentor_id"] == "").sum())
    shown = table.head(MOST_ROWS)
    mentees = matching.listing.names_in("mentees", shown["mentee_id"])
    mentors = matching.listing.names_in("mentors", shown["mentor_id"])
    rows = [
        [
            str(row["place"]),
            _card(mentees, row["mentee_id"]),
            str(row["days_waited"]),
            _card(mentors, row["mentor_id"]) if row["mentor_id"] else "waits",
            escape(row["why"]),
        ]
        for row in shown.to_dict("records")
    ]
    note = cut_note(len(shown), len(table), "the first in the line", "waiting.csv")
    title = f"The line on {matching.prepared.rules.day}: {len(table) - waits} served, {waits} waiting"
    return promised + paragraph(note) + table_html("line-table", title, HEADS, rows, find="people")


def _card(names: dict[str, str], one: str) -> str:
    return f"<b>{name_html(names[one])}</b><small>{escape(one)}</small>"

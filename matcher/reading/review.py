"""What a reviewed list asks for: locks and blocks, each with the row that asks."""

from dataclasses import dataclass, field

from matcher.roster.problems import Problem

LOCK, BLOCK = "lock", "block"
DECISIONS = (LOCK, BLOCK)
DECISION, LISTED = "decision", "listed_mentor_id"
TABLE = "edits"
PAIRS_SHEET, UNSERVED_SHEET = "Pairs", "Unserved"
"""Sheets of a workbook that was written to be reviewed."""

Pair = tuple[str, str]


@dataclass(frozen=True, order=True)
class Place:
    """Where something is asked for.

    Parameters
    ----------
    number
        Which of the tables that are read, from 0.
    row
        The spreadsheet's row number.
    sheet
        Its name where there are several in the file, else empty.
    label
        How messages call the table.
    """

    number: int
    row: int
    sheet: str
    label: str

    @property
    def table(self) -> str:
        """Return what problems call the table."""
        return f"{TABLE} ({self.sheet})" if self.sheet else TABLE


@dataclass(frozen=True)
class Row:
    """One row of the reviewed list: whom the list gave, whom the review gives (empty for nobody), the decision."""

    place: Place
    mentee: str
    mentor: str
    listed: str
    decision: str


@dataclass
class Review:
    """What the review asks for, by pair of mentee and mentor, with the place that asks; and what is wrong with it."""

    asked: dict[Pair, tuple[str, Place]] = field(default_factory=dict)
    faults: list[tuple[Place, Problem]] = field(default_factory=list)

    def ask(self, mentee: str, mentor: str, decision: str, place: Place) -> None:
        """Note a lock or a block."""
        said, before = self.asked.setdefault((mentee, mentor), (decision, place))
        if said != decision:
            where = f"Row {before.row}" + (f" of {before.sheet}" if before.number != place.number else "")
            rule = f"{where} asks for the opposite: {said} for {mentee} and {mentor}."
            self.refuse(place, DECISION, decision, rule, "Keep one of the two.")

    def refuse(self, place: Place, column: str, value: str, rule: str, hint: str = "") -> None:
        """Note an error."""
        self.faults.append((place, Problem("error", place.table, place.row, column, value, rule, hint)))

    @property
    def problems(self) -> list[Problem]:
        """Return what is wrong, in the order of tables and rows."""
        return [problem for _, problem in sorted(self.faults, key=lambda fault: fault[0])]


def weigh(row: Row, review: Review) -> None:
    """Note what a row asks for."""
    if row.mentor == row.listed or not row.mentor or not row.listed:
        asked = row.decision or ("" if row.mentor == row.listed else LOCK if row.mentor else BLOCK)
        if asked == LOCK and not row.mentor:
            rule = "There is nobody to lock: the mentor was taken out."
            review.refuse(
                row.place, DECISION, asked, rule, "Leave the decision empty, or put the mentor back."
            )
        elif asked and not (row.mentor or row.listed):
            rule = "There is nobody to block: the row names no mentor."
            review.refuse(row.place, DECISION, asked, rule, "Leave the decision empty, or name the mentor.")
        elif asked:
            review.ask(row.mentee, row.mentor or row.listed, asked, row.place)
    elif row.decision == BLOCK:
        rule = "The mentor was changed, which blocks the listed one; it cannot be told whether the new one is meant too."
        review.refuse(row.place, DECISION, BLOCK, rule, "Leave the decision empty, or put the mentor back.")
    else:
        review.ask(row.mentee, row.mentor, LOCK, row.place)
        review.ask(row.mentee, row.listed, BLOCK, row.place)

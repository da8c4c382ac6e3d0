"""What happened, as a command's options or a spreadsheet tell it; ids looked up where lists are named."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from matcher.cli.people import People
from matcher.ledger import EVENTS, FaultyEvents, Happening, Ledger, record_all
from matcher.reading.cells import Fault, parse
from matcher.reading.files import RawTable, Sheet, Unreadable, find_table, read_sheets, unreadable
from matcher.reading.titles import is_sensitive
from matcher.roster import InputError, MatcherError, Problem
from matcher.roster.columns import Column, Kind
from matcher.roster.text import clean, fold_code

TABLE = "events"
COLUMNS = {
    column.name: column
    for column in (
        Column("event", Kind.CHOICE, "What happened.", required=True, choices=tuple(EVENTS)),
        Column("mentee_id", Kind.ID, "The mentee."),
        Column("mentor_id", Kind.ID, "The mentor."),
        Column("moment", Kind.MOMENT, "When; left empty, now."),
        Column("reason", Kind.TEXT, "In a few words."),
    )
}


class Told:
    """One event, as options tell it.

    Parameters
    ----------
    options
        mentee, mentor and reason; None where not given.

    Raises
    ------
    MatcherError
        Somebody is on no list.
    """

    notices: Sequence[str] = ()

    def __init__(self, event: str, moment: datetime, options: Mapping[str, Any], people: People):
        ids: dict[str, str] = {}
        faults: list[str] = []
        for side in ("mentee", "mentor"):
            try:
                ids[side] = people.find(f"{side}_id", clean(options[side] or ""))
            except Fault as fault:
                faults.append(f"{fault} {fault.suggestion}".strip())
        if faults:
            raise MatcherError(" ".join(faults))
        self._happening = Happening(event, moment, ids["mentee"], ids["mentor"], options["reason"] or "")

    def added_to(self, ledger: Ledger) -> Ledger:
        """Return the ledger with the event.

        Raises
        ------
        FaultyEvent
            It cannot have happened.
        """
        return record_all(ledger, [self._happening])


class ToldInFile:
    """What a spreadsheet tells: a row for each event, with every fault at its row.

    Parameters
    ----------
    now
        The moment of rows that name none.

    Attributes
    ----------
    notices
        What was not kept.
    """

    def __init__(self, path: Path, now: datetime, people: People):
        self.notices: list[str] = []
        self._problems: list[Problem] = []
        self._people, self._now = people, now
        try:
            table = find_table(_sheet(path), None)
        except Unreadable as error:
            raise InputError([error.problem]) from None
        self._told = list(self._rows(table)) if self._has_titles(table) else []

    def added_to(self, ledger: Ledger) -> Ledger:
        """Return the ledger with all events.

        Raises
        ------
        InputError
            With every row that is faulty, by itself or by what the ledger says.
        """
        problems = list(self._problems)
        sound = [(row, one) for row, one in self._told if row not in {problem.row for problem in problems}]
        try:
            added = record_all(ledger, [one for _, one in sound])
        except FaultyEvents as error:
            problems += [
                Problem("error", TABLE, sound[place][0], "", "", rule) for place, rule in error.faults.items()
            ]
        if problems:
            raise InputError(sorted(problems, key=lambda problem: problem.row or 0))
        return added

    def _has_titles(self, table: RawTable) -> bool:
        """Note what is wrong with the titles; return whether rows can be read at all."""
        known = {fold_code(name) for name in COLUMNS}
        folded = [fold_code(title) for title in table.titles]
        for title, name in zip(table.titles, folded, strict=True):
            if is_sensitive(title):
                rule = f"'{title}' looks like race, gender or age, which are never read nor used."
                self._refuse(table.header_row, title, title, rule, "Take the column out of the list.")
            elif name in known and folded.count(name) > 1:
                hint = "Give each column a title of its own."
                self._refuse(table.header_row, title, title, "The title stands twice.", hint)
            elif title and name not in known:
                self.notices.append(f"{table.label}: the column '{title}' is not known and was not kept.")
        if "event" not in folded:
            hint = f"Titles found: {', '.join(filter(None, table.titles))}."
            rule = "There is no column 'event', which every row needs."
            self._refuse(table.header_row, "event", "", rule, hint)
        return not self._problems

    def _rows(self, table: RawTable) -> Iterator[tuple[int, Happening]]:
        place = {fold_code(title): number for number, title in enumerate(table.titles)}
        nothing = [""] * len(table.numbers)
        cells = [
            table.columns[place[fold_code(name)]] if fold_code(name) in place else nothing for name in COLUMNS
        ]
        for row, *texts in zip(table.numbers, *cells, strict=True):
            yield row, self._happening(row, texts)
        for row, extra in table.overlong.items():
            rule = "The row has more cells than there are titles."
            self._refuse(row, "", "; ".join(extra), rule, "Check for a stray separator.")

    def _happening(self, row: int, texts: Sequence[str]) -> Happening:
        cells = {
            name: self._cell(row, column, text)
            for (name, column), text in zip(COLUMNS.items(), texts, strict=True)
        }
        moment = cells["moment"] if isinstance(cells["moment"], datetime) else self._now
        mentee, mentor, event, reason = (
            str(cells[name]) for name in ("mentee_id", "mentor_id", "event", "reason")
        )
        return Happening(event, moment, mentee, mentor, reason)

    def _cell(self, row: int, column: Column, text: str) -> object:
        try:
            if not text:
                if column.required:
                    raise Fault(f"'{column.name}' is missing.", "Every row needs it.")
                return ""
            value = parse(column, text)
            return self._people.find(column.name, text) if column.kind is Kind.ID else value
        except Fault as fault:
            self._refuse(row, column.name, text, str(fault), fault.suggestion)
            return ""

    def _refuse(self, row: int, column: str, value: str, rule: str, hint: str) -> None:
        self._problems.append(Problem("error", TABLE, row, column, value, rule, hint))


def _sheet(path: Path) -> Sheet:
    """Return the sheet with the events: the only one, or the one of that name."""
    sheets = read_sheets(path)
    found = [one for one in sheets if len(sheets) == 1 or fold_code(one.name) == TABLE]
    if not found:
        listed = ", ".join(f"'{one.name}'" for one in sheets)
        raise unreadable(path.name, "There is no sheet 'Events'.", f"Rename one. Sheets found: {listed}.")
    return found[0]

"""A calendar as text for people."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from matcher.calendars import certificates, interns
from matcher.calendars.wording import HOURS, TITLES
from matcher.policy.words import counted
from matcher.roster.text import few

if TYPE_CHECKING:
    from matcher.calendars.calendar import SeasonCalendar

SHOWN = 12
"""So many people are named of each matter that has no date."""
NOTHING = "Nobody on the list is certified or on the way to a certificate (column training)."
HELD: Mapping[str, str] = {
    certificates.VALID: "valid to the season's end or longer",
    certificates.DUE: "to be renewed before it",
    certificates.ENDED: "ended already",
    certificates.UNKNOWN: "not known",
}
STAND: Mapping[str, str] = {
    interns.RUNNING: "running",
    interns.PLANNED: "to begin",
    interns.OVER: "over",
    interns.UNKNOWN: "whose start is not known",
    interns.NO_DATE: "not planned yet",
}


def calendar_text(one: "SeasonCalendar") -> str:
    """Return what is to be done: now, then by date; and where the internships stand."""
    head = [f"{one.program} {one.season}: calendar on {one.day}, in a season from {one.starts} to {one.ends}"]
    if not len(one.certificates) and not len(one.interns):
        return "\n".join([*head, "", NOTHING])
    sections = {
        "To do now": list(_now(one.dates)),
        "By date": list(_by_date(one.dates)),
        f"Internships on {one.day}": list(_internships(one)),
    }
    lines = [*head, "", *_summary(one)]
    for title, body in sections.items():
        if body:
            lines += ["", title, *(f"  {line}" for line in body)]
    return "\n".join(lines)


def _summary(one: "SeasonCalendar") -> Iterator[str]:
    if len(one.certificates):
        yield f"{counted(len(one.certificates), 'certificate')}: {_counts(one.certificates, HELD)}."
    if len(one.interns):
        yield (
            f"{counted(len(one.interns), 'mentor')} on the way to a first certificate; internships: "
            f"{_counts(one.interns, STAND)}."
        )
        yield f"An internship is {one.internship}."
    late = sum(interns.LATE in matters.split(";") for matters in one.interns["open"])
    if late:
        yield f"{counted(late, 'internship')} will end after the season does."


def _counts(table: pd.DataFrame, words: Mapping[str, str]) -> str:
    counts = table["status"].value_counts().to_dict()
    return "; ".join(f"{counts[status]:,} {said}" for status, said in words.items() if status in counts)


def _now(dates: pd.DataFrame) -> Iterator[str]:
    """Yield what has no date, each matter with what is to be done about it; where that is all, people in one line."""
    for what, rows in dates[dates["date"] == ""].groupby("what", sort=False):
        yield f"{TITLES[str(what)]} ({len(rows):,}). {rows['advice'].iloc[0]}"
        if not rows["detail"].any():
            yield f"  {few([_who(row) for row in rows.itertuples()], SHOWN)}"
            continue
        for row in rows.head(SHOWN).itertuples():
            yield f"  {_line(row)}"
        if len(rows) > SHOWN:
            yield f"  and {len(rows) - SHOWN:,} more, in the tables"


def _by_date(dates: pd.DataFrame) -> Iterator[str]:
    dated = dates[dates["date"] != ""]
    shown = dated[dated["what"] != HOURS]
    if len(shown):
        yield " ".join(shown.drop_duplicates("what").sort_values("what")["advice"].unique())
    for row in shown.itertuples():
        yield f"{row.date}  {TITLES[str(row.what)]}: {_line(row)}"
    hours = len(dated) - len(shown)
    if hours:
        yield f"The hours that there should be after each month, {counted(hours, 'date')}, are in the tables."


def _line(row: Any) -> str:
    return f"{_who(row)}. {row.detail}".rstrip()


def _who(row: Any) -> str:
    return f"{row.name} ({row.mentor_id}, {row.region})"


def _internships(one: "SeasonCalendar") -> Iterator[str]:
    for row in one.interns[one.interns["start"] != ""].to_dict("records"):
        late = " (after the season)" if interns.LATE in row["open"].split(";") else ""
        yield (
            f"{row['name']} ({row['mentor_id']}): {row['start']} to {row['ends']}{late}, {STAND[row['status']]}, "
            f"{row['target']} of {row['of']} hours due by now; {row['protege_names'] or 'no protégé'}"
        )

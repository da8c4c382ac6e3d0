"""A reviewed list of pairs, read again as locks and blocks."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from matcher.reading.files import RawTable, Sheet, Unreadable, find_table, is_blank, read_sheets
from matcher.reading.people import Directory
from matcher.reading.review import (
    BLOCK,
    DECISION,
    DECISIONS,
    LISTED,
    LOCK,
    PAIRS_SHEET,
    TABLE,
    UNSERVED_SHEET,
    Pair,
    Place,
    Review,
    Row,
    weigh,
)
from matcher.reading.tables import TypedTable
from matcher.roster.checked import nearest
from matcher.roster.problems import InputError, Problem
from matcher.roster.roster import Origin, Roster, texts
from matcher.roster.text import clean, fold_code, fold_text

NEEDED = ("mentee_id", "mentor_id", LISTED)


def read_edits(path: str | Path, roster: Roster) -> Roster:
    """Return the roster with the locks and blocks of a reviewed list among its fixed pairs.

    Parameters
    ----------
    path
        An ``assignments.csv`` or a ``matching.xlsx`` that somebody has gone through: its column ``decision`` is empty,
        lock or block. Where the mentor is another one than ``listed_mentor_id``, the old pair is blocked and the new one
        locked; an emptied one blocks the old pair, and a row for somebody who had nobody, or a mentor on the sheet
        Unserved, locks it. Rows that are left out ask for nothing.

    Raises
    ------
    InputError
        With everything that is wrong with the list, at once.
    """
    path = Path(path)
    review = Review()
    try:
        tables = _tables(path)
    except Unreadable as error:
        raise InputError([error.problem]) from None
    directories = [
        Directory(TypedTable(name, roster.origins[name], roster.table(name)))
        for name in ("mentees", "mentors")
    ]
    remarks: list[str] = []
    for number, (sheet, raw) in enumerate(tables):
        rows = list(_rows(raw, directories, review, Place(number, raw.header_row, sheet, raw.label)))
        for row in rows:
            weigh(row, review)
        remarks += _written_over(raw, rows, roster)
    pairs, origin, merged = _merged(roster, review)
    if review.faults:
        raise InputError(review.problems)
    counts = [sum(said == kind for said, _ in merged.values()) for kind in DECISIONS]
    label = tables[0][1].label if len(tables) == 1 else path.name
    notice = f"{label}: {counts[0]} locked, {counts[1]} blocked."
    return roster.with_tables(
        pairs=pairs,
        origins={**roster.origins, "pairs": origin},
        notices=(*roster.notices, notice, *remarks),
        sources={**roster.sources, str(path): hashlib.sha256(path.read_bytes()).hexdigest()},
    )


def _tables(path: Path) -> list[tuple[str, RawTable]]:
    """Return the tables to read, each with its sheet's name where it was found by it: Pairs and Unserved, or the first."""
    sheets = read_sheets(path)
    own = {fold_code(sheet.name): sheet for sheet in sheets}
    found = [own[name] for name in map(fold_code, (PAIRS_SHEET, UNSERVED_SHEET)) if name in own]
    if not found:
        return [("", find_table(sheets[0], None))]
    if found[0] is not own.get(fold_code(PAIRS_SHEET)):
        rule = f"There is no sheet '{PAIRS_SHEET}'."
        hint = f"Give it its name back. Sheets found: {', '.join(sheet.name for sheet in sheets)}."
        raise Unreadable(Problem("error", TABLE, None, "", path.name, rule, hint))
    return [(sheet.name, find_table(sheet, None)) for sheet in found if _is_read(sheet, found)]


def _is_read(sheet: Sheet, found: Sequence[Sheet]) -> bool:
    """Whether a sheet is read: the first always, others where anything stands in them."""
    return sheet is found[0] or not is_blank(sheet)


def _rows(raw: RawTable, directories: Sequence[Directory], review: Review, titles: Place) -> Iterator[Row]:
    """Yield the rows that say whom they are about; those that do not are noted."""
    place = {fold_code(title): number for number, title in enumerate(raw.titles)}
    needed = NEEDED[:2] if fold_code(titles.sheet) == fold_code(UNSERVED_SHEET) else NEEDED
    missing = [name for name in needed if fold_code(name) not in place]
    for name in missing:
        shown = ", ".join(title for title in raw.titles if title)
        review.refuse(titles, name, "", f"There is no column '{name}'.", f"Titles found: {shown}.")
    if missing:
        return
    nothing = [""] * len(raw.numbers)
    columns = (
        raw.columns[place[fold_code(name)]] if fold_code(name) in place else nothing
        for name in (*NEEDED, DECISION)
    )
    mentees, mentors = directories
    for number, mentee, mentor, listed, decision in zip(raw.numbers, *columns, strict=True):
        faults = len(review.faults)
        here = Place(titles.number, number, titles.sheet, titles.label)
        row = Row(
            here,
            _person(mentee, mentees, here, "mentee_id", review),
            _person(mentor, mentors, here, "mentor_id", review) if mentor else "",
            _person(listed, mentors, here, LISTED, review) if listed else "",
            _decision(decision, here, review),
        )
        if len(review.faults) == faults:
            yield row


def _written_over(raw: RawTable, rows: Sequence[Row], roster: Roster) -> list[str]:
    """Return a remark on each row with another name of the mentor under the same id: only ids are read."""
    titles = [fold_code(title) for title in raw.titles]
    if "mentor" not in titles:
        return []
    shown = dict(zip(raw.numbers, raw.columns[titles.index("mentor")], strict=True))
    names = dict(zip(texts(roster.mentors, "mentor_id"), texts(roster.mentors, "name"), strict=True))
    return [
        f"{raw.label}, row {row.place.row}: the mentor's name was changed, which asks for nothing. Whom to take instead is "
        "written under Mentor ID."
        for row in rows
        if row.listed
        and row.mentor == row.listed
        and fold_text(shown[row.place.row]) not in ("", fold_text(clean(names[row.listed])))
    ]


def _person(text: str, directory: Directory, place: Place, column: str, review: Review) -> str:
    found = directory.find(text)
    if len(found) == 1:
        return found[0]
    who = directory.what
    if found:
        rule = f"This fits {len(found)} {who}s: {', '.join(map(directory.described, found))}."
        review.refuse(place, column, text, rule, "Write the id of the one who is meant.")
    else:
        hint = f"{directory.nearest(text)}Write an id, an e-mail or the full name."
        review.refuse(place, column, text, f"There is no {who} '{text}'.", hint)
    return ""


def _decision(text: str, place: Place, review: Review) -> str:
    folded = fold_code(text)
    if folded not in ("", *DECISIONS):
        hint = nearest(folded, list(DECISIONS)) or "Write lock or block, or leave it empty."
        review.refuse(place, DECISION, text, "A decision is lock, block or empty.", hint)
        return ""
    return folded


def _merged(roster: Roster, review: Review) -> tuple[pd.DataFrame, Origin, dict[Pair, tuple[str, Place]]]:
    """Return the fixed pairs with those of the review, where each stands, and what of the review is new."""
    pairs, origin = roster.pairs, roster.origins["pairs"]
    listed = {
        (mentee, mentor): (kind, place)
        for place, (mentee, mentor, kind) in enumerate(
            zip(pairs["mentee_id"], pairs["mentor_id"], pairs["kind"], strict=True)
        )
    }
    new = {}
    for pair, (decision, asker) in review.asked.items():
        kind, place = listed.get(pair, ("", -1))
        if (kind, decision) in _SAME:
            continue
        if kind and kind != "proposed":
            rule = f"{' and '.join(pair)} are listed as {kind} ({origin.place(place)})."
            review.refuse(asker, DECISION, decision, rule, "Change it there, or leave the decision empty.")
            continue
        new[pair] = (decision, asker)
    kept = np.array([pair not in new for pair in listed], dtype=bool)
    rows = [{"mentee_id": one, "mentor_id": other, "kind": said} for (one, other), (said, _) in new.items()]
    frame = pd.concat([pairs[kept], pd.DataFrame(rows, columns=pairs.columns)], ignore_index=True)
    numbers = np.concatenate(
        [origin.rows[kept], np.array([asker.row for _, asker in new.values()], dtype=np.int64)]
    )
    names = [
        *(origin.named(place) for place in np.flatnonzero(kept).tolist()),
        *(asker.label for _, asker in new.values()),
    ]
    order = np.lexsort([frame[key].to_numpy(dtype=object) for key in ("kind", "mentor_id", "mentee_id")])
    return (
        frame.iloc[order].reset_index(drop=True),
        Origin(origin.name, numbers[order], tuple(names[place] for place in order)),
        new,
    )


_SAME = {
    ("confirmed", LOCK),
    ("agreed", LOCK),
    (LOCK, LOCK),
    (BLOCK, BLOCK),
    ("continuing", BLOCK),
}
"""What is listed already, and says as much as the review does."""

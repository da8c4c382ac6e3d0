"""A reviewed list of pairs, read again as locks and blocks."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from matcher.reading.files import RawTable, Unreadable, find_table, read_sheets
from matcher.reading.people import Directory
from matcher.reading.tables import TypedTable
from matcher.roster.checked import nearest
from matcher.roster.problems import InputError, Problem
from matcher.roster.roster import Origin, Roster
from matcher.roster.text import fold_code

LOCK, BLOCK = "lock", "block"
DECISION, LISTED = "decision", "listed_mentor_id"
TABLE = "edits"
NEEDED = ("mentee_id", "mentor_id", LISTED)

Pair = tuple[str, str]


@dataclass(frozen=True)
class _Row:
    """One row of the reviewed list: whom the list gave, whom the review gives (empty for nobody), the decision."""

    number: int
    mentee: str
    mentor: str
    listed: str
    decision: str


@dataclass
class _Review:
    """What the review asks for, by pair of mentee and mentor, with the row that asks; and what is wrong with it."""

    asked: dict[Pair, tuple[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def ask(self, mentee: str, mentor: str, decision: str, row: int) -> None:
        """Note a lock or a block."""
        said, before = self.asked.setdefault((mentee, mentor), (decision, row))
        if said != decision:
            rule = f"Row {before} asks for the opposite: {said} for {mentee} and {mentor}."
            self.refuse(row, DECISION, decision, rule, "Keep one of the two.")

    def refuse(self, row: int | None, column: str, value: str, rule: str, hint: str = "") -> None:
        """Note an error."""
        self.problems.append(Problem("error", TABLE, row, column, value, rule, hint))


def read_edits(path: str | Path, roster: Roster) -> Roster:
    """Return the roster with the locks and blocks of a reviewed list among its fixed pairs.

    Parameters
    ----------
    path
        An ``assignments.csv`` that somebody has gone through: its column ``decision`` is empty, lock or block. Where the
        mentor is another one than ``listed_mentor_id``, the old pair is blocked and the new one locked; an emptied one
        blocks the old pair, and a row for somebody who had nobody locks it. Rows that are left out ask for nothing.

    Raises
    ------
    InputError
        With everything that is wrong with the list, at once.
    """
    path = Path(path)
    review = _Review()
    try:
        raw = find_table(read_sheets(path)[0], None)
    except Unreadable as error:
        raise InputError([error.problem]) from None
    for row in _rows(raw, roster, review):
        _weigh(row, review)
    pairs, origin, merged = _merged(roster, review, raw.label)
    if review.problems:
        raise InputError(sorted(review.problems, key=lambda problem: problem.row or 0))
    counts = [sum(said == kind for said, _ in merged.values()) for kind in (LOCK, BLOCK)]
    notice = f"{raw.label}: {counts[0]} locked, {counts[1]} blocked."
    return roster.with_tables(
        pairs=pairs,
        origins={**roster.origins, "pairs": origin},
        notices=(*roster.notices, notice),
        sources={**roster.sources, str(path): hashlib.sha256(path.read_bytes()).hexdigest()},
    )


def _rows(raw: RawTable, roster: Roster, review: _Review) -> Iterator[_Row]:
    """Yield the rows that say whom they are about; those that do not are noted."""
    place = {fold_code(title): number for number, title in enumerate(raw.titles)}
    missing = [name for name in NEEDED if fold_code(name) not in place]
    for name in missing:
        titles = ", ".join(title for title in raw.titles if title)
        review.refuse(raw.header_row, name, "", f"There is no column '{name}'.", f"Titles found: {titles}.")
    if missing:
        return
    mentees, mentors = (
        Directory(TypedTable(name, roster.origins[name], roster.table(name)))
        for name in ("mentees", "mentors")
    )
    decisions = raw.columns[place[DECISION]] if DECISION in place else [""] * len(raw.numbers)
    people = (raw.columns[place[fold_code(name)]] for name in NEEDED)
    for number, mentee, mentor, listed, decision in zip(raw.numbers, *people, decisions, strict=True):
        faults = len(review.problems)
        row = _Row(
            number,
            _person(mentee, mentees, number, "mentee_id", review),
            _person(mentor, mentors, number, "mentor_id", review) if mentor else "",
            _person(listed, mentors, number, LISTED, review) if listed else "",
            _decision(decision, number, review),
        )
        if len(review.problems) == faults:
            yield row


def _person(text: str, directory: Directory, row: int, column: str, review: _Review) -> str:
    found = directory.find(text)
    if len(found) == 1:
        return found[0]
    who = directory.what
    if found:
        rule = f"This fits {len(found)} {who}s: {', '.join(map(directory.described, found))}."
        review.refuse(row, column, text, rule, "Write the id of the one who is meant.")
    else:
        hint = f"{directory.nearest(text)}Write an id, an e-mail or the full name."
        review.refuse(row, column, text, f"There is no {who} '{text}'.", hint)
    return ""


def _decision(text: str, row: int, review: _Review) -> str:
    folded = fold_code(text)
    if folded not in ("", LOCK, BLOCK):
        hint = nearest(folded, [LOCK, BLOCK]) or "Write lock or block, or leave it empty."
        review.refuse(row, DECISION, text, "A decision is lock, block or empty.", hint)
        return ""
    return folded


def _weigh(row: _Row, review: _Review) -> None:
    """Note what a row asks for."""
    if row.mentor == row.listed or not row.mentor or not row.listed:
        asked = row.decision or ("" if row.mentor == row.listed else LOCK if row.mentor else BLOCK)
        if asked == LOCK and not row.mentor:
            rule = "There is nobody to lock: the mentor was taken out."
            review.refuse(
                row.number, DECISION, asked, rule, "Leave the decision empty, or put the mentor back."
            )
        elif asked and (row.mentor or row.listed):
            review.ask(row.mentee, row.mentor or row.listed, asked, row.number)
    elif row.decision == BLOCK:
        rule = "The mentor was changed, which blocks the listed one; it cannot be told whether the new one is meant too."
        review.refuse(row.number, DECISION, BLOCK, rule, "Leave the decision empty, or put the mentor back.")
    else:
        review.ask(row.mentee, row.mentor, LOCK, row.number)
        review.ask(row.mentee, row.listed, BLOCK, row.number)


def _merged(
    roster: Roster, review: _Review, label: str
) -> tuple[pd.DataFrame, Origin, dict[Pair, tuple[str, int]]]:
    """Return the fixed pairs with those of the review, where each stands, and what of the review is new."""
    pairs, origin = roster.pairs, roster.origins["pairs"]
    listed = {
        (mentee, mentor): (kind, place)
        for place, (mentee, mentor, kind) in enumerate(
            zip(pairs["mentee_id"], pairs["mentor_id"], pairs["kind"], strict=True)
        )
    }
    new = {}
    for pair, (decision, row) in review.asked.items():
        kind, place = listed.get(pair, ("", -1))
        if (kind, decision) in _SAME:
            continue
        if kind and kind != "proposed":
            rule = f"{' and '.join(pair)} are listed as {kind} ({origin.place(place)})."
            review.refuse(row, "decision", decision, rule, "Change it there, or leave the decision empty.")
            continue
        new[pair] = (decision, row)
    kept = np.array([pair not in new for pair in listed], dtype=bool)
    rows = [{"mentee_id": one, "mentor_id": other, "kind": said} for (one, other), (said, _) in new.items()]
    frame = pd.concat([pairs[kept], pd.DataFrame(rows, columns=pairs.columns)], ignore_index=True)
    numbers = np.concatenate([origin.rows[kept], np.array([row for _, row in new.values()], dtype=np.int64)])
    names = [*(origin.named(place) for place in np.flatnonzero(kept).tolist()), *(label for _ in new)]
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

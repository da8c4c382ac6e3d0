"""What a ledger comes to, and what new rows changed, as tables and as text for people."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import pandas as pd

from matcher.ledger.events import BATCH, LEFT
from matcher.ledger.rows import COLUMNS, Ledger, Row
from matcher.ledger.state import AGREED, OFFERED, Decided, Pair
from matcher.roster.text import few

LAST_ROWS = 5
MOST_NAMED = 12


@dataclass(frozen=True)
class Account:
    """What stands after all rows of a ledger; `str` of it is a text for people.

    Attributes
    ----------
    counts
        Numbers of rows, batches, pairs that stand (``offered``, ``accepted``), pairs ``declined``, mentees
        ``withdrawn`` and mentors ``left``.
    pairs
        ``mentee_id``, ``mentor_id``, ``state`` of each pair that stands, by ids.
    first
        ``mentee_id``, ``event``, ``moment``, ``detail`` (the mentor who left, or the reason) of who goes first as long
        as they wait.
    last_rows
        The last few rows, as the ledger has them.
    """

    counts: Mapping[str, int]
    pairs: pd.DataFrame
    first: pd.DataFrame
    last_rows: pd.DataFrame

    def __str__(self) -> str:
        number = self.counts
        if not number["rows"]:
            return "Nothing was decided yet."
        stand = _of(number["offered"] + number["accepted"], "pair stands", "pairs stand")
        lines = [
            f"{_of(number['rows'], 'row', 'rows')}, {_of(number['batches'], 'batch', 'batches')}.",
            f"{stand}: {number['accepted']} accepted, {number['offered']} offered.",
            f"{_of(number['declined'], 'pair was', 'pairs were')} declined, {_of(number['withdrawn'], 'mentee has', 'mentees have')} "
            f"withdrawn, {_of(number['left'], 'mentor has', 'mentors have')} left.",
        ]
        if len(self.first):
            lines.append(f"First in line, as long as they wait: {few(_why_first(self.first), MOST_NAMED)}.")
        return "\n".join([*lines, "The last rows:", *_lines(self.last_rows)])


@dataclass(frozen=True)
class Recorded:
    """What was recorded, and what follows from it; `str` of it is a text for people.

    Attributes
    ----------
    ledger
        The file.
    is_new
        Whether the ledger was empty, or was not there.
    checked
        Whether the ids are those of people on the lists.
    rows
        The new rows, as the ledger has them.
    ended
        ``mentee_id``, ``mentor_id`` of the pairs that ended.
    first
        As in `Account`, of who goes first and did not before.
    """

    ledger: str
    is_new: bool
    checked: bool
    rows: pd.DataFrame
    ended: pd.DataFrame
    first: pd.DataFrame

    def __str__(self) -> str:
        begins = ", which begins with it" if self.is_new else ""
        lines = [f"Recorded in {self.ledger}{begins}:", *_lines(self.rows)]
        if len(self.ended):
            ended = [f"{mentee} with {mentor}" for mentee, mentor in self.ended.itertuples(index=False)]
            lines.append(f"Ended: {few(ended, MOST_NAMED)}.")
        if len(self.first):
            lines.append(f"First in line, as long as they wait: {few(_why_first(self.first), MOST_NAMED)}.")
        if not self.checked:
            lines.append("The ids were not looked up in any list; --roster does that.")
        return "\n".join(lines)


def account(ledger: Ledger) -> Account:
    """Return what a ledger comes to."""
    decided = ledger.decided
    states = list(decided.standing.values())
    counts = {
        "rows": len(ledger),
        "batches": sum(row.event == BATCH for row in ledger.rows),
        "offered": states.count(OFFERED),
        "accepted": states.count(AGREED),
        "declined": len(decided.declined),
        "withdrawn": len(decided.withdrawn),
        "left": len(decided.left),
    }
    pairs = _pairs(decided.standing)
    pairs["state"] = [decided.standing[pair] for pair in sorted(decided.standing)]
    return Account(counts, pairs, _first(decided, decided.first), _table(ledger.rows[-LAST_ROWS:]))


def recorded(before: Ledger, after: Ledger, *, ledger: str, checked: bool) -> Recorded:
    """Return what the rows that `after` has more have changed."""
    old, new = before.decided, after.decided
    ended = [pair for pair in old.standing if pair not in new.standing]
    first = [mentee for mentee, why in new.first.items() if old.first.get(mentee) != why]
    return Recorded(
        ledger, not len(before), checked, _table(after.rows[len(before) :]), _pairs(ended), _first(new, first)
    )


def _pairs(pairs: Iterable[Pair]) -> pd.DataFrame:
    return pd.DataFrame(sorted(pairs), columns=["mentee_id", "mentor_id"], dtype=object)


def _first(decided: Decided, mentees: Iterable[str]) -> pd.DataFrame:
    rows = [(one, *decided.first[one]) for one in sorted(mentees)]
    return pd.DataFrame(rows, columns=["mentee_id", "event", "moment", "detail"], dtype=object)


def _table(rows: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame([asdict(row) for row in rows], columns=list(COLUMNS))


def _why_first(first: pd.DataFrame) -> list[str]:
    return [
        f"{mentee} ({detail} left)" if event == LEFT else f"{mentee} ({event}: {detail})"
        for mentee, event, _, detail in first.itertuples(index=False)
    ]


def _lines(rows: pd.DataFrame) -> list[str]:
    """Return each row as a line; of a batch's pairs the cause is told, of what was recorded the reason."""
    told = []
    for row in rows.to_dict("records"):
        who = " with ".join(filter(None, (row["mentee_id"], row["mentor_id"])))
        what = f"batch {row['batch']}" if row["event"] == BATCH else f"{row['event']} {who}"
        cause = f" ({row['cause']})" if row["cause"] else ""
        told.append(f"  {row['moment'].replace('T', ' ')}  {what}{cause}")
    return told


def _of(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"

"""Record what happens between batches."""

import copy
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from matcher.ledger.events import EVENTS, FaultyEvent
from matcher.ledger.rows import Ledger, Row
from matcher.roster.checked import nearest
from matcher.roster.text import clean

MOST_REASON = 200


def record(
    ledger: Ledger, event: str, *, at: datetime, mentee: str = "", mentor: str = "", reason: str = ""
) -> Ledger:
    """Return the ledger with one event more.

    Parameters
    ----------
    event
        One of `matcher.ledger.EVENTS`.
    at
        When, in local time; not before the last row.
    mentee, mentor
        Whom it is about: ids.
    reason
        In a few words, without names, addresses or numbers of people: a ledger is kept when people are forgotten.

    Raises
    ------
    FaultyEvent
        It cannot have happened, or something is missing.
    """
    return record_all(ledger, [Happening(event, at, mentee, mentor, reason)])


@dataclass(frozen=True)
class Happening:
    """One event as it is told; see `record`."""

    event: str
    at: datetime
    mentee: str = ""
    mentor: str = ""
    reason: str = ""


class FaultyEvents(FaultyEvent):
    """Some of several events cannot have happened; `faults` says by their places, from 0, why."""

    def __init__(self, faults: Mapping[int, str]):
        self.faults = faults
        super().__init__(" ".join(faults.values()))


def record_all(ledger: Ledger, happenings: Sequence[Happening]) -> Ledger:
    """Return the ledger with several events more, in the order in which they happened; those of one moment as given.

    Raises
    ------
    FaultyEvents
        With every one that cannot have happened, after those before it that can; then none is recorded.
    """
    decided = copy.deepcopy(ledger.decided)
    rows: list[Row] = []
    faults: dict[int, str] = {}
    for place, one in sorted(enumerate(happenings), key=lambda numbered: numbered[1].at.replace(tzinfo=None)):
        row = _row(ledger, one)
        found = [*_event_faults(row), *_moment_faults(ledger, one.at)]
        try:
            if not found:
                decided.take(row.event, row.mentee_id, row.mentor_id, row.moment, row.cause)
        except FaultyEvent as error:
            found = [str(error)]
        if found:
            faults[place] = " ".join(found)
        rows.append(row)
    if faults:
        raise FaultyEvents(dict(sorted(faults.items())))
    return ledger.with_rows(rows)


def _row(ledger: Ledger, told: Happening) -> Row:
    moment = told.at.isoformat(timespec="seconds")
    whom = clean(told.mentee), clean(told.mentor)
    return Row(ledger.last_batch, moment, told.event, *whom, clean(told.reason), ledger.last_policy)


def _event_faults(row: Row) -> list[str]:
    event, mentee, mentor, reason = row.event, row.mentee_id, row.mentor_id, row.cause
    known = EVENTS.get(event)
    if known is None:
        hint = nearest(event, EVENTS) or f"There are: {', '.join(EVENTS)}."
        return [f"There is no event '{event}'. {hint}"]
    found = []
    for side, one, named in (("mentee", mentee, known.names_mentee), ("mentor", mentor, known.names_mentor)):
        if named and not one:
            found.append(f"'{event}' needs the {side}'s id.")
        elif one and not named and not (event == "rematch" and side == "mentor"):
            found.append(
                f"'{event}' is about a {'mentor' if side == 'mentee' else 'mentee'} alone; leave {one} out."
            )
    if known.reason and not reason:
        found.append(f"'{event}' needs a reason in a few words.")
    if len(reason) > MOST_REASON or "@" in reason or not _is_line(reason):
        found.append(
            f"A reason is one line of at most {MOST_REASON} letters without addresses, since a ledger is kept when people "
            "are forgotten."
        )
    return found


def _is_line(text: str) -> bool:
    return not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in text)


def _moment_faults(ledger: Ledger, at: datetime) -> list[str]:
    moment = at.isoformat(timespec="seconds")
    if at.tzinfo is not None:
        return [f"Times are local, without an offset; not {moment}."]
    if moment >= ledger.last_moment:
        return []
    return [
        f"The ledger has rows up to {ledger.last_moment}; nothing can be recorded for {moment}, before them."
    ]

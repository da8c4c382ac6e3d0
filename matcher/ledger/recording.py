"""Record what happens between batches."""

import copy
from datetime import datetime

from matcher.ledger.events import EVENTS, FaultyEvent
from matcher.ledger.rows import Ledger, Row
from matcher.roster.checked import nearest

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
    moment = at.isoformat(timespec="seconds")
    faults = [*_event_faults(event, mentee, mentor, reason), *_moment_faults(ledger, moment)]
    if faults:
        raise FaultyEvent(" ".join(faults))
    copy.deepcopy(ledger.decided).take(event, mentee, mentor, moment, reason)
    return ledger.with_rows([Row(ledger.last_batch, moment, event, mentee, mentor, reason)])


def _event_faults(event: str, mentee: str, mentor: str, reason: str) -> list[str]:
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
    if known.reason and not reason.strip():
        found.append(f"'{event}' needs a reason in a few words.")
    if len(reason) > MOST_REASON or "@" in reason or "\n" in reason:
        found.append(
            f"A reason is one line of at most {MOST_REASON} letters without addresses, since a ledger is kept when people "
            "are forgotten."
        )
    return found


def _moment_faults(ledger: Ledger, moment: str) -> list[str]:
    if moment >= ledger.last_moment:
        return []
    return [
        f"The ledger has rows up to {ledger.last_moment}; nothing can be recorded for {moment}, before them."
    ]

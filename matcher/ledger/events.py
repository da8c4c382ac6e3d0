"""What can happen in a season, and whom it is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.roster import MatcherError

BATCH, PAIRED = "batch", "paired"
ACCEPTED, DECLINED, EXPIRED = "accepted", "declined", "expired"
WITHDRAWN, LEFT, REMATCH, URGENT = "withdrawn", "left", "rematch", "urgent"


@dataclass(frozen=True)
class Event:
    """One kind of row.

    Parameters
    ----------
    names_mentee, names_mentor
        Whether it is about a mentee, about a mentor; about a pair where both.
    meaning
        What has happened, and what follows.
    reason
        Whether a reason is asked for.
    """

    names_mentee: bool
    names_mentor: bool
    meaning: str
    reason: bool = False


EVENTS: Mapping[str, Event] = {
    ACCEPTED: Event(True, True, "Both said yes; the pair cannot be declined any more."),
    DECLINED: Event(
        True,
        True,
        "One of the two said no. The pair ends and is not made again; the mentee keeps the place in the line.",
    ),
    EXPIRED: Event(
        True,
        True,
        "Nobody answered in time. The pair ends and may be made again; the mentee keeps the place.",
    ),
    WITHDRAWN: Event(
        True, False, "A mentee does not want a mentor any more. The pair ends, and the seat is free."
    ),
    LEFT: Event(
        False,
        True,
        "A mentor leaves. The pairs end, and those mentees go first in the next batch.",
    ),
    REMATCH: Event(
        True,
        False,
        "A mentee asks for another mentor. The pair ends and is not made again; the mentee asks anew, as of now.",
    ),
    URGENT: Event(True, False, "A mentee who waits goes first.", reason=True),
}
"""What can be recorded between batches."""
MADE_BY_BATCHES = (BATCH, PAIRED)


class FaultyEvent(MatcherError):
    """What is to be recorded cannot have happened, by what the ledger says."""

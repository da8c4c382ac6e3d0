"""Pairs served against pairs funded, as tables and as text."""

from dataclasses import dataclass

import pandas as pd

from matcher.funding.text import funding_text

COLUMNS = [
    "kind",
    "code",
    "title",
    "asked",
    "served",
    "ended",
    "paid",
    "funded",
    "left",
    "waiting",
    "for_money",
    "no_seat",
    "no_mentor",
    "other",
    "dollars",
    "raised",
    "serves",
    "instead",
    "costs",
    "next",
    "useful_alone",
    "more_alone",
    "net_alone",
    "costs_alone",
    "useful_all",
    "more_all",
    "costs_all",
    "best_use",
]
BOUGHT = ["kind", "code", "mentee_id", "region", "place", "mentor_id", "tier", "score"]

DOLLARS = ("dollars", "costs", "costs_alone", "costs_all")
"""The columns that are amounts of money."""


@dataclass(frozen=True)
class Funding:
    """Pairs served against pairs funded, and what more money would buy; `str()` of it is text for people.

    Parameters
    ----------
    rows
        One row for each region of mentees, in the order of the rules (`kind` "region"), one for each value of other limits on
        what is paid for ("limit"), and one for all together ("all"). What is not known or not asked is empty.

        ``asked`` seats asked for by those who can be served; ``served`` pairs confirmed and new; ``ended`` pairs that ended and
        are paid in full; ``paid`` both together; ``funded`` the cap; ``left`` places that nobody uses; ``waiting`` seats that are
        missing, of them ``for_money`` those that would be filled if money were no limit, and of the others ``no_seat``,
        ``no_mentor`` (nobody is possible) and ``other``; ``dollars`` what ``paid`` costs.

        ``raised`` which caps must rise for one funded pair more; ``serves`` and ``instead`` ids of who would have a seat more and
        one fewer then; ``costs`` in dollars; ``next`` the same in words, or what stands in the way.

        ``useful_alone`` from how many funded pairs on more money changes nothing, all other caps as they are; ``more_alone`` so
        many more than now; ``net_alone`` of them so many more in all, as some may take seats that others have; ``costs_alone``. The same with all caps lifted: ``useful_all``, ``more_all``, ``costs_all``.

        ``best_use`` pairs that are paid for if the money of all regions could go anywhere.
    bought
        One row for each pair by which somebody would have a seat more with the next dollar of a row: `kind` and `code` of the
        row, `mentee_id`, `region`, `place` (in the order of requests), `mentor_id`, `tier`, `score`.
    is_limited
        Whether the rules say anywhere for how many pairs there is money.
    largest
        The most funded pairs of any list if the money of all regions could go anywhere, whatever else the goals ask for.
    region
        The one region that was served; empty for all.
    """

    program: str
    rows: pd.DataFrame
    bought: pd.DataFrame
    is_limited: bool
    largest: int | None
    region: str

    @property
    def written(self) -> pd.DataFrame:
        """Return the rows as they are written into a file: dollars with two digits."""
        cents = {name: self.rows[name].map(_dollars_text).astype(object) for name in DOLLARS}
        return self.rows.assign(**cents)

    def __str__(self) -> str:
        return funding_text(self)


def _dollars_text(amount: float) -> str:
    return "" if pd.isna(amount) else f"{amount:.2f}"

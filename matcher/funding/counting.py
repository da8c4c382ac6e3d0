"""Pairs served against pairs funded, as plain counts of a list that is there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.eligibility import pairs_before
from matcher.funding.money import Costs
from matcher.funding.rows import ALL, LIMIT, Row, Rows, counts_in
from matcher.matching import Matching
from matcher.preparation import Prepared
from matcher.roster import texts


@dataclass(frozen=True)
class Counts:
    """The numbers of one row.

    Parameters
    ----------
    asked, served, waiting
        Seats asked for by those who can be served, pairs that they have and seats that are missing; None for a limit that is
        not about regions.
    ended
        Pairs that ended and are paid in full all the same.
    paid
        Pairs that count as funded: served and ended, with those of other regions where one region is served.
    """

    asked: int | None
    served: int | None
    ended: int | None
    waiting: int | None
    paid: int


@dataclass(frozen=True)
class Served:
    """Who asked, has and waits in each row, of a list that is there.

    Parameters
    ----------
    rows
        The rows with their groups.
    counts
        In the order of the rows.
    cents
        What is paid, by region; empty without money.
    """

    rows: Rows
    counts: tuple[Counts, ...]
    cents: dict[str, int]


def served_and_funded(matching: Matching) -> Served:
    """Return pairs served against pairs funded, without making any other list.

    Raises
    ------
    InfeasibleError
        There is no list.
    """
    rows, chosen = Rows.of(matching.prepared), matching.listing.chosen
    tally = Tally.of(matching.prepared, rows)
    counts = tuple(tally.counts(row, chosen) for row in rows.rows)
    return Served(rows, counts, tally.costs.by_region(chosen))


@dataclass(frozen=True)
class Tally:
    """Counts lists of one season by row.

    Parameters
    ----------
    region
        For each mentee the region.
    stands, ended
        int64 per mentee: pairs that stand, pairs that ended and are paid in full.
    """

    prepared: Prepared
    rows: Rows
    costs: Costs
    region: npt.NDArray[np.object_]
    stands: Ints
    ended: Ints

    @classmethod
    def of(cls, prepared: Prepared, rows: Rows) -> "Tally":
        """Return what counts lists of a season."""
        size, here = len(prepared.needed), prepared.rules.here[0]
        with_ended, without = (
            np.bincount(pairs_before(prepared.rules, funding=funding)[0], minlength=size)
            for funding in (True, False)
        )
        return cls(
            prepared,
            rows,
            Costs.of(prepared),
            texts(prepared.roster.mentees, "region"),
            np.where(here, prepared.instance.seats_before, 0).astype(np.int64),
            (with_ended - without).astype(np.int64),
        )

    def counts(self, row: Row, chosen: Mask) -> Counts:
        """Return the numbers of a row."""
        if row.kind == LIMIT:
            return Counts(None, None, None, None, counts_in(self.rows.groups, chosen)[row.groups[0]])
        own, new = self.own(row), self.new(chosen)
        demand = self.prepared.instance.demand
        everybody = len(self.costs.paid(chosen)[0])
        served = int((self.stands + new)[own].sum())
        ended = int(self.ended[own].sum())
        return Counts(
            int((self.stands + demand)[own].sum()),
            served,
            ended,
            int((demand - new)[own].sum()),
            everybody if row.kind == ALL else served + ended,
        )

    def own(self, row: Row) -> Mask:
        """Return the mentees that a row is about; everybody for another limit."""
        if row.kind == "region":
            found: Mask = self.region == row.code
            return found
        return np.ones(len(self.region), dtype=bool)

    def new(self, chosen: Mask) -> Ints:
        """Return how many new pairs each mentee has on a list."""
        instance = self.prepared.instance
        return np.bincount(instance.mentee[chosen], minlength=len(instance.demand)).astype(np.int64)

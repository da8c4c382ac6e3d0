"""What pairs cost by the rules' ``[money]``, in whole cents."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.eligibility import pairs_before
from matcher.policy.people import Money
from matcher.preparation import Prepared
from matcher.roster import texts


@dataclass(frozen=True)
class Costs:
    """What is paid for a list: for its pairs, for those that stand, and for those that ended and are paid in full.

    Parameters
    ----------
    money
        The rules; None where they say nothing about money, and then nothing can be said.
    region
        int64 per mentee, place among `regions`.
    """

    prepared: Prepared
    money: Money | None
    regions: tuple[str, ...]
    region: Ints

    @classmethod
    def of(cls, prepared: Prepared) -> "Costs":
        """Return what tells the costs of lists of a season."""
        regions, region = np.unique(texts(prepared.roster.mentees, "region").astype(str), return_inverse=True)
        return cls(prepared, prepared.policy.money, tuple(regions.tolist()), region.astype(np.int64))

    def paid(self, chosen: Mask) -> tuple[Ints, Ints]:
        """Return mentee and mentor of all pairs that are paid for."""
        mentee, mentor = pairs_before(self.prepared.rules, funding=True)
        instance = self.prepared.instance
        return np.concatenate([mentee, instance.mentee[chosen]]), np.concatenate(
            [mentor, instance.mentor[chosen]]
        )

    def cents(self, chosen: Mask) -> int | None:
        """Return what a list costs in all."""
        if self.money is None:
            return None
        _, mentor = self.paid(chosen)
        return self.money.cents * (len(mentor) if self.money.per == "pair" else len(np.unique(mentor)))

    def more(self, before: Mask, after: Mask) -> int | None:
        """Return what one list costs more than another."""
        one, other = self.cents(before), self.cents(after)
        return None if one is None or other is None else other - one

    def by_region(self, chosen: Mask) -> dict[str, int]:
        """Return what a list costs by region of the mentees; nothing where the rules do not speak of money.

        A mentor who is paid once for the mentees of several regions is shared by pairs, in whole cents that add up.
        """
        if self.money is None:
            return {}
        mentee, mentor = self.paid(chosen)
        size = max(len(self.regions), 1)
        keys, count = np.unique(mentor * size + self.region[mentee], return_counts=True)
        if self.money.per == "pair":
            amounts = self.money.cents * count
        else:
            amounts = _shares(self.money.cents, keys // size, count)
        found = np.zeros(size, dtype=np.int64)
        np.add.at(found, keys % size, amounts)
        return dict(zip(self.regions, found.tolist(), strict=False))


def _shares(cents: int, owner: Ints, count: Ints) -> Ints:
    """Return the part of each row in what its owner receives once; rows of one owner stand together."""
    _, first, rows = np.unique(owner, return_index=True, return_counts=True)
    upto = np.cumsum(count)
    start = np.repeat((upto - count)[first], rows)
    total = np.repeat(np.add.reduceat(count, first) if len(first) else count, rows)
    found: Ints = cents * (upto - start) // total - cents * (upto - count - start) // total
    return found


def dollars(cents: int | None) -> float | None:
    """Return an amount in dollars."""
    return None if cents is None else cents / 100


def dollar_words(amount: float) -> str:
    """Return an amount as people write it: "$1,500", "$12.50"."""
    said = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"{'-' if amount < 0 else ''}${said}"

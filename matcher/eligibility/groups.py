"""Groups of possible pairs of which only so many, or no fewer than so many, may be on the list."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.arrays import Ints

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Group:
    """One combination of values of one limit.

    Parameters
    ----------
    source
        Where the policy says so: ``limits[1]``, ``held_back[1]``.
    name
        What the policy calls the limit.
    values
        The combination in words; empty where one limit holds for all.
    least, most
        What the policy says; None where it says nothing.
    standing
        How many confirmed pairs are in it, with those fixed for another region; of a limit on what is paid for, also
        those that ended and are paid all the same.
    key_of_least, key_of_most
        The policy's name of the number: "default" or a combination; empty where there is one number.
    held, until
        How many seats are held back, and the first day on which they are given; 0 and None for a limit.
    """

    source: str
    name: str
    values: str
    least: int | None
    most: int | None
    standing: int
    key_of_least: str
    key_of_most: str
    held: int = 0
    until: date | None = None

    @property
    def words(self) -> str:
        """Return what people call it."""
        return f"'{self.name}' for {self.values}" if self.values else f"'{self.name}'"

    @property
    def allowed(self) -> str:
        """Return what it allows, in brackets behind its words."""
        if self.until is not None:
            seats = "1 seat is" if self.held == 1 else f"{self.held} seats are"
            return f"{seats} held back until {self.until}"
        return f"at most {self.most}"


@dataclass(frozen=True)
class LimitGroups:
    """All groups, with the possible pairs in each.

    Parameters
    ----------
    pair, group
        int64 per membership: place among the candidates, and among `groups`.
    """

    groups: tuple[Group, ...]
    pair: Ints
    group: Ints

    @property
    def bounds(self) -> tuple[Ints, Ints]:
        """Return the fewest and the most pairs that each group can still have beside the confirmed ones."""
        lower = [max(0, (one.least or 0) - one.standing) for one in self.groups]
        every = len(self.pair)  # as good as no limit, and no number too great to add up
        upper = [every if one.most is None else max(0, one.most - one.standing) for one in self.groups]
        return np.array(lower, dtype=np.int64), np.array(upper, dtype=np.int64)

    @property
    def is_held_back(self) -> bool:
        """Whether some seats are held back for later requests."""
        return any(one.until is not None for one in self.groups)

"""Seats that are held back until a day, batch after batch."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints
from matcher.eligibility import Rules, mentor_groups, seats_held
from matcher.policy import HeldBack

UNLIMITED = 1 << 40


@dataclass(frozen=True)
class Held:
    """Seats that are held back in groups of mentors until a day.

    Parameters
    ----------
    rule
        How many, and until when.
    values
        What each group has in common.
    member
        int64 per mentor: the group, from 0.
    """

    rule: HeldBack
    values: tuple[str, ...]
    member: Ints

    @classmethod
    def of(cls, rules: Rules, rule: HeldBack) -> "Held":
        """Return the groups of mentors of whom seats are held back."""
        values, member = mentor_groups(rules, rule)
        return cls(rule, tuple(values), member)

    def holds_on(self, day: np.datetime64) -> bool:
        """Whether anything is held back on a day."""
        return bool(day < np.datetime64(self.rule.until))

    def room(self, offered: Ints, load: Ints) -> Ints:
        """Return how many pairs more each group can have; `offered` seats and `load` are per mentor."""
        there = self._by_group(offered)
        numbers = zip(self.values, there.tolist(), strict=True)
        back = np.array([seats_held(self.rule, value, seats)[0] for value, seats in numbers], dtype=np.int64)
        return np.where(back > 0, np.maximum(there - back - self._by_group(load), 0), UNLIMITED)

    def _by_group(self, amount: Ints) -> Ints:
        sums = np.zeros(len(self.values), dtype=np.int64)
        np.add.at(sums, self.member, amount)
        return sums

"""Everybody of a season at once, in arrays: what batches need to know, and nothing of who people are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.policy import HeldBack
from matcher.preparation import Prepared, place_in_line
from matcher.roster import texts
from matcher.season.holding import Held
from matcher.solving import Groups, Instance
from matcher.solving.by_node import ByNode
from matcher.solving.levels import mix

Times = npt.NDArray[np.datetime64]
SCALE = 1 << 32
"""Of the chance that a pair is declined."""


@dataclass(frozen=True)
class Everybody:
    """All people and possible pairs of a season, whenever they come.

    Parameters
    ----------
    instance
        Before anything is decided: nobody has to have a fewest number of mentees, and no pair is locked.
    levels
        The goals in order.
    starts
        int64, one more than there are mentees: where each one's pairs begin.
    memberships
        Of each pair, which of the memberships in limits are its own.
    requested
        datetime64[s] per mentee.
    urgent
        bool per mentee: goes first.
    there_from
        datetime64[D] per mentor; NaT for who is there from the beginning.
    seats
        int64 per mentor: all seats.
    fixed
        Pairs (places) that both chose or that must be: they stand from the beginning.
    held
        What is held back.
    """

    instance: Instance
    levels: tuple[str, ...]
    starts: Ints
    memberships: ByNode
    requested: Times
    urgent: Mask
    there_from: Times
    seats: Ints
    fixed: Ints
    held: tuple[Held, ...] = ()

    @classmethod
    def of(cls, prepared: Prepared, held_back: Sequence[HeldBack] = ()) -> "Everybody":
        """Return what batches need to know.

        Parameters
        ----------
        prepared
            For the last day of all batches, so that it has everybody who is there by then, and with nothing held back.
        held_back
            What is held back until a day.
        """
        instance, roster = prepared.instance, prepared.roster
        groups, pairs = instance.groups, len(instance.mentee)
        free = replace(
            instance,
            min_load=np.zeros_like(instance.min_load),
            locked=np.zeros(pairs, dtype=bool),
            groups=replace(groups, lower=np.zeros_like(groups.lower)),
        )
        return cls(
            instance=free,
            levels=tuple(prepared.levels),
            starts=prepared.candidates.starts,
            memberships=ByNode(np.arange(len(groups.pair)), groups.pair, pairs),
            requested=roster.mentees["requested_at"].to_numpy().astype("datetime64[s]"),
            urgent=texts(roster.mentees, "urgent") == "yes",
            there_from=roster.mentors["available_from"].to_numpy().astype("datetime64[D]"),
            seats=prepared.rules.seats,
            fixed=np.flatnonzero(instance.locked),
            held=tuple(Held.of(prepared.rules, one) for one in held_back),
        )

    def there(self, day: np.datetime64) -> Mask:
        """Return which mentors are there on a day."""
        found: Mask = ~(self.there_from > day)
        return found

    def with_requests(self, requested: Times) -> "Everybody":
        """Return the season in which the requests came in at other moments."""
        order = place_in_line(self.urgent, requested)
        return replace(self, requested=requested, instance=replace(self.instance, order=order))

    def dealt(self, seed: int, among: Mask) -> "Everybody":
        """Return the season as it might have come: the moments of request dealt anew among some of the mentees.

        Parameters
        ----------
        seed
            0 leaves every moment where it is.
        """
        if not seed:
            return self
        people = np.flatnonzero(among)
        # The plain bits of a generator are the same in every version of numpy; what is made of them need not be.
        dealt = np.argsort(np.random.PCG64(seed).random_raw(len(people)), kind="stable")
        requested = self.requested.copy()
        requested[people] = self.requested[people[dealt]]
        return self.with_requests(requested)

    def declining(self, rate: float, seed: int) -> Mask:
        """Return which pairs would be declined if they were offered, about the share `rate` of all."""
        instance, salt = self.instance, mix(np.array([seed], dtype=np.uint64))
        both = instance.mentee_bits[instance.mentee] + mix(instance.mentor_bits + salt)[instance.mentor]
        found: Mask = (mix(both) >> np.uint64(32)) < round(rate * SCALE)
        return found

    def groups_of(self, pairs: Ints, room: Ints) -> Groups:
        """Return the limits on some of the pairs, numbered anew in their order, with so much room in each."""
        own = self.memberships.at_any(pairs)
        counts = self.memberships.starts[pairs + 1] - self.memberships.starts[pairs]
        group = self.instance.groups.group[own]
        return Groups(np.repeat(np.arange(len(pairs)), counts), group, np.zeros_like(room), room)

"""The line of requests: each one's place, how long it has waited, and why a later one could be served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.explanation import NO_CANDIDATE, Cause
from matcher.policy.words import listed
from matcher.preparation import Prepared
from matcher.results.listing import Listing
from matcher.roster import texts
from matcher.roster.text import few
from matcher.solving import Queue, build
from matcher.solving.levels import FIRST_COME

COLUMNS = ["place", "mentee_id", "requested_at", "days_waited", "first", "mentor_id", "why"]
SHOWN = 3
IN_ORDER = (
    "Requests were served in order: nobody who waits was passed over for a later request, and nobody who waits could be "
    "added"
)


def serves_in_order(prepared: Prepared) -> bool:
    """Whether the rules put the order of requests before everything else."""
    return prepared.levels[0] == FIRST_COME


def promise(prepared: Prepared) -> list[str]:
    """Return what is promised to those who asked, in sentences; nothing where other goals come first."""
    if not serves_in_order(prepared):
        return []
    instance = prepared.instance
    fixed = instance.locked.any() or instance.min_load.any() or instance.groups.lower.any()
    within = [
        *(["fixed pairs and minimums"] if fixed else []),
        *(["the limits"] if any(one.until is None for one in prepared.limits.groups) else []),
        *(["the seats that are given now"] if prepared.limits.is_held_back else []),
    ]
    said = [IN_ORDER + (f", within {' and '.join(within)}" if within else "") + "."]
    network = build(instance, prepared.levels)
    if bool(np.all(network.asked_from == network.root)):
        kept = "the pairs that stand" + (" and all of that" if within else "")
        said.append(f"No list that keeps {kept} serves more people.")
    else:
        said.append(
            "Under limits on those who ask, a list that serves more people is sometimes possible, but only by passing over an "
            "earlier request."
        )
    return said


def waiting_table(listing: Listing, causes: Sequence[Cause]) -> pd.DataFrame:
    """Return everybody in the line, in order: who was served by this list, and who waits and why.

    A second seat queues behind all first ones, and has a row of its own.
    """
    line = _Line.of(listing)
    roster, causes_of = listing.prepared.roster, {one.mentee: one for one in causes}
    ids = texts(roster.mentees, "mentee_id")
    moments = roster.mentees["requested_at"].to_numpy().astype("datetime64[s]")
    now = np.datetime64(listing.prepared.rules.at or str(listing.prepared.rules.day), "s")
    urgent = texts(roster.mentees, "urgent") == "yes"
    days = np.floor_divide(now - moments, np.timedelta64(1, "D"))
    rows = [
        (
            place + 1,
            ids[mentee],
            str(moments[mentee])[:16],
            max(0, int(days[mentee])),
            "yes" if urgent[mentee] else "",
            line.mentor(place),
            "" if line.served[place] else line.why(place, causes_of[mentee]),
        )
        for place, mentee in enumerate(line.mentee.tolist())
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


@dataclass(frozen=True)
class _Line:
    """The seats asked for, in order.

    Parameters
    ----------
    mentee
        int64 per place: who asks.
    served
        bool per place: whether the list gives that seat.
    given
        int64 per place: the chosen pair that fills it (place among the candidates), or -1.
    fixed
        bool per place: whether that pair had to be on the list.
    """

    listing: Listing
    mentee: Ints
    served: Mask
    given: Ints
    fixed: Mask

    @classmethod
    def of(cls, listing: Listing) -> "_Line":
        """Return the line of a list; of several pairs of one mentee the fixed ones fill the first seats."""
        instance = listing.prepared.instance
        queue = Queue.of(instance)
        chosen = np.flatnonzero(listing.chosen)
        chosen = chosen[np.lexsort([chosen, ~instance.locked[chosen], instance.mentee[chosen]])]
        owner = instance.mentee[chosen]
        seat = np.arange(len(chosen)) - np.searchsorted(owner, owner)
        given = np.full(len(queue.places), -1, dtype=np.int64)
        given[queue.place(owner, seat)] = chosen
        fixed = np.zeros(len(given), dtype=bool)
        fixed[given >= 0] = instance.locked[given[given >= 0]]
        return cls(listing, queue.mentees, given >= 0, given, fixed)

    def mentor(self, place: int) -> str:
        """Return the id of who fills a seat; empty for nobody."""
        if not self.served[place]:
            return ""
        mentor = self.listing.prepared.instance.mentor[self.given[place]]
        return str(texts(self.listing.prepared.roster.mentors, "mentor_id")[mentor])

    def why(self, place: int, cause: Cause) -> str:
        """Return in one sentence why a seat is not filled, and how later ones could be."""
        if cause.cause == NO_CANDIDATE:
            first = "No mentor is possible for this request"
        elif cause.people:
            first = _shortage(cause)
        else:
            first = cause.detail.split(". ")[0].rstrip(".")
        return f"{'; '.join([first, *self._later(place, cause)])}."

    def _later(self, place: int, cause: Cause) -> Iterator[str]:
        later = place + 1 + np.flatnonzero(self.served[place + 1 :])
        fixed, free = later[self.fixed[later]], later[~self.fixed[later]]
        if len(free):
            yield f"{_places(free)}, though later, {_have(free)} {self._how(place, free, cause)}"
        if len(fixed):
            yield f"{_places(fixed)} {_have(fixed)} a pair that was fixed"

    def _how(self, place: int, later: Ints, cause: Cause) -> str:
        """Return how later places could be served, as a phrase after "have"."""
        if cause.limits:
            return "a place outside of that limit" if len(later) == 1 else "places outside of that limit"
        prepared = self.listing.prepared
        mentors = prepared.instance.mentor[self.given[later]]
        asking = np.full(len(mentors), self.mentee[place])
        if not np.any(prepared.candidates.find(asking, mentors) >= 0):
            return (
                "a mentor who is not possible here"
                if len(later) == 1
                else "mentors who are not possible here"
            )
        return "what could not be had here within the limits and minimums"


def _shortage(cause: Cause) -> str:
    """Return who has the seats that somebody could have had: earlier requests, and pairs that stand."""
    mentors = "1 mentor" if cause.mentors == 1 else f"{cause.mentors} mentors"
    if cause.people == 1:
        return (
            f"The {mentors} possible for this request {'has' if cause.mentors == 1 else 'have'} no seat left"
        )
    earlier = cause.people - 1
    hold = "1 earlier request holds" if earlier == 1 else f"{earlier} earlier requests hold"
    seats = "the seat" if cause.filled == 1 else f"the {cause.filled} seats"
    return f"{hold} {seats} that can be had from the {mentors} possible for {'it' if earlier == 1 else 'them'} or for this one"


def _places(places: Ints) -> str:
    numbers = [str(place + 1) for place in places.tolist()]
    if len(numbers) == 1:
        return f"place {numbers[0]}"
    return f"places {few(numbers, SHOWN) if len(numbers) > SHOWN else listed(numbers)}"


def _have(places: Ints) -> str:
    return "has" if len(places) == 1 else "have"

"""The line of requests: each one's place, how long it has waited, and why a later one could be served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.explanation import LIMIT, Cause
from matcher.policy.words import listed
from matcher.preparation import Prepared
from matcher.results.listing import Listing
from matcher.roster import texts
from matcher.roster.text import few
from matcher.solving import Queue, build
from matcher.solving.levels import FIRST_COME

COLUMNS = ["place", "mentee_id", "requested_at", "days_waited", "first", "mentor_id", "why"]
SHOWN = 3
BY_LIMITS = "Cannot be had within the limits and minimums"


def serves_in_order(prepared: Prepared) -> bool:
    """Whether the rules put the order of requests before everything else."""
    return prepared.levels[0] == FIRST_COME


def has_line(prepared: Prepared) -> bool:
    """Whether the list serves a line of requests at a moment of the season, as a batch does."""
    return bool(prepared.rules.at) and serves_in_order(prepared)


def promise(prepared: Prepared) -> list[str]:
    """Return what is promised to those who asked, in sentences; nothing where other goals come first."""
    if not serves_in_order(prepared):
        return []
    instance = prepared.instance
    least = instance.min_load.any() or instance.groups.lower.any()
    within = [
        *(["fixed pairs"] if instance.locked.any() else []),
        *(["minimums"] if least else []),
        *(["the limits"] if any(one.until is None for one in prepared.limits.groups) else []),
        *(["the seats that are given now"] if prepared.limits.is_held_back else []),
    ]
    within_all = f", within {listed(within)}" if within else ""
    urgent = texts(prepared.roster.mentees, "urgent") == "yes"
    order, later = "Requests were served in order", "a later request"
    if bool(np.any(urgent & (instance.demand > 0))):
        order, later = f"{order}, after those who go first", "a request behind it in the line"
    said = [
        f"{order}: nobody who waits was passed over for {later}, and nobody who waits could be added{within_all}."
    ]
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
    first_seat
        bool per place: whether the mentee has no other mentor.
    """

    listing: Listing
    mentee: Ints
    served: Mask
    given: Ints
    fixed: Mask
    first_seat: Mask

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
        asking = np.repeat(np.arange(len(instance.demand)), instance.demand)
        first_seat = np.zeros(len(given), dtype=bool)
        number = np.arange(len(asking)) - queue.starts[asking] + instance.seats_before[asking]
        first_seat[queue.places] = number == 0
        return cls(listing, queue.mentees, given >= 0, given, fixed, first_seat)

    def mentor(self, place: int) -> str:
        """Return the id of who fills a seat; empty for nobody."""
        if not self.served[place]:
            return ""
        mentor = self.listing.prepared.instance.mentor[self.given[place]]
        return str(texts(self.listing.prepared.roster.mentors, "mentor_id")[mentor])

    def why(self, place: int, cause: Cause) -> str:
        """Return in one sentence why a seat is not filled, and how later ones could be."""
        return f"{'; '.join([self._barrier(place, cause), *self._later(place, cause)])}."

    def _barrier(self, place: int, cause: Cause) -> str:
        mentee = int(self.mentee[place])
        is_first = self.first_seat[place]
        possible = self._possible(mentee)
        if not len(possible):
            return f"No {'' if is_first else 'other '}mentor is possible for this request"
        if is_first and cause.people:
            return _shortage(cause)
        if not cause.limits and np.all(self._is_full[possible]):
            return _no_seat(len(possible), "" if is_first else "other ")
        return cause.detail.split(". ")[0].rstrip(".") if cause.cause == LIMIT else BY_LIMITS

    def _possible(self, mentee: int) -> Ints:
        """Return the mentors possible for somebody, without those on the list with them."""
        prepared = self.listing.prepared
        own = np.arange(*prepared.candidates.starts[mentee : mentee + 2])
        return prepared.instance.mentor[own[~self.listing.chosen[own]]]

    @cached_property
    def _is_full(self) -> Mask:
        instance = self.listing.prepared.instance
        loads = np.bincount(instance.mentor[self.listing.chosen], minlength=len(instance.capacity))
        full: Mask = loads >= instance.capacity
        return full

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
    """Return who has the seats that somebody could have had: requests before, and pairs that stand."""
    if cause.people == 1:
        return _no_seat(cause.mentors, "")
    before = cause.people - 1
    hold = "1 request before it holds" if before == 1 else f"{before} requests before it hold"
    seats = "the seat" if cause.filled == 1 else f"the {cause.filled} seats"
    mentors = "1 mentor" if cause.mentors == 1 else f"{cause.mentors} mentors"
    return f"{hold} {seats} that can be had from the {mentors} possible for {'that' if before == 1 else 'those'} or for this one"


def _no_seat(count: int, other: str) -> str:
    if count == 1:
        return f"The only {other}mentor possible for this request has no seat left"
    return f"The {count} {other}mentors possible for this request have no seat left"


def place_words(places: Sequence[int], most: int) -> str:
    """Return places in the line, 1 first, in words: "place 9", "places 2, 3 and 8"; of more than `most` how many more."""
    numbers = list(map(str, places))
    if len(numbers) == 1:
        return f"place {numbers[0]}"
    return f"places {few(numbers, most) if len(numbers) > most else listed(numbers)}"


def _places(places: Ints) -> str:
    return place_words((places + 1).tolist(), SHOWN)


def _have(places: Ints) -> str:
    return "has" if len(places) == 1 else "have"

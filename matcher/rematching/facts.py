"""What is so of the people of two lists, looked up by id."""

from collections import Counter

import numpy as np

from matcher.arrays import Ints
from matcher.rematching.chains import Pair
from matcher.rematching.season import SeasonNow, listed_pairs
from matcher.results import Listing
from matcher.roster import texts

FIXED = ("confirmed", "agreed", "lock")


class Facts:
    """What is so of the people of an earlier list and of the one now.

    Attributes
    ----------
    pairs
        The ids of the pairs of both lists.
    ended
        The earlier pairs that cannot be any more.
    """

    def __init__(self, before: Listing, after: Listing, season: SeasonNow):
        self.before, self.after, self._withdrawn = before.prepared, after.prepared, season.withdrawn
        self._place = {
            (table, prepared is self.after): {
                one: place
                for place, one in enumerate(texts(prepared.roster.table(table), f"{table[:-1]}_id"))
            }
            for table in ("mentees", "mentors")
            for prepared in (self.before, self.after)
        }
        self.pairs = set(listed_pairs(before)), set(listed_pairs(after))
        self._mentors = tuple(Counter(mentee for mentee, _ in pairs) for pairs in self.pairs)
        self._used = tuple(map(_used, (before, after)))
        self.ended = {pair for pair in self.pairs[0] - self.pairs[1] if self.candidate(pair) < 0}

    def candidate(self, pair: Pair) -> int:
        """Return the place of a pair among the possible ones now, or -1."""
        places = self._both(pair)
        return -1 if places is None else int(self.after.candidates.find(*places)[0])

    def gone(self, table: str, one: str) -> str:
        """Return how somebody is gone, in words; empty for who can take part."""
        if one in self._withdrawn:
            return "withdrew"
        place = self._place[table, True].get(one)
        if place is None:
            return "is not on the lists any more"
        standing = self.after.rules.mentors if table == "mentors" else self.after.rules.mentees
        doing = "serve" if table == "mentors" else "be served"
        causes = "; ".join(standing.causes(place))
        return f"cannot {doing} any more ({causes})" if causes else ""

    def is_new(self, table: str, one: str) -> bool:
        """Whether somebody was not on the lists before."""
        return one not in self._place[table, False]

    def had(self, mentee: str) -> int:
        """Return how many mentors somebody had."""
        return self._mentors[0][mentee]

    def has(self, mentee: str) -> int:
        """Return how many mentors somebody has."""
        return self._mentors[1][mentee]

    def seats(self, mentor: str) -> tuple[int, int]:
        """Return a mentor's seats before and now; 0 for who cannot serve."""
        was, now = (
            0 if place is None else int(prepared.candidates.seats[place])
            for prepared, place in zip((self.before, self.after), self._places_of(mentor), strict=True)
        )
        return was, now

    def used(self, mentor: str) -> tuple[int, int]:
        """Return how many of a mentor's seats were filled, and are now."""
        was, now = (
            0 if place is None else int(used[place])
            for used, place in zip(self._used, self._places_of(mentor), strict=True)
        )
        return was, now

    def is_fixed(self, pair: Pair) -> bool:
        """Whether two have to be together now."""
        places = self._both(pair)
        return places is not None and any(self.after.rules.are_listed(kind, *places)[0] for kind in FIXED)

    def against(self, pair: Pair) -> str:
        """Return the rules that a pair of people who are there breaks, in words."""
        places = self._both(pair)
        assert places is not None
        return "; ".join(self.after.rules.broken_by(int(places[0][0]), int(places[1][0])))

    def _both(self, pair: Pair) -> tuple[Ints, Ints] | None:
        mentee, mentor = self._place["mentees", True].get(pair[0]), self._place["mentors", True].get(pair[1])
        return None if mentee is None or mentor is None else (np.array([mentee]), np.array([mentor]))

    def _places_of(self, mentor: str) -> tuple[int | None, int | None]:
        return self._place["mentors", False].get(mentor), self._place["mentors", True].get(mentor)


def _used(listing: Listing) -> Ints:
    prepared = listing.prepared
    picked = prepared.candidates.mentor[listing.chosen]
    found: Ints = prepared.taken + np.bincount(picked, minlength=len(prepared.taken))
    return found

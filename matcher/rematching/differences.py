"""What is different of the people, in words: who left, who is new, who can take part now or cannot any more."""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matcher.eligibility import Standing
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.roster.text import few

SHOWN = 6
OTHER_RULES = "The rules are others than those of the earlier list; `matcher compare` tells which."
TABLES = {"mentors": "serve", "mentees": "be served"}


def people_words(before: Prepared, after: Prepared, said: Collection[str]) -> Iterator[str]:
    """Yield what is different of the people, mentors first.

    Parameters
    ----------
    said
        Ids of those of whom it is said already.
    """
    for table, doing in TABLES.items():
        both = _Both(before, after, table, said)
        yield from _listed(both.left(), "is not on the lists any more", "are not on the lists any more")
        yield from _listed(both.new(), "is newly on the lists", "are newly on the lists")
        yield from _listed(both.able(), f"can {doing} now", f"can {doing} now")
        yield from both.unable(doing)
    yield from _Both(before, after, "mentors", said).seats()


def _listed(people: Sequence[str], one: str, several: str) -> Iterator[str]:
    if people:
        yield f"{people[0]} {one}." if len(people) == 1 else f"{len(people)} {several}: {few(people, SHOWN)}."


class _Both:
    """The people of one table before and after; those of whom it is said already left out."""

    def __init__(self, before: Prepared, after: Prepared, table: str, said: Collection[str]):
        self._before, self._after, self._table = before, after, table
        self._ids = tuple(self._column(one, f"{table[:-1]}_id") for one in (before, after))
        self._place = {one: place for place, one in enumerate(self._ids[0])}
        self._said = set(said)
        others = (place for place, one in enumerate(self._ids[1]) if one not in self._said)
        self._stayed = [
            (self._place[self._ids[1][now]], now) for now in others if self._ids[1][now] in self._place
        ]

    def _column(self, prepared: Prepared, name: str) -> npt.NDArray[np.object_]:
        return texts(prepared.roster.table(self._table), name)

    def _named(self, prepared: Prepared, place: int) -> str:
        return f"{self._column(prepared, 'name')[place]} ({self._column(prepared, f'{self._table[:-1]}_id')[place]})"

    def left(self) -> list[str]:
        now = set(self._ids[1])
        return [self._named(self._before, place) for place, one in enumerate(self._ids[0]) if one not in now]

    def new(self) -> list[str]:
        return [
            self._named(self._after, place)
            for place, one in enumerate(self._ids[1])
            if one not in self._place and one not in self._said
        ]

    def _eligible(self, was: bool) -> Iterator[int]:
        """Yield those who can take part now and could not, or the other way round, by their place now."""
        before, after = (self._standing(one).eligible for one in (self._before, self._after))
        for then, now in self._stayed:
            if before[then] == was and after[now] != was:
                yield now

    def _standing(self, prepared: Prepared) -> Standing:
        return prepared.rules.mentors if self._table == "mentors" else prepared.rules.mentees

    def able(self) -> list[str]:
        return [self._named(self._after, place) for place in self._eligible(False)]

    def unable(self, doing: str) -> Iterator[str]:
        for place in self._eligible(True):
            causes = "; ".join(self._standing(self._after).causes(place))
            yield f"{self._named(self._after, place)} cannot {doing} any more: {causes}."

    def seats(self) -> Iterator[str]:
        before, after = self._before.candidates.seats, self._after.candidates.seats
        for then, now in self._stayed:
            if before[then] != after[now] and before[then] and after[now]:
                seats = f"{after[now]} seat{'' if after[now] == 1 else 's'}"
                yield f"{self._named(self._after, now)} has {seats} instead of {before[then]}."

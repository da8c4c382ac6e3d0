"""What people can be asked: facts that are empty in the lists and count in the fit of a possible pair."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared
from matcher.roster import Roster, numbers, texts
from matcher.roster.columns import STYLE_PREFIX, Kind, column_of

MENTEES, MENTORS = "mentees", "mentors"
OTHER = {MENTEES: MENTORS, MENTORS: MENTEES}


@dataclass(frozen=True)
class Fact:
    """One thing to ask people of one side for.

    Parameters
    ----------
    name, words
        In tables, and in sentences.
    table
        Who is asked: "mentees" or "mentors".
    feature
        The part of the fit that it is about.
    columns
        What is asked together; who has left one of them empty has not said.
    partner
        The columns of the other side that each of them is compared with; empty where it counts by itself.
    """

    name: str
    words: str
    table: str
    feature: str
    columns: tuple[str, ...]
    partner: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """Everybody who can be asked for one fact, with all of their possible pairs.

    Parameters
    ----------
    people
        int64: places in the roster, in order.
    pair, owner
        int64 per possible pair of these people: its place among the possible pairs, and whose it is, as a place in `people`.
    moved
        bool per pair: whether an answer could move its fit.
    """

    fact: Fact
    people: Ints
    pair: Ints
    owner: Ints
    moved: Mask

    def of(self, number: int) -> slice:
        """Return where the pairs of one of the people are."""
        return slice(*np.searchsorted(self.owner, [number, number + 1]).tolist())


def facts_of(roster: Roster) -> list[Fact]:
    """Return the facts that fits rest on, those of mentees first."""
    style = tuple(
        sorted(
            name
            for name in roster.mentees.columns
            if name.startswith(STYLE_PREFIX) and name in roster.mentors.columns
        )
    )
    both = [
        ("locale", "the kind of place (locale)", "context", ("locale",)),
        ("district_size", "the size of the district", "context", ("district_size",)),
        ("position", "the position (latitude and longitude)", "proximity", ("latitude", "longitude")),
        *([("style", "the working-style answers", "style", style)] if style else []),
    ]
    return [
        Fact("preferred_mentors", "wished-for mentors", MENTEES, "preference", ("preferred_mentors",), ()),
        Fact("needs", "needs", MENTEES, "needs", ("needs",), ("strengths",)),
        Fact("strengths", "strengths", MENTORS, "needs", ("strengths",), ("needs",)),
        Fact("years_experience", "years of experience", MENTORS, "years", ("years_experience",), ()),
        *(
            Fact(name, words, table, feature, columns, columns)
            for name, words, feature, columns in both
            for table in (MENTEES, MENTORS)
        ),
    ]


def find_asked(prepared: Prepared) -> Iterator[Asked]:
    """Yield for each fact that counts who can be asked for it."""
    candidates = prepared.candidates
    ends = {MENTEES: candidates.mentee, MENTORS: candidates.mentor}
    for fact in facts_of(prepared.roster):
        if fact.feature not in prepared.scorecard.weights:
            continue
        own, other = ends[fact.table], ends[OTHER[fact.table]]
        moved = _moved(prepared, fact, own, other)
        people = np.unique(own[moved])
        if not len(people):
            continue
        pair = np.flatnonzero(np.isin(own, people))
        pair = pair[np.argsort(own[pair], kind="stable")]
        yield Asked(fact, people, pair, np.searchsorted(people, own[pair]), moved[pair])


def _moved(prepared: Prepared, fact: Fact, own: Ints, other: Ints) -> Mask:
    """Return for each possible pair whether an answer would say something of it that is not known yet."""
    roster = prepared.roster
    missing = [is_empty(roster, fact.table, name) for name in fact.columns]
    if fact.name == "position":
        # Who meets virtually may be near without one.
        place = prepared.scorecard.all_features[fact.feature](
            prepared.candidates.mentee, prepared.candidates.mentor
        )
        given = ~is_empty(roster, OTHER[fact.table], "latitude") & ~is_empty(
            roster, OTHER[fact.table], "longitude"
        )
        return np.isnan(place) & (missing[0] | missing[1])[own] & given[other]
    if not fact.partner:
        found: Mask = missing[0][own]
        return found
    found = np.zeros(len(own), dtype=bool)
    for empty, name in zip(missing, fact.partner, strict=True):
        found |= empty[own] & ~is_empty(roster, OTHER[fact.table], name)[other]
    return found


def is_empty(roster: Roster, table: str, name: str) -> Mask:
    """Return who of `table` has nothing in a column."""
    if is_number(table, name):
        return np.isnan(numbers(roster.table(table), name))
    return np.asarray(texts(roster.table(table), name) == "", dtype=bool)


def is_number(table: str, name: str) -> bool:
    """Whether a column holds numbers."""
    column = column_of(table, name)
    return column is not None and column.kind in (Kind.NUMBER, Kind.WHOLE)

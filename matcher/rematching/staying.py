"""What it would cost if somebody stayed with an earlier mentor: the best list that has this pair, beside the one found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import pandas as pd

from matcher.explanation import Forced, Forcing, in_units, stands_against, worse_words
from matcher.explanation.forcing import UNCHANGED
from matcher.matching import Matching
from matcher.rematching.chains import Pair
from matcher.rematching.facts import Facts
from matcher.rematching.season import listed_pairs
from matcher.rematching.stories import Call
from matcher.results import Listing
from matcher.roster.text import few
from matcher.scenarios.what_if import FEWEST

COLUMNS = ["mentee_id", "mentor_id", "status", "goal", "now", "then", "instead", "without", "sentence"]
SHOWN = 3
NOT_TRIED = "not_tried"
TRIED_ONE_BY_ONE = 20
"""So many are tried where each takes as long as a list of a large season."""


@dataclass(frozen=True)
class Staying:
    """What one pair of the earlier list comes to, which could still be.

    Parameters
    ----------
    status
        "worse", "equal", "impossible" (no list has it, with all that is fixed), or "not_tried".
    goal
        The first goal that would be worse; empty where none would.
    now, then
        What the list reaches at that goal, and the best one that has the pair; without pairs that are confirmed.
    words
        How it would be worse, or what stands against it.
    instead
        Ids of others who keep all their earlier mentors, and would not then.
    without
        Ids of others who have a mentor, and would have none then.
    """

    mentee: str
    mentor: str
    status: str
    goal: str = ""
    now: float | None = None
    then: float | None = None
    words: str = ""
    instead: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def said(self, call: Call) -> str:
        """Return it as a sentence."""
        mentee, mentor = call("mentees", self.mentee), call("mentors", self.mentor)
        if self.status == "impossible":
            return f"{mentee} could not stay with {mentor}: {self.words}."
        if self.status == "equal":
            same = "the list would be as good at every goal; a fixed choice decided"
            return f"If {mentee} stayed with {mentor}, {same}{self._others(call)}."
        if self.status == NOT_TRIED:
            return f"What it would cost if {mentee} stayed with {mentor} was not tried out: in a season of this size it takes long."
        return f"If {mentee} stayed with {mentor}, {self.words}{self._others(call)}."

    def _others(self, call: Call) -> str:
        """Return who would have to move instead, and who would be without."""
        moving = [call("mentees", one) for one in self.instead if one not in self.without]
        without = [call("mentees", one) for one in self.without]
        said = f"; {few(moving, SHOWN)} would move instead" if moving else ""
        return f"{said}; without a mentor then: {few(without, SHOWN)}" if without else said


def staying(matching: Matching, facts: Facts) -> list[Staying]:
    """Return what each earlier pair that is not on the list, but could be, comes to; by mentee, then mentor.

    All pairs of one mentee are priced in one pass where the goals allow it; otherwise each is solved anew.
    """
    places = {pair: facts.candidate(pair) for pair in sorted(facts.pairs[0] - facts.pairs[1])}
    pairs = [pair for pair, place in places.items() if place >= 0]
    forcing = Forcing(matching.prepared, matching.best)
    tried = pairs[:TRIED_ONE_BY_ONE] if forcing.takes_long else pairs
    priced = list(_priced(matching, facts, forcing, tried, places))
    return priced + [Staying(*pair, NOT_TRIED) for pair in pairs[len(tried) :]]


def _priced(
    matching: Matching, facts: Facts, forcing: Forcing, pairs: list[Pair], places: dict[Pair, int]
) -> Iterator[Staying]:
    for _, own in groupby(pairs, key=lambda pair: pair[0]):
        several = list(own)
        forced = forcing.pairs(np.array([places[pair] for pair in several], dtype=np.int64))
        for pair, one in zip(several, forced, strict=True):
            told = _told(matching, pair, one)
            instead, without = _others(matching, facts, pair[0], one)
            yield replace(told, instead=instead, without=without)


def _others(
    matching: Matching, facts: Facts, mentee: str, forced: Forced
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return whom else the best list with a pair takes an earlier mentor from, and who has none in it."""
    if not forced.possible:
        return (), ()
    before, now = facts.pairs
    then = set(listed_pairs(Listing.of(matching.prepared, forced.chosen)))
    moving = {one for one, _ in before - then} - {one for one, _ in before - now} - {mentee}
    without = {one for one, _ in now} - {one for one, _ in then} - {mentee}
    return tuple(sorted(moving)), tuple(sorted(without))


def _told(matching: Matching, pair: Pair, forced: Forced) -> Staying:
    prepared, chosen = matching.prepared, matching.listing.chosen
    if not forced.possible:
        return Staying(*pair, "impossible", words=stands_against(prepared, forced.pair))
    if forced.first == UNCHANGED:
        return Staying(*pair, "equal")
    before, after = forced.before[forced.first], forced.after[forced.first]
    name, now, then = before.level.name, in_units(before), in_units(after)
    words = worse_words(prepared, forced, chosen)
    if name == FEWEST:
        assert now is not None
        assert then is not None
        fewer = round(now - then)
        words = f"{fewer} earlier {'pair' if fewer == 1 else 'pairs'} fewer would stay"
    return Staying(*pair, "worse", name, now, then, words)


def staying_table(found: list[Staying], call: Call) -> pd.DataFrame:
    """Return the prices with a row for each pair."""
    rows = [
        (
            *(one.mentee, one.mentor, one.status, one.goal, one.now, one.then),
            *(";".join(one.instead), ";".join(one.without), one.said(call)),
        )
        for one in found
    ]
    return pd.DataFrame(rows, columns=COLUMNS)

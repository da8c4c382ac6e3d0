"""The fit of pairs under an answer: between which numbers it lies whatever is said, and exactly for what is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from matcher.arrays import Floats, Ints, Mask
from matcher.compatibility import MICRO
from matcher.compatibility.features import Feature, make_features
from matcher.compatibility.scorecard import NEUTRAL
from matcher.preparation import Prepared
from matcher.roster import Roster
from matcher.scenarios.answers.facts import MENTEES, OTHER, Asked, is_empty, is_number

Cells = Mapping[str, str | float]
"""What is written into which columns."""
Answer = tuple[int, Cells]
"""Whose it is, as a place among those who are asked, and what is said."""
ROUNDING = 1
"""Fits are whole millionths; bounds lie so many beyond what the features can give."""


@dataclass(frozen=True)
class Fits:
    """The fits of everybody's pairs who can be asked for one fact.

    Parameters
    ----------
    asked
        Who can be asked.
    """

    prepared: Prepared
    asked: Asked

    @cached_property
    def _ends(self) -> tuple[Ints, Ints]:
        candidates, pair = self.prepared.candidates, self.asked.pair
        return candidates.mentee[pair], candidates.mentor[pair]

    @cached_property
    def _features(self) -> dict[str, Floats]:
        return self.prepared.scorecard.features(*self._ends)

    @cached_property
    def now(self) -> Ints:
        """Return the fit of each pair as it is, in millionths."""
        return self.prepared.scores.micro[self.asked.pair]

    @cached_property
    def bounds(self) -> tuple[Ints, Ints]:
        """Return the least and the greatest fit of each pair, in millionths, whatever the answer is."""
        low, high = self._feature_bounds()
        everything = slice(None)
        lowest, highest = (self._score(values, everything) for values in (low, high))
        moved = self.asked.moved
        return (
            np.where(moved, np.minimum(lowest - ROUNDING, self.now), self.now),
            np.where(moved, np.maximum(highest + ROUNDING, self.now), self.now),
        )

    def worst(self, listed: Mask) -> list[Ints]:
        """Return fits that are the worst for the list: if it is the best under each of these, no answer changes it.

        No list is better under any answer than under the one in which the person's listed pairs are as bad as they can
        be and all others as good. The years of a mentor move all pairs alike, so that both ends are looked at instead:
        which lists are the best in between, they are at one of the ends.

        Parameters
        ----------
        listed
            bool per possible pair.
        """
        low, high = self.bounds
        own = listed[self.asked.pair]
        if self.asked.fact.name != "years_experience":
            return [np.where(own, low, high)]
        slack = 2 * ROUNDING
        return [np.where(own, low, low + slack), np.where(own, high - slack, high)]

    def feature_with(self, answers: Sequence[Answer]) -> Feature:
        """Return the fact's own feature for a table with one row an answer: the person's, with the answer in it."""
        table = self.asked.fact.table
        people = self.asked.people[[number for number, _ in answers]]
        rows = self.prepared.roster.table(table).iloc[people].reset_index(drop=True)
        for name in self.asked.fact.columns:
            cells = [cells.get(name, old) for (_, cells), old in zip(answers, rows[name], strict=True)]
            rows[name] = pd.Series(cells, dtype=np.float64 if is_number(table, name) else object)
        roster = self.prepared.roster
        # A wish is for somebody of the whole list; no fact of mentors is about wishes.
        others = {} if table == MENTEES else {MENTEES: roster.mentees.assign(preferred_mentors="")}
        roster = roster.with_tables(**{table: rows, **others})
        return make_features(roster, self.prepared.policy)[self.asked.fact.feature]

    def under(self, feature: Feature, row: int, number: int) -> Ints:
        """Return the fits of a person's pairs under an answer, every bit as if it stood in the lists.

        Parameters
        ----------
        feature, row
            From `feature_with`, and the place of the answer.
        number
            The person's place among those who are asked.
        """
        own = self.asked.of(number)
        is_mentee = self.asked.fact.table == MENTEES
        other = self._ends[is_mentee][own]
        person = np.full(len(other), row)
        return self._score(feature(person, other) if is_mentee else feature(other, person), own)

    def _score(self, values: Floats, pairs: slice) -> Ints:
        """Return the fits where the fact's own feature has these values; summed up just as the scorecard does."""
        total = np.zeros(len(values))
        for name, known in self._features.items():
            used = values if name == self.asked.fact.feature else known[pairs]
            weight = self.prepared.scorecard.weights[name]
            total += weight * np.where(np.isnan(used), NEUTRAL, used)
        return np.rint(total * MICRO).astype(np.int64)

    def _feature_bounds(self) -> tuple[Floats, Floats]:
        """Return the least and the greatest value of the feature; an answer to a part of what is asked is an answer too."""
        known = self._features[self.asked.fact.feature]
        if self.asked.fact.feature == "context":
            # The other of the two parts, where it is known, keeps half of the mean.
            kept = np.where(np.isnan(known), 0.0, known / 2)
            return kept, np.where(np.isnan(known), 1.0, kept + 0.5)
        if self.asked.fact.feature == "style":
            before, more = self._style_answers()
            apart = np.where(np.isnan(known), 0.0, (1 - known) * before)
            count = np.maximum(before + more, 1)
            return 1 - (apart + more) / count, 1 - apart / count
        return np.zeros(len(known)), np.ones(len(known))

    def _style_answers(self) -> tuple[Ints, Ints]:
        """Return for each pair how many answers both have given, and how many more both can have given."""
        fact, roster = self.asked.fact, self.prepared.roster
        own, other = self._ends if fact.table == MENTEES else self._ends[::-1]
        before, more = (np.zeros(len(own), dtype=np.int64) for _ in range(2))
        for name in fact.columns:
            partner = ~is_empty(roster, OTHER[fact.table], name)[other]
            empty = is_empty(roster, fact.table, name)[own]
            before += partner & ~empty
            more += partner & empty
        return before, more


def with_answer(roster: Roster, table: str, place: int, answer: Cells) -> Roster:
    """Return the roster in which somebody has said something."""
    frame = roster.table(table).copy()
    for name, value in answer.items():
        cells = frame[name].to_numpy(copy=True)
        cells[place] = value
        frame[name] = cells
    return roster.with_tables(**{table: frame})

"""What each answer would do to the list: proven to change nothing, found to change pairs, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.arrays import Ints
from matcher.compatibility.features import Feature
from matcher.results import Listing
from matcher.roster import texts
from matcher.scenarios.answers.facts import MENTEES, Asked, Fact, find_asked
from matcher.scenarios.answers.fits import Cells, Fits
from matcher.scenarios.answers.nearness import Near, Nearness, knows_nearness
from matcher.scenarios.answers.rules import moved_by, rules_look_at
from matcher.scenarios.answers.trying import answers_to, is_complete
from matcher.scenarios.tracking import Track
from matcher.solving import Best, find_best_again
from matcher.solving.levels import BY_SCORE

CHANGES, PERHAPS, CANNOT = "changes", "perhaps", "cannot"


@dataclass(frozen=True)
class Found:
    """What the answer of one person to one question would do.

    Parameters
    ----------
    fact, person
        What is asked, and who: the place in the roster.
    possible
        Of how many possible pairs the answer would say something.
    status
        "changes", "perhaps" or "cannot".
    answer
        The answer that changes most pairs of those that were tried; empty where none changes any.
    mentees
        Ids of those whose mentors are others then.
    """

    fact: Fact
    person: int
    possible: int
    status: str
    answer: Cells
    mentees: Sequence[str]


@dataclass(frozen=True)
class _Open:
    """Somebody whose answer may change the list.

    Parameters
    ----------
    number
        Place among those who are asked.
    near
        What can come into play.
    answers
        What is tried.
    first
        Place of the first of them among the answers of everybody.
    """

    number: int
    near: Near
    answers: Sequence[Cells]
    first: int


def find_answers(listing: Listing, best: Best, track: Track) -> list[Found]:
    """Return what each answer that nobody has given would do to a list.

    Parameters
    ----------
    best
        The list as the engine knows it.
    track
        Goes through the questions.
    """
    nearness = Nearness(best) if knows_nearness(best.levels) else None
    asking = [_Asking(listing, best, nearness, asked) for asked in find_asked(listing.prepared)]
    questions = [(one, number) for one in asking for number in range(len(one.asked.people))]
    certain = [one.certain(number) for one, number in track(questions, "What is certain")]
    still = [(one, place) for one in asking for place in range(len(one.open))]
    tried = [one.tried(place) for one, place in track(still, "What answers would do")]
    return [*(found for found in certain if found is not None), *tried]


class _Asking:
    """One fact, asked of everybody who has not said."""

    def __init__(self, listing: Listing, best: Best, nearness: Nearness | None, asked: Asked):
        self.asked, self.open = asked, list[_Open]()
        self._listing, self._best, self._nearness = listing, best, nearness
        self._prepared = listing.prepared
        self._fits = Fits(listing.prepared, asked)
        self._by_rules = rules_look_at(listing.prepared.policy, asked.fact)

    def certain(self, number: int) -> Found | None:
        """Return what is certain of an answer, whatever it is; None, and it stays open, where it has to be tried."""
        near, better = Near.everything(self._best), self.asked.pair[:0]
        if not self._by_rules and not set(self._best.levels) & set(BY_SCORE):
            return self._told(number, CANNOT)
        if not self._by_rules and self._nearness is not None:
            cases = [case[self.asked.of(number)] for case in self._worst]
            near = self._nearness.near_any(*self._steps(number), cases)
            better = self._better_in(number, near, cases)
            if not len(better):
                return self._told(number, CANNOT)
        first = self.open[-1].first + len(self.open[-1].answers) if self.open else 0
        self.open.append(_Open(number, near, self._answers(number, better), first))
        return None

    def tried(self, place: int) -> Found:
        """Return what the answers of somebody who is open do, the one that changes most."""
        one = self.open[place]
        moved = [self._moved(one, row) for row in range(len(one.answers))]
        counts = [-1 if mentees is None else len(mentees) for mentees in moved]
        most = int(np.argmax(counts)) if counts else -1
        if most >= 0 and counts[most] > 0:
            return self._told(one.number, CHANGES, one.answers[most], moved[most] or ())
        is_proven = is_complete(self.asked.fact) and None not in moved
        return self._told(one.number, CANNOT if is_proven else PERHAPS)

    def _moved(self, one: _Open, row: int) -> Sequence[str] | None:
        """Return ids of those whose mentors are others under an answer; None where there is no list then."""
        person = int(self.asked.people[one.number])
        if self._by_rules:
            return moved_by(self._listing, self.asked.fact, person, one.answers[row])
        fits = self._fits.under(self._feature, one.first + row, one.number)
        if self._nearness is not None and not self._nearness.can_turn(*self._steps(one.number), fits):
            return ()
        mentees = self._best.instance.mentee[self._changed(one.number, one.near, fits)]
        return sorted(set(texts(self._prepared.roster.mentees, "mentee_id")[mentees].tolist()))

    def _changed(self, number: int, near: Near, fits: Ints) -> Ints:
        """Return the pairs that are on the best list under other fits of somebody's pairs, or on this one, but not on both."""
        score = self._best.instance.score.copy()
        score[self.asked.pair[self.asked.of(number)]] = fits
        before = near.of(self._best)
        after = find_best_again(near.within(replace(self._best.instance, score=score)), before)
        return near.pairs[before.chosen != after.chosen]

    def _better_in(self, number: int, near: Near | None, cases: Sequence[Ints]) -> Ints:
        """Return the pairs that would come onto or leave the list in the worst cases; empty where it stays the best."""
        if near is None:
            return self.asked.pair[:0]
        return np.concatenate([self._changed(number, near, fits) for fits in cases])

    def _answers(self, number: int, better: Ints) -> list[Cells]:
        """Return what is tried: the partners that are nearest to coming onto the list first."""
        pairs = self.asked.pair[self.asked.of(number)]
        if self._nearness is not None:
            worth = self._nearness.of_pair[pairs]
        else:
            worth = -self._best.instance.score[pairs]
        order = np.lexsort([worth, ~np.isin(pairs, better)])
        instance, fact = self._best.instance, self.asked.fact
        partners = (instance.mentor if fact.table == MENTEES else instance.mentee)[pairs[order]]
        return answers_to(self._prepared, fact, int(self.asked.people[number]), partners)

    def _steps(self, number: int) -> tuple[str, int, Ints]:
        """Return whose pairs these are, and the pairs."""
        own = self.asked.of(number)
        return self.asked.fact.table, int(self.asked.people[number]), self.asked.pair[own]

    @cached_property
    def _worst(self) -> list[Ints]:
        return self._fits.worst(self._best.chosen)

    @cached_property
    def _feature(self) -> Feature:
        return self._fits.feature_with([(one.number, answer) for one in self.open for answer in one.answers])

    def _told(
        self, number: int, status: str, answer: Cells | None = None, mentees: Sequence[str] = ()
    ) -> Found:
        person, possible = int(self.asked.people[number]), int(self.asked.moved[self.asked.of(number)].sum())
        return Found(self.asked.fact, person, possible, status, answer or {}, mentees)

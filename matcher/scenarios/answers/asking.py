"""What each answer would do to the list: proven to change nothing, found to change pairs, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Ints
from matcher.compatibility.features import Feature
from matcher.results import Listing
from matcher.roster import texts
from matcher.scenarios.answers.effects import Effects
from matcher.scenarios.answers.facts import MENTEES, Asked, Fact, find_asked
from matcher.scenarios.answers.fits import Cells, Fits
from matcher.scenarios.answers.nearness import Person
from matcher.scenarios.answers.rules import moved_by, rules_look_at
from matcher.scenarios.answers.steps import Steps, has_steps
from matcher.scenarios.answers.trying import answers_to, is_complete
from matcher.scenarios.tracking import Track
from matcher.solving import Best

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


def find_answers(listing: Listing, best: Best, track: Track) -> list[Found]:
    """Return what each answer that nobody has given would do to a list.

    Parameters
    ----------
    best
        The list as the engine knows it.
    track
        Goes through the questions.
    """
    steps = Steps(best) if has_steps(best.levels) else None
    asking = [_Asking(listing, best, steps, asked) for asked in find_asked(listing.prepared)]
    questions = [(one, number) for one in asking for number in range(len(one.asked.people))]
    certain = [one.certain(number) for one, number in track(questions, "What is certain")]
    still = [(one, place) for one in asking for place in range(len(one.open))]
    tried = [one.tried(place) for one, place in track(still, "What answers would do")]
    return [*(found for found in certain if found is not None), *tried]


@dataclass(frozen=True)
class _Open:
    """Somebody whose answer may change the list.

    Parameters
    ----------
    number
        Place among those who are asked.
    effects
        What other fits would do.
    answers
        What is tried.
    first
        Place of the first of them among the answers of everybody.
    """

    number: int
    effects: Effects
    answers: Sequence[Cells]
    first: int


class _Asking:
    """One fact, asked of everybody who has not said."""

    def __init__(self, listing: Listing, best: Best, steps: Steps | None, asked: Asked):
        self.asked, self.open = asked, list[_Open]()
        self._listing, self._best, self._steps = listing, best, steps
        self._fits = Fits(listing.prepared, asked)
        self._by_rules = rules_look_at(listing.prepared.policy, asked.fact)

    def certain(self, number: int) -> Found | None:
        """Return what is certain of an answer, whatever it is; None, and it stays open, where it has to be tried."""
        own, fact = self.asked.of(number), self.asked.fact
        person = Person(fact.table, int(self.asked.people[number]), self.asked.pair[own])
        effects = Effects(self._best, self._steps, person, [case[own] for case in self._worst])
        if not self._by_rules and not effects.possible:
            return self._told(number, CANNOT)
        instance = self._best.instance
        partners = (instance.mentor if fact.table == MENTEES else instance.mentee)[person.pairs]
        nearest = partners[np.argsort(effects.distance, kind="stable")]
        answers = answers_to(self._listing.prepared, fact, person.place, nearest)
        first = self.open[-1].first + len(self.open[-1].answers) if self.open else 0
        self.open.append(_Open(number, effects, answers, first))
        return None

    def tried(self, place: int) -> Found:
        """Return what the answers of somebody who is open do, and the one that changes most."""
        one = self.open[place]
        if self._by_rules:
            return self._tried_by_rules(one)
        fits = [
            self._fits.under(self._feature, one.first + row, one.number) for row in range(len(one.answers))
        ]
        most, mentees = one.effects.largest(fits)
        if not len(mentees):
            return self._told(one.number, CANNOT if is_complete(self.asked.fact) else PERHAPS)
        ids = texts(self._listing.prepared.roster.mentees, "mentee_id")[mentees]
        return self._told(one.number, CHANGES, one.answers[most], ids.tolist())

    def _tried_by_rules(self, one: _Open) -> Found:
        person = int(self.asked.people[one.number])
        moved = [moved_by(self._listing, self.asked.fact, person, answer) for answer in one.answers]
        sizes = [0 if ids is None else len(ids) for ids in moved]
        if not any(sizes):
            is_proven = is_complete(self.asked.fact) and None not in moved
            return self._told(one.number, CANNOT if is_proven else PERHAPS)
        most = int(np.argmax(sizes))
        return self._told(one.number, CHANGES, one.answers[most], moved[most] or ())

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

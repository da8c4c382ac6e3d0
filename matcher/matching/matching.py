"""A list of pairs that answers questions: why, why not, what if, where to recruit, how firm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, overload

import numpy as np

from matcher.explanation import Explanation, Forcing, MentorExplanation, WhyNot, not_eligible
from matcher.matching.found import Found
from matcher.results import Choices, could_have, idle_table, unserved_table, why_not
from matcher.roster import MatcherError, texts
from matcher.roster.checked import nearest
from matcher.roster.text import few, fold_text
from matcher.scenarios import (
    Answers,
    Firmness,
    Recruiting,
    Track,
    Tradeoff,
    answers_to_collect,
    firmness,
    plainly,
    recruiting,
    tradeoff,
)
from matcher.scenarios.what_if import Changes, WhatIf, what_if
from matcher.solving import Shortlist


@dataclass(frozen=True)
class Matching(Found):
    """A list of pairs, with all that explains and proves it.

    Its tables and what proves it are those of `Found`; here are the questions that it answers.
    """

    @cached_property
    def shortlist(self) -> Shortlist:
        """Return the possible pairs that were nearly as good as the listed ones, to start from after a change."""
        return Shortlist.of(self.best)

    @overload
    def explain(self, mentee_id: str) -> Explanation: ...

    @overload
    def explain(self, mentee_id: str, mentor_id: str) -> WhyNot: ...

    def explain(self, mentee_id: str, mentor_id: str | None = None) -> Explanation | WhyNot:
        """Return why a mentee has whom, or nobody; or why not a certain mentor. Print it, or read its tables.

        Whether a mentor could be had is found by pricing the best list that has the pair, for all mentors at once.

        Raises
        ------
        MatcherError
            There is no such mentee, or mentor.
        """
        mentee = self._place("mentees", mentee_id)
        if mentor_id is not None:
            return why_not(self.listing, self._forcing, mentee, self._place("mentors", mentor_id))
        pairs, contributions, unserved = (
            table[table["mentee_id"] == mentee_id].reset_index(drop=True)
            for table in (self.pairs, self.contributions, self.unserved)
        )
        name = str(texts(self.roster.mentees, "name")[mentee])
        if not len(unserved) and not self.prepared.rules.here[0][mentee]:
            unserved = unserved_table(self.prepared, [not_eligible(self.prepared, mentee)])
        choices = Choices(self.listing, self._forcing, mentee)
        pairs = choices.with_places(pairs)
        better, alternatives = choices.better(), choices.alternatives()
        names = {
            "mentors": self.listing.names_in(
                "mentors", *(one["mentor_id"] for one in (pairs, better, alternatives))
            ),
            "mentees": self.listing.names_in(
                "mentees", better["full_with"], alternatives["full_with"], alternatives["others"]
            ),
        }
        return Explanation(mentee_id, name, pairs, contributions, unserved, better, alternatives, names)

    def explain_mentor(self, mentor_id: str) -> MentorExplanation:
        """Return whom a mentor has, why a seat is left, and whom else they could have. Print it, or read its tables.

        Raises
        ------
        MatcherError
            There is no such mentor.
        """
        mentor = self._place("mentors", mentor_id)
        prepared = self.prepared
        pairs = self.pairs[self.pairs["mentor_id"] == mentor_id].reset_index(drop=True)
        used = int(prepared.taken[mentor] + np.sum(prepared.instance.mentor[self._list] == mentor))
        seats, name = int(prepared.candidates.seats[mentor]), str(texts(self.roster.mentors, "name")[mentor])
        possible, others = could_have(self.listing, self._forcing, mentor)
        idle = idle_table(self.listing, mentor)
        names = {
            "mentors": self.listing.names_in("mentors", others["has"]),
            "mentees": self.listing.names_in(
                "mentees", pairs["mentee_id"], others["mentee_id"], others["others"]
            ),
        }
        return MentorExplanation(mentor_id, name, seats, used, pairs, idle, possible, others, names)

    @cached_property
    def _forcing(self) -> Forcing:
        return Forcing(self.prepared, self.best)

    def where_to_recruit(self) -> Recruiting:
        """Return what one more mentor of each region and group, and one more seat of each mentor, would bring."""
        return recruiting(self.prepared, self.best)

    def has(self, table: str, one: str) -> bool:
        """Whether somebody of "mentees" or "mentors" has this id."""
        return bool(np.any(texts(self.roster.table(table), f"{table[:-1]}_id") == one))

    def what_if(
        self,
        *,
        seats: Mapping[str, int] | None = None,
        mentors: Sequence[Mapping[str, Any]] = (),
        mentees: Sequence[Mapping[str, Any]] = (),
        withdrawn: Sequence[str] = (),
        lifted: Sequence[str] = (),
        rules: Mapping[str, Any] | None = None,
        limits: Sequence[Mapping[str, Any]] = (),
        weights: Mapping[str, float] | None = None,
        locked: Sequence[tuple[str, str]] = (),
        blocked: Sequence[tuple[str, str]] = (),
        fewest_changes: bool = False,
    ) -> WhatIf:
        """Return what other circumstances, all together, would change: the exact best list under them beside this one.

        Parameters
        ----------
        seats
            By the mentor's id: so many seats more, or fewer where it is below 0.
        mentors, mentees
            People more, each with the columns that are known; an id and a name are made up where they are left out.
        withdrawn
            Ids of mentors and mentees who do not take part any more; their fixed pairs end.
        lifted
            Names of rules that do not hold any more: a limit, a kind of match, a column that must not be the same.
        rules
            What is laid over the policy: tables key by key, lists whole, as `extends` does.
        limits
            Limits more, beside those that stand.
        weights
            By fact, what it weighs.
        locked, blocked
            Pairs of mentee and mentor that must, and must not, be on the list.
        fewest_changes
            Whether as many pairs of this list as possible are kept, as soon as serving people is settled.

        Raises
        ------
        InputError
            With everything that is wrong with the changes, each under the name of the parameter.
        InfeasibleError
            There is no list to compare with.
        """
        changes = Changes(
            seats=seats or {},
            mentors=mentors,
            mentees=mentees,
            withdrawn=[withdrawn] if isinstance(withdrawn, str) else withdrawn,
            lifted=[lifted] if isinstance(lifted, str) else lifted,
            rules=rules or {},
            limits=limits,
            weights=weights or {},
            locked=locked,
            blocked=blocked,
            fewest_changes=fewest_changes,
        )
        return what_if(self.listing, changes, self.shortlist)

    def firmness(self, track: Track = plainly) -> Firmness:
        """Return which pairs stay under other weights, and who is at risk if one mentor steps out.

        All these lists are really made: of a large season that takes some minutes.

        Parameters
        ----------
        track
            Goes through the lists that are to be made and tells how far it is; see `matcher.scenarios.tracking`.
        """
        return firmness(self.listing, self.best, track)

    def frontier(self, goal: Literal["worst_off", "balance"]) -> Tradeoff:
        """Return every list of which none has both more fit in all and is fairer: what fairness costs.

        The goals that stand before the fit are kept as good as can be; those after it are left out.

        Parameters
        ----------
        goal
            ``worst_off``: the lowest fit of a new pair; ``balance``: evenly loaded mentors.

        Raises
        ------
        MatcherError
            It is another goal.
        """
        if goal not in ("worst_off", "balance"):
            raise MatcherError(f"There is no frontier of '{goal}': say 'worst_off' or 'balance'.")
        return tradeoff(self.listing, self.best, goal)

    def answers_to_collect(self, track: Track = plainly) -> Answers:
        """Return which facts that are not known could change the list, and by how many pairs.

        Parameters
        ----------
        track
            Goes through the questions and tells how far it is; see `matcher.scenarios.tracking`.
        """
        return answers_to_collect(self.listing, self.best, track)

    def _hint(self, table: str, one: str) -> str:
        """Return who may be meant by an id that nobody of a table has."""
        other = "mentors" if table == "mentees" else "mentees"
        if self.has(other, one):
            return f"'{one}' is a {other[:-1]}."
        frame = self.roster.table(table)
        ids, names = texts(frame, f"{table[:-1]}_id"), [fold_text(name) for name in texts(frame, "name")]
        called = [
            str(found)
            for found, name in zip(ids, names, strict=True)
            if fold_text(one) in (name, fold_text(found))
        ]
        return f"Did you mean {few(called, 3)}?" if called else nearest(one, map(str, ids))

    def _place(self, table: str, one: str) -> int:
        found = np.flatnonzero(texts(self.roster.table(table), f"{table[:-1]}_id") == one)
        if not len(found):
            raise MatcherError(f"There is no {table[:-1]} '{one}'. {self._hint(table, one)}".rstrip())
        return int(found[0])

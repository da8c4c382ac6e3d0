"""`match(roster, policy) -> Matching`: the heart, three nouns and a verb."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, overload

import numpy as np
import pandas as pd

from matcher.arrays import Mask
from matcher.backups import Backups, check_backups, find_backups
from matcher.clock import Clock
from matcher.eligibility import supply_warnings
from matcher.explanation import (
    Cause,
    Clash,
    Explanation,
    Forcing,
    MentorExplanation,
    WhyNot,
    clashes_of,
    crossing_limits,
    find_causes,
    impossible_pairs,
    loosening_of,
)
from matcher.outcomes import handover, past_seasons
from matcher.policy import Policy
from matcher.preparation import Prepared, known_region, prepare, region_faults, unsupported
from matcher.reading import conform
from matcher.results import (
    Choices,
    LevelResult,
    Listing,
    candidates_table,
    contributions_table,
    could_have,
    full_limits,
    idle_table,
    level_result,
    mentors_table,
    notices,
    pair_counts,
    pairs_table,
    people_counts,
    unserved_table,
    urgent_notices,
    why_not,
)
from matcher.roster import InputError, MatcherError, Problem, Roster, texts
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
from matcher.solving import (
    LARGE,
    Best,
    Infeasible,
    Proof,
    Shortlist,
    Solution,
    SolverFailure,
    Verdict,
    check,
    resolve,
    solve,
)
from matcher.solving.levels import TIE_BREAK

OPTIMAL, INFEASIBLE = "optimal", "infeasible"


@dataclass(frozen=True)
class Matching:
    """A list of pairs, with all that explains and proves it.

    Parameters
    ----------
    prepared
        The roster, the policy, the possible pairs and their scores.
    chosen
        bool per possible pair, or None where no list keeps all fixed pairs, minimums and limits.
    proof
        See `matcher.solving.Proof`; None where there is no list.
    infeasible
        What proves that there is no list; None also where a fixed pair is forbidden and nothing else is wrong.
    seconds
        By phase.
    backups
        Who could step in, first and second; empty where there is no list.
    """

    prepared: Prepared
    chosen: Mask | None
    proof: Proof | None
    infeasible: Infeasible | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    backups: tuple[Backups, ...] = ()

    @property
    def status(self) -> str:
        """Return "optimal" or "infeasible"."""
        return INFEASIBLE if self.chosen is None else OPTIMAL

    @property
    def roster(self) -> Roster:
        """Return the people, with codes as the policy spells them."""
        return self.prepared.roster

    @property
    def policy(self) -> Policy:
        """Return the rules."""
        return self.prepared.policy

    @cached_property
    def clashes(self) -> list[Clash]:
        """Return what cannot be or cannot hold together; empty where there is a list."""
        if self.chosen is not None:
            return []
        proven = [] if self.infeasible is None else clashes_of(self.prepared, self.infeasible)
        return [*impossible_pairs(self.prepared), *proven]

    @cached_property
    def loosening(self) -> list[str]:
        """Return the least that would have to give way for there to be a list, beside fixed pairs that rules forbid."""
        return [] if self.infeasible is None else loosening_of(self.prepared, self.infeasible)

    @cached_property
    def levels(self) -> list[LevelResult]:
        """Return the goals in order, each with what the list reaches and what the proof says can be reached."""
        if self.chosen is None:
            return []
        return [level_result(self.prepared, one) for one in self.verdict.checks]

    @cached_property
    def verdict(self) -> Verdict:
        """Return what the proof says about the list.

        Raises
        ------
        ValueError
            The proof is about other people or other goals.
        """
        if self.proof is None:
            raise InfeasibleError(self.clashes)
        return check(self.prepared.instance, self.prepared.levels, self.proof, self._list)

    @cached_property
    def best(self) -> Best:
        """Return the list as the best of its problem, for questions that make it anew under other circumstances."""
        goals = tuple(one for one in self.verdict.checks if one.level.name != TIE_BREAK)
        assert self.proof is not None
        return Best(self.prepared.instance, tuple(self.prepared.levels), self._list, self.proof, goals)

    @cached_property
    def shortlist(self) -> Shortlist:
        """Return the possible pairs that were nearly as good as the listed ones, to start from after a change."""
        return Shortlist.of(self.best)

    @cached_property
    def backup_verdicts(self) -> list[Verdict]:
        """Return what the proofs say about the backups, first and second.

        Raises
        ------
        ValueError
            Some are impossible, or a proof is about something else.
        """
        return check_backups(self.prepared, self._list, self.backups)

    @cached_property
    def listing(self) -> Listing:
        """Return the listed pairs, in the order of the table of pairs.

        Raises
        ------
        InfeasibleError
            There is no list.
        """
        return Listing.of(self.prepared, self._list)

    @property
    def _list(self) -> Mask:
        if self.chosen is None:
            raise InfeasibleError(self.clashes)
        return self.chosen

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Return the listed pairs: ids, kind, kind of match, fit, approval, backups and reasons."""
        return pairs_table(self.listing, self.backups)

    @cached_property
    def causes(self) -> list[Cause]:
        """Return why each mentee with seats missing has them missing."""
        return find_causes(self.prepared, self._list)

    @cached_property
    def unserved(self) -> pd.DataFrame:
        """Return who has seats missing, why, and what would help."""
        return unserved_table(self.prepared, self.causes)

    @cached_property
    def mentors(self) -> pd.DataFrame:
        """Return every mentor's seats, how many are used, and why who cannot serve cannot."""
        return mentors_table(self.listing)

    @property
    def full_limits(self) -> list[tuple[int, str]]:
        """Return which limits allow no pair more: place in the policy, and the values for which it is so."""
        return full_limits(self.listing)

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Return what each feature adds to the fit of each listed pair; a value of NaN is not known."""
        return contributions_table(self.listing)

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
        choices = Choices(self.listing, self._forcing, mentee)
        pairs = choices.with_places(pairs)
        better, alternatives = choices.better(), choices.alternatives()
        return Explanation(mentee_id, name, pairs, contributions, unserved, better, alternatives)

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
        return MentorExplanation(mentor_id, name, seats, used, pairs, idle, possible, others)

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
            withdrawn=withdrawn,
            lifted=lifted,
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

    def _place(self, table: str, one: str) -> int:
        found = np.flatnonzero(texts(self.roster.table(table), f"{table[:-1]}_id") == one)
        if not len(found):
            raise MatcherError(f"There is no {table[:-1]} '{one}'.")
        return int(found[0])

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Return every possible pair with its kind of match and fit."""
        return candidates_table(self.prepared)

    @cached_property
    def warnings(self) -> list[Problem]:
        """Return what is doubtful in the lists, or too little for what is asked."""
        return [*self.roster.warnings, *supply_warnings(self.prepared.rules)]

    @cached_property
    def notices(self) -> list[str]:
        """Return what a reader of the list should know."""
        return [*self.roster.notices, *notices(self.prepared)]

    @cached_property
    def past_seasons(self) -> pd.DataFrame:
        """Return what became of the pairs of past seasons, with few people kept back; see `matcher.outcomes`."""
        return past_seasons(self.roster, self.prepared.rules.region)

    @cached_property
    def handover(self) -> pd.DataFrame:
        """Return the mentors on the list who served before, and whom they had; see `matcher.outcomes`."""
        return handover(self.roster, self.prepared.rules.region)

    @property
    def urgent(self) -> list[str]:
        """Return who goes first and why; for the coordinator only."""
        return urgent_notices(self.prepared)

    @cached_property
    def counts(self) -> dict[str, Any]:
        """Return the headline numbers: people, seats, pairs by kind of match and by region; {} without a list."""
        if self.chosen is None:
            return {}
        pairs = pair_counts(self.listing, self.pairs, self.mentors, self.causes)
        return {**people_counts(self.listing), **pairs}


class InfeasibleError(MatcherError):
    """No list keeps all fixed pairs; `clashes` says why."""

    exit_code = 3

    def __init__(self, clashes: Sequence[Clash]):
        self.clashes = tuple(clashes)
        super().__init__(" ".join(clash.sentence for clash in clashes))


def match(roster: Roster, policy: Policy, *, region: str = "", earlier: Matching | None = None) -> Matching:
    """Return the one list that is best under the policy's goals, in their order, with its proof.

    Parameters
    ----------
    roster
        From `matcher.read_roster` or `matcher.read_frames`.
    policy
        From `matcher.load_policy`.
    region
        Serve this region's mentees only, from its own mentors and those lent to it; empty for all together.
    earlier
        The list from before a small change, which makes a large one quicker to find again: a person more or less, a
        seat, a lock, a block. The list and its proof are the same with or without.

    Returns
    -------
    Matching
        Its `status` is "infeasible", and its tables are not there, where fixed pairs, minimums and limits cannot hold
        together.

    Raises
    ------
    InputError
        The roster has codes that the policy does not know, there is no such region, or the policy asks for what is
        not supported yet.
    """
    clock = Clock()
    roster = conform(roster, policy.expectations)
    refused = [*unsupported(policy), *region_faults(roster, policy, region)]
    if refused:
        raise InputError(refused)
    clock.note("rules")
    prepared = prepare(roster, policy, known_region(roster, policy, region), clock)
    crossing = crossing_limits(prepared)
    if crossing:
        raise InputError(crossing)
    solution = _solution(prepared, earlier)
    clock.note("goals")
    if solution.chosen is None or impossible_pairs(prepared):
        return Matching(prepared, None, None, solution.infeasible, clock.seconds)
    backups = find_backups(prepared, solution.chosen)
    clock.note("backups")
    matching = Matching(prepared, solution.chosen, solution.proof, None, clock.seconds, backups)
    if not all(map(_confirms, [matching.verdict, *matching.backup_verdicts])):
        raise SolverFailure("what was found is not confirmed by its own proof")
    clock.note("proof")
    clock.seconds.update({f"goal {name}": value for name, value in solution.seconds.items()})
    return matching


def _confirms(verdict: Verdict) -> bool:
    return verdict.failure is None and verdict.unique


def _solution(prepared: Prepared, earlier: Matching | None) -> Solution:
    """Solve from the earlier list where that is quicker."""
    instance, levels = prepared.instance, prepared.levels
    if earlier is None or earlier.chosen is None or earlier.proof is None or len(instance.mentee) < LARGE:
        return solve(instance, levels)
    return resolve(instance, levels, earlier.prepared.instance, Solution(earlier.chosen, earlier.proof))

"""A list of pairs with its tables, its numbers and what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from matcher.arrays import Mask
from matcher.backups import Backups, check_backups
from matcher.eligibility import supply_warnings
from matcher.explanation import (
    Cause,
    Clash,
    clashes_of,
    find_causes,
    impossible_pairs,
    loosening_of,
)
from matcher.outcomes import handover, past_seasons
from matcher.policy import Policy
from matcher.preparation import Prepared
from matcher.results import (
    LevelResult,
    Listing,
    candidates_table,
    contributions_table,
    full_limits,
    level_result,
    mentors_table,
    notices,
    pair_counts,
    pairs_table,
    people_counts,
    promise,
    unserved_table,
    urgent_notices,
    waiting_table,
)
from matcher.roster import MatcherError, Problem, Roster
from matcher.solving import (
    Best,
    Infeasible,
    Proof,
    Verdict,
    check,
)
from matcher.solving.levels import TIE_BREAK

OPTIMAL, INFEASIBLE = "optimal", "infeasible"


@dataclass(frozen=True)
class Found:
    """A list of pairs: what proves it, its tables and its numbers.

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
    def waiting(self) -> pd.DataFrame:
        """Return everybody in the line of requests, in order: who was served by this list, and who waits and why."""
        return waiting_table(self.listing, self.causes)

    @property
    def promise(self) -> list[str]:
        """Return what first come, first served promises of this list; nothing where other goals come first."""
        return [] if self.chosen is None else promise(self.prepared)

    @cached_property
    def mentors(self) -> pd.DataFrame:
        """Return every mentor's seats, how many are used, and why who cannot serve cannot."""
        return mentors_table(self.listing)

    @property
    def full_limits(self) -> list[tuple[str, str]]:
        """Return which limits allow no pair more: where the policy says so, and the values for which it is so."""
        return full_limits(self.listing)

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Return what each feature adds to the fit of each listed pair; a value of NaN is not known."""
        return contributions_table(self.listing)

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

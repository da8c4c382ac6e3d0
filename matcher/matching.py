"""`match(roster, policy) -> Matching`: the heart, three nouns and a verb."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.backups import Backups, check_backups, columns, find_backups
from matcher.clock import Clock
from matcher.compatibility import MICRO
from matcher.eligibility import supply_warnings
from matcher.explanation import (
    NOT_ELIGIBLE,
    Cause,
    Clash,
    Explanation,
    clashes_of,
    crossing_limits,
    find_causes,
    impossible_pairs,
    loosening_of,
    reasons,
)
from matcher.outcomes import handover, past_seasons
from matcher.policy import Policy
from matcher.preparation import PROPOSED, Prepared, known_region, prepare, region_faults, unsupported
from matcher.reading import conform
from matcher.results import LevelResult, level_result, notices, urgent_notices
from matcher.roster import InputError, MatcherError, Problem, Roster, texts
from matcher.solving import LARGE, Infeasible, Proof, Solution, SolverFailure, Verdict, check, resolve, solve

OPTIMAL, INFEASIBLE = "optimal", "infeasible"
CONFIRMED, AGREED, NEW = "confirmed", "agreed", "new"


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
    def backup_verdicts(self) -> list[Verdict]:
        """Return what the proofs say about the backups, first and second.

        Raises
        ------
        ValueError
            Some are impossible, or a proof is about something else.
        """
        return check_backups(self.prepared, self._list, self.backups)

    @cached_property
    def listed(self) -> tuple[Ints, Ints, Ints]:
        """Return mentee, mentor and place among the possible pairs (-1: confirmed) of each listed pair, in order."""
        picked = np.flatnonzero(self._list)
        stands = self.prepared.confirmed_here
        mentee = np.concatenate([stands[0], self.prepared.candidates.mentee[picked]])
        mentor = np.concatenate([stands[1], self.prepared.candidates.mentor[picked]])
        place = np.concatenate([np.full(len(stands[0]), -1), picked])
        order = np.lexsort([mentor, mentee])
        return mentee[order], mentor[order], place[order]

    @property
    def _list(self) -> Mask:
        if self.chosen is None:
            raise InfeasibleError(self.clashes)
        return self.chosen

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Return the listed pairs: ids, kind, kind of match, fit, approval and reasons."""
        mentee, mentor, place = self.listed
        stands = place < 0
        candidates, tiers = self.prepared.candidates, self.policy.tiers
        tier = np.where(stands, -1, candidates.tier[place] if len(candidates) else -1)
        scores = self.prepared.scorecard.score(mentee, mentor)
        asked = np.where(stands, False, candidates.asked[place] if len(candidates) else False)
        by_tier = np.array([one >= 0 and tiers[one].approval is not None for one in tier], dtype=bool)
        return pd.DataFrame(
            {
                "mentee_id": texts(self.roster.mentees, "mentee_id")[mentee],
                "mentor_id": texts(self.roster.mentors, "mentor_id")[mentor],
                "kind": self._kinds(mentee, mentor, stands),
                "tier": [tiers[one].name if one >= 0 else "" for one in tier],
                "tier_rank": [str(one + 1) if one >= 0 else "" for one in tier],
                "score": scores.micro / MICRO,
                "known": [f"{count}/{len(self.prepared.scorecard.weights)}" for count in scores.known],
                "approval": np.where(asked | by_tier, "region", ""),
                **self._backup_columns(place),
                "reasons": reasons(self.prepared, mentee, mentor, asked, by_tier),
            }
        )

    def _backup_columns(self, place: Ints) -> dict[str, npt.NDArray[np.object_]]:
        """Return the ids of who could step in for each listed pair; empty for nobody, and for pairs that stand."""
        ids = np.append(texts(self.roster.mentors, "mentor_id"), "")
        made = {}
        for rank, own in enumerate(columns(self.prepared, self._list, self.backups), 1):
            column = np.full(len(place), "", dtype=object)
            column[place >= 0] = ids[own]
            made[f"backup_{rank}"] = column
        return made

    def _kinds(self, mentee: Ints, mentor: Ints, stands: Mask) -> list[str]:
        kinds = np.where(stands, CONFIRMED, NEW).astype(object)
        for kind in (PROPOSED, AGREED):
            kinds[~stands & self.prepared.rules.are_listed(kind, mentee, mentor)] = kind
        return [str(kind) for kind in kinds]

    @cached_property
    def causes(self) -> list[Cause]:
        """Return why each mentee with seats missing has them missing."""
        return find_causes(self.prepared, self._list)

    @cached_property
    def unserved(self) -> pd.DataFrame:
        """Return who has seats missing, why, and what would help."""
        ids = texts(self.roster.mentees, "mentee_id")
        rows = [(ids[one.mentee], one.missing, one.cause, one.detail, one.suggestion) for one in self.causes]
        return pd.DataFrame(rows, columns=["mentee_id", "seats_missing", "cause", "detail", "suggestion"])

    @cached_property
    def mentors(self) -> pd.DataFrame:
        """Return every mentor's seats, how many are used, and why who cannot serve cannot."""
        standing = self.prepared.rules.mentors
        picked = self.prepared.candidates.mentor[self._list]
        used = self.prepared.taken + np.bincount(picked, minlength=len(self.roster.mentors))
        shown = np.union1d(np.flatnonzero(self.prepared.rules.here[1]), self.listed[1])
        return pd.DataFrame(
            {
                "mentor_id": texts(self.roster.mentors, "mentor_id")[shown],
                "seats": self.prepared.candidates.seats[shown],
                "used": used[shown],
                "cause": ["; ".join(standing.causes(place)) for place in shown.tolist()],
            }
        )

    @property
    def full_limits(self) -> list[tuple[int, str]]:
        """Return which limits allow no pair more: place in the policy, and the values for which it is so."""
        counts = self.prepared.instance.groups.counts(self._list)
        return [
            (group.limit, group.values)
            for group, count in zip(self.prepared.limits.groups, counts.tolist(), strict=True)
            if group.most is not None and count + group.standing >= group.most
        ]

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Return what each feature adds to the fit of each listed pair; a value of NaN is not known."""
        mentee, mentor, _ = self.listed
        card = self.prepared.scorecard
        values, added = card.features(mentee, mentor), card.contributions(mentee, mentor)
        ids = self.pairs[["mentee_id", "mentor_id"]]
        parts = [
            ids.assign(feature=name, value=values[name], weight=weight, contribution=added[name])
            for name, weight in card.weights.items()
        ]
        joined = pd.concat(parts, ignore_index=True)
        return joined.sort_values(["mentee_id", "mentor_id"], kind="stable", ignore_index=True)

    def explain(self, mentee_id: str) -> Explanation:
        """Return why a mentee has whom, or nobody; print it, or read its tables.

        Raises
        ------
        MatcherError
            There is no such mentee.
        """
        known = self.roster.mentees.loc[self.roster.mentees["mentee_id"] == mentee_id, "name"]
        if known.empty:
            raise MatcherError(f"There is no mentee '{mentee_id}'.")
        tables = [
            table[table["mentee_id"] == mentee_id].reset_index(drop=True)
            for table in (self.pairs, self.contributions, self.unserved)
        ]
        return Explanation(mentee_id, str(known.iloc[0]), *tables)

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Return every possible pair with its kind of match and fit."""
        found = self.prepared.candidates
        return pd.DataFrame(
            {
                "mentee_id": texts(self.roster.mentees, "mentee_id")[found.mentee],
                "mentor_id": texts(self.roster.mentors, "mentor_id")[found.mentor],
                "tier_rank": [str(tier + 1) if tier >= 0 else "" for tier in found.tier.tolist()],
                "score": self.prepared.scores.micro / MICRO,
            }
        )

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
        return {} if self.chosen is None else {**self._people_counts(), **self._pair_counts()}

    def _people_counts(self) -> dict[str, Any]:
        mentee, mentor, _ = self.listed
        # Who is confirmed counts as served, whatever the rules say now, and so among those who can be.
        here = self.prepared.rules.here
        eligible = here[0] & (
            self.prepared.rules.mentees.eligible | (self.prepared.instance.seats_before > 0)
        )
        served = np.zeros(len(eligible), dtype=bool)
        served[mentee] = True
        return {
            "mentees": int(here[0].sum()),
            "mentees_eligible": int(eligible.sum()),
            "mentees_served": int(served.sum()),
            "mentors": int(here[1].sum()),
            "mentors_eligible": int(self.prepared.rules.mentors.eligible.sum()),
            "mentors_used": len(np.unique(mentor)),
            "by_region": self._by_region(eligible, served),
        }

    def _by_region(self, eligible: Mask, served: Mask) -> dict[str, dict[str, int]]:
        here = self.prepared.rules.here[0]
        regions, place = np.unique(texts(self.roster.mentees, "region"), return_inverse=True)
        present, can_be, are = (
            np.bincount(place[who], minlength=len(regions)) for who in (here, eligible, served)
        )
        return {
            str(regions[one]): {"mentees_eligible": int(can_be[one]), "mentees_served": int(are[one])}
            for one in np.flatnonzero(present)
        }

    def _pair_counts(self) -> dict[str, Any]:
        ranks = self.pairs["tier_rank"]
        return {
            "pairs": len(self.pairs),
            "candidates": len(self.prepared.candidates),
            "confirmed": len(self.prepared.confirmed_here[0]),
            "seats": int(self.prepared.candidates.seats.sum()),
            "seats_left": int(np.maximum(self.mentors["seats"] - self.mentors["used"], 0).sum()),
            "seats_missing": sum(one.missing for one in self.causes if one.cause != NOT_ELIGIBLE),
            "by_tier": {
                tier.name: int((ranks == str(place)).sum()) for place, tier in enumerate(self.policy.tiers, 1)
            },
            "unserved_by_cause": self.unserved["cause"].value_counts().sort_index().to_dict(),
        }


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
    refused = [*unsupported(policy), *region_faults(roster, region)]
    if refused:
        raise InputError(refused)
    clock.note("rules")
    prepared = prepare(roster, policy, known_region(roster, region), clock)
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

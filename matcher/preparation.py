"""From a roster and a policy to the problem in arrays: candidates, scores, what stands already."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.clock import Clock
from matcher.compatibility import Scorecard, Scores
from matcher.eligibility import Candidates, LimitGroups, Rules, find_candidates, limit_groups
from matcher.policy import Policy
from matcher.roster import Problem, Roster, numbers, texts
from matcher.roster.checked import nearest
from matcher.roster.text import fold_code
from matcher.solving import Groups, Instance

PROPOSED = "proposed"


@dataclass(frozen=True)
class Prepared:
    """Everything that decides, before anything is decided.

    Parameters
    ----------
    confirmed
        Mentee and mentor (places in the roster) of the pairs that stand.
    taken
        int64 per mentor: seats of pairs that stand, or are fixed for another region.
    needed
        int64 per mentee: mentors asked for, 0 for who is not eligible.
    limits
        The groups of pairs that limits speak of.
    """

    roster: Roster
    policy: Policy
    rules: Rules
    candidates: Candidates
    scorecard: Scorecard
    scores: Scores
    confirmed: tuple[Ints, Ints]
    taken: Ints
    needed: Ints
    limits: LimitGroups
    instance: Instance

    @property
    def confirmed_here(self) -> tuple[Ints, Ints]:
        """Return those of the confirmed pairs whose mentees are served here."""
        here = self.rules.here[0][self.confirmed[0]]
        return self.confirmed[0][here], self.confirmed[1][here]

    @cached_property
    def needs_approval(self) -> Mask:
        """Return which possible pairs somebody has to approve, because of a conflict or of their kind of match."""
        tiers = [tier.approval is not None for tier in self.policy.tiers]
        by_tier = np.array([*tiers, False], dtype=bool)[self.candidates.tier]
        found: Mask = self.candidates.asked | by_tier
        return found

    @property
    def levels(self) -> list[str]:
        """Return the policy's goals in order."""
        return list(self.policy.objectives.order)


def unsupported(policy: Policy) -> list[Problem]:
    """Return what the policy asks for and this version cannot do yet, each by name."""
    found = []
    for number, limit in enumerate(policy.limits, 1):
        if limit.count != "pairs":
            rule = f"This version cannot count {limit.count} yet; '{limit.name}' would be ignored."
            found.append(
                Problem("error", "policy", None, f"limits[{number}].count", limit.count, rule, "Count pairs.")
            )
    if policy.mentors.min_mentees != "always":
        rule = "This version cannot leave mentors out for having too few mentees yet."
        found.append(
            Problem("error", "policy", None, "mentors.min_mentees", policy.mentors.min_mentees, rule)
        )
    if policy.compatibility.model is not None:
        rule = "This version has no learned models yet."
        name = policy.compatibility.model
        found.append(
            Problem("error", "policy", None, "compatibility.model", name, rule, "Give weights instead.")
        )
    return found


def known_region(roster: Roster, policy: Policy, region: str) -> str:
    """Return a region as the lists spell it, called as lists may call it: by code, title or synonym; empty for none."""
    if not region:
        return ""
    vocabulary = policy.vocabularies.get("region")
    code = (vocabulary.find(region) if vocabulary else None) or region
    regions = {*texts(roster.mentees, "region"), *texts(roster.mentors, "region")}
    return next((one for one in sorted(regions) if fold_code(one) == fold_code(code)), "")


def region_faults(roster: Roster, policy: Policy, region: str) -> list[Problem]:
    """Return a problem where nobody is of the region that is to be served."""
    if not region or known_region(roster, policy, region):
        return []
    regions = sorted({*texts(roster.mentees, "region"), *texts(roster.mentors, "region")})
    hint = nearest(region, regions) or f"Regions found: {', '.join(regions)}."
    return [Problem("error", "options", None, "region", region, f"Nobody is of the region '{region}'.", hint)]


def unused(roster: Roster, region: str = "") -> list[str]:
    """Return what the lists say and this run does nothing with, so that nobody relies on it."""
    found = []
    lent = int((texts(roster.mentors, "lent_to") != "").sum())
    if lent and not region:
        found.append(
            f"'lent_to' of {lent} mentor{'' if lent == 1 else 's'} changes nothing: all regions are matched together."
        )
    if len(roster.outcomes):
        found.append(
            "Outcomes of past seasons are told as figures of their own; no score and no pair of this list rests on them."
        )
    return found


def prepare(
    roster: Roster, policy: Policy, region: str = "", clock: Clock | None = None, *, at: str = ""
) -> Prepared:
    """Return the problem that `roster` and `policy` pose.

    Parameters
    ----------
    roster
        Its codes must be the policy's; see `matcher.reading.conform`.
    region
        The one region that is served; empty for all.
    clock
        Notes how long it takes.
    at
        The moment of matching, as ISO has it; empty for the season's first day.
    """
    clock = clock or Clock()
    rules = Rules(roster, policy, region, at)
    candidates = find_candidates(rules)
    clock.note("candidates")
    scorecard = Scorecard(roster, policy)
    scores = scorecard.score(candidates.mentee, candidates.mentor)
    clock.note("scores")
    prepared = assemble(rules, candidates, scorecard, scores, _fixed_facts(rules, candidates))
    clock.note("limits")
    return prepared


class FixedFacts(NamedTuple):
    """What the people alone decide, whatever their seats and the rules: see `matcher.solving.Instance`."""

    home: Mask
    mentee_bits: npt.NDArray[np.uint64]
    mentor_bits: npt.NDArray[np.uint64]


def _fixed_facts(rules: Rules, candidates: Candidates) -> FixedFacts:
    roster = rules.roster
    regions = [texts(roster.table(table), "region") for table in ("mentees", "mentors")]
    return FixedFacts(
        regions[0][candidates.mentee] == regions[1][candidates.mentor],
        _bits("mentee", texts(roster.mentees, "mentee_id")),
        _bits("mentor", texts(roster.mentors, "mentor_id")),
    )


def assemble(
    rules: Rules, candidates: Candidates, scorecard: Scorecard, scores: Scores, facts: FixedFacts
) -> Prepared:
    """Return the problem, once the possible pairs and their scores are known."""
    roster = rules.roster
    needed = np.where(rules.mentees.eligible, numbers(roster.mentees, "mentors_needed"), 0).astype(np.int64)
    used = np.bincount(rules.confirmed[1], minlength=len(rules.seats)).astype(np.int64)
    limits = limit_groups(rules, candidates)
    taken = used + np.bincount(rules.elsewhere[1], minlength=len(used))
    instance = _instance(rules, candidates, scores, (needed, taken), limits, facts)
    return Prepared(
        roster,
        rules.policy,
        rules,
        candidates,
        scorecard,
        scores,
        rules.confirmed,
        taken,
        needed,
        limits,
        instance,
    )


def _instance(
    rules: Rules,
    candidates: Candidates,
    scores: Scores,
    counts: tuple[Ints, Ints],
    limits: LimitGroups,
    facts: FixedFacts,
) -> Instance:
    """Return the arrays of the problem; `counts` are the mentors needed and the seats that are taken, by person."""
    roster, (needed, used) = rules.roster, counts
    standing = np.bincount(rules.confirmed[0], minlength=len(needed)).astype(np.int64)
    # What a lent mentor needs at the least is a matter of the region that lends.
    own = (rules.seats > 0) & (rules.at_home if rules.region else True)
    least = np.where(own, numbers(roster.mentors, "min_mentees"), 0).astype(np.int64)
    return Instance(
        mentee=candidates.mentee,
        mentor=candidates.mentor,
        demand=np.maximum(needed - standing, 0),
        seats_before=standing,
        capacity=np.maximum(rules.seats - used, 0),
        min_load=np.maximum(least - used, 0),
        load_before=used,
        locked=_listed(candidates, rules.fixed),
        home=facts.home,
        proposed=_listed(candidates, rules.listed(PROPOSED)),
        # An agreed pair that fits no tier is always listed and costs nothing; -1 finds the last entry.
        tier_cost=np.array([*rules.policy.tier_costs, 0], dtype=np.int64)[candidates.tier],
        score=scores.micro,
        groups=Groups(limits.pair, limits.group, *limits.bounds),
        order=request_order(roster),
        mentee_bits=facts.mentee_bits,
        mentor_bits=facts.mentor_bits,
    )


def _listed(candidates: Candidates, pairs: tuple[Ints, Ints]) -> Mask:
    """Return which candidates are among these pairs."""
    found = np.zeros(len(candidates), dtype=bool)
    place = candidates.find(*pairs)
    found[place[place >= 0]] = True
    return found


def request_order(roster: Roster) -> Ints:
    """Return each mentee's place in the order of requests: the urgent first, then by moment, then by id."""
    urgent = texts(roster.mentees, "urgent") == "yes"
    return place_in_line(urgent, roster.mentees["requested_at"].to_numpy())


def place_in_line(urgent: Mask, moments: npt.NDArray[np.datetime64]) -> Ints:
    """Return each one's place: the urgent first, then by moment of request, then as they stand."""
    place = np.empty(len(urgent), dtype=np.int64)
    place[np.lexsort([np.arange(len(urgent)), moments, ~urgent])] = np.arange(len(urgent))
    return place


def _bits(side: str, ids: npt.NDArray[np.object_]) -> npt.NDArray[np.uint64]:
    """Return 64 bits per person that depend on nothing but the id."""
    digests = [hashlib.blake2b(f"{side}\0{one}".encode(), digest_size=8).digest() for one in ids]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)

"""From a roster and a policy to the problem in arrays: candidates, scores, what stands already."""

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints
from matcher.compatibility import Scorecard, Scores
from matcher.eligibility import Candidates, Rules, find_candidates
from matcher.policy import Policy
from matcher.roster import Problem, Roster, numbers, texts
from matcher.solving import SUPPORTED, Instance


@dataclass(frozen=True)
class Clash:
    """Fixed pairs that cannot hold together with a rule.

    Parameters
    ----------
    sentence
        What cannot be, with people and rule.
    sources
        Where it says so: file and row, or the policy's key.
    """

    sentence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Prepared:
    """Everything that decides, before anything is decided.

    Parameters
    ----------
    confirmed
        Mentee and mentor (places in the roster) of the pairs that stand.
    standing_with
        int64 per mentor: how many confirmed pairs they have.
    needed
        int64 per mentee: mentors asked for, 0 for who is not eligible.
    """

    roster: Roster
    policy: Policy
    rules: Rules
    candidates: Candidates
    scorecard: Scorecard
    scores: Scores
    confirmed: tuple[Ints, Ints]
    standing_with: Ints
    needed: Ints
    instance: Instance

    @property
    def levels(self) -> list[str]:
        """Return the policy's goals in order."""
        return list(self.policy.objectives.order)


def unsupported(roster: Roster, policy: Policy) -> list[Problem]:
    """Return what the policy or the roster asks for and this version cannot do yet, each by name."""
    found = [
        Problem(
            "error", "policy", None, "objectives.order", level, f"This version has no goal '{level}' yet."
        )
        for level in policy.objectives.order
        if level not in SUPPORTED
    ]
    for number, limit in enumerate(policy.limits, 1):
        rule = f"This version has no limits yet; '{limit.name}' would be ignored."
        found.append(Problem("error", "policy", None, f"limits[{number}]", limit.name, rule, "Take it out."))
    if policy.mentors.min_mentees != "always":
        rule = "This version cannot leave mentors out for having too few mentees yet."
        found.append(
            Problem("error", "policy", None, "mentors.min_mentees", policy.mentors.min_mentees, rule)
        )
    elif np.any(numbers(roster.mentors, "min_mentees") > 0):
        place = int(np.argmax(numbers(roster.mentors, "min_mentees") > 0))
        row = int(roster.origins["mentors"].rows[place])
        value = f"{roster.mentors['min_mentees'].iloc[place]:g}"
        rule = "This version cannot hold a minimum of mentees yet."
        found.append(Problem("error", "mentors", row, "min_mentees", value, rule, "Leave the column empty."))
    if policy.compatibility.model is not None:
        rule = "This version has no learned models yet."
        name = policy.compatibility.model
        found.append(
            Problem("error", "policy", None, "compatibility.model", name, rule, "Give weights instead.")
        )
    return found


def unused(roster: Roster) -> list[str]:
    """Return what the lists say and this version does nothing with, so that nobody relies on it."""
    found = []
    lent = int((texts(roster.mentors, "lent_to") != "").sum())
    if lent:
        found.append(
            f"'lent_to' of {lent} mentor{'' if lent == 1 else 's'} changes nothing: all regions are matched together."
        )
    if len(roster.outcomes):
        found.append("Outcomes of past seasons were read and checked; nothing is learned from them yet.")
    return found


def prepare(roster: Roster, policy: Policy) -> Prepared:
    """Return the problem that `roster` and `policy` pose.

    Parameters
    ----------
    roster
        Its codes must be the policy's; see `matcher.reading.conform`.
    """
    rules = Rules(roster, policy)
    candidates = find_candidates(rules)
    scorecard = Scorecard(roster, policy)
    scores = scorecard.score(candidates.mentee, candidates.mentor)
    confirmed = rules.listed("confirmed")
    needed = np.where(rules.mentees.eligible, numbers(roster.mentees, "mentors_needed"), 0).astype(np.int64)
    standing = np.bincount(confirmed[0], minlength=len(needed)).astype(np.int64)
    used = np.bincount(confirmed[1], minlength=len(rules.seats)).astype(np.int64)
    locked = np.zeros(len(candidates), dtype=bool)
    agreed = candidates.find(*rules.agreed)
    locked[agreed[agreed >= 0]] = True
    instance = Instance(
        mentee=candidates.mentee,
        mentor=candidates.mentor,
        demand=np.maximum(needed - standing, 0),
        seats_before=standing,
        capacity=np.maximum(rules.seats - used, 0),
        locked=locked,
        # An agreed pair that fits no tier is always listed and costs nothing; -1 finds the last entry.
        tier_cost=np.array([*policy.tier_costs, 0], dtype=np.int64)[candidates.tier],
        score=scores.micro,
        order=request_order(roster),
        mentee_bits=_bits("mentee", texts(roster.mentees, "mentee_id")),
        mentor_bits=_bits("mentor", texts(roster.mentors, "mentor_id")),
    )
    return Prepared(roster, policy, rules, candidates, scorecard, scores, confirmed, used, needed, instance)


def request_order(roster: Roster) -> Ints:
    """Return each mentee's place in the order of requests: the urgent first, then by moment, then by id."""
    urgent = texts(roster.mentees, "urgent") == "yes"
    moments = roster.mentees["requested_at"].to_numpy()
    place = np.empty(len(urgent), dtype=np.int64)
    place[np.lexsort([np.arange(len(urgent)), moments, ~urgent])] = np.arange(len(urgent))
    return place


def _bits(side: str, ids: npt.NDArray[np.object_]) -> npt.NDArray[np.uint64]:
    """Return 64 bits per person that depend on nothing but the id."""
    digests = [hashlib.blake2b(f"{side}\0{one}".encode(), digest_size=8).digest() for one in ids]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def find_clashes(prepared: Prepared) -> list[Clash]:
    """Return which agreed pairs cannot be kept; empty where all can."""
    roster = prepared.roster
    mentee_ids, mentor_ids = texts(roster.mentees, "mentee_id"), texts(roster.mentors, "mentor_id")
    mentee, mentor = prepared.rules.agreed
    rows = roster.origins["pairs"].rows[texts(roster.pairs, "kind") == "agreed"]
    sources = [f"{roster.origins['pairs'].name}, row {row}" for row in rows]
    possible = prepared.candidates.find(mentee, mentor) >= 0
    clashes = []
    for place in np.flatnonzero(~possible):
        broken = prepared.rules.broken_by(int(mentee[place]), int(mentor[place])) or [
            "they are confirmed already"
        ]
        who = f"{mentee_ids[mentee[place]]} and {mentor_ids[mentor[place]]}"
        sentence = f"{who} agreed on each other, but a rule forbids the pair: {'; '.join(broken)}."
        clashes.append(Clash(sentence, (sources[place],)))
    overfull = prepared.instance.overfull
    for people, full, other, limit, what, column in (
        (mentee, overfull[0], mentor_ids, prepared.instance.demand, "needs", "mentors_needed"),
        (mentor, overfull[1], mentee_ids, prepared.instance.capacity, "has seats for", "capacity"),
    ):
        own = mentee_ids if people is mentee else mentor_ids
        partners = mentor if people is mentee else mentee
        for person in np.flatnonzero(full):
            held = np.flatnonzero(possible & (people == person))
            names = ", ".join(other[partners[place]] for place in held)
            sentence = (
                f"{own[person]} {what} {limit[person]} more, but is listed as agreed with {len(held)}: {names}. "
                f"Take out {len(held) - limit[person]} of these pairs, or raise {column}; confirmed pairs count first."
            )
            clashes.append(Clash(sentence, tuple(sources[place] for place in held)))
    return clashes

"""What a list reaches and what a reader of it should know, with the pairs that stood before."""

from dataclasses import dataclass

import numpy as np

from matcher.compatibility import MICRO
from matcher.eligibility import renewals_due
from matcher.eligibility.standing import seats as seats_given
from matcher.preparation import Prepared
from matcher.roster import numbers, texts
from matcher.solving import LevelCheck
from matcher.solving.levels import FIRST_COME

PROPOSED = "proposed"


@dataclass(frozen=True)
class LevelResult:
    """What the list reaches at one goal.

    Parameters
    ----------
    value, bound
        In the goal's own unit, all listed pairs counted; they are equal where the goal is proven.
    proof
        What proves it: "prices" or "marks".
    """

    name: str
    words: str
    value: float
    bound: float
    proven: bool
    proof: str


def level_result(prepared: Prepared, one: LevelCheck) -> LevelResult:
    """Return a goal as people read it: with the confirmed pairs, in its own unit."""
    name = one.level.name
    stands = np.bincount(prepared.confirmed[0], minlength=len(prepared.needed))
    extra, unit = 0, 1
    if name == "served":
        wanted = numbers(prepared.roster.mentees, "mentors_needed").astype(np.int64)
        filled = np.minimum(stands, wanted)
        extra = int(filled.sum() + np.minimum(filled, 1).sum())
    elif name == FIRST_COME:
        wanted = numbers(prepared.roster.mentees, "mentors_needed").astype(np.int64)
        extra = int(np.minimum(stands, wanted).sum())
    elif name == "compatibility":
        extra, unit = int(prepared.scorecard.score(*prepared.confirmed).micro.sum()), MICRO
    value, bound = (one.value + extra) / unit, (one.bound + extra) / unit
    if unit == 1:
        value, bound = int(value), int(bound)
    proof = "marks" if name == FIRST_COME else "prices"
    return LevelResult(name, one.level.describe(), value, bound, one.holds, proof)


def notices(prepared: Prepared) -> list[str]:
    """Return what was lowered, is due, stands against the rules, or has no weight."""
    roster, policy, rules = prepared.roster, prepared.policy, prepared.rules
    mentors, mentees = texts(roster.mentors, "mentor_id"), texts(roster.mentees, "mentee_id")
    found = []
    capacity = numbers(roster.mentors, "capacity")
    for place in np.flatnonzero(capacity > seats_given(roster, policy)):
        most = policy.mentors.max_capacity
        found.append(f"{mentors[place]} offers {capacity[place]:g} seats; the rules allow {most}.")
    for place in renewals_due(roster, policy):
        day = str(roster.mentors["certified_until"].iloc[place])[:10]
        found.append(f"{mentors[place]}'s certificate ends on {day}, during the season; a renewal is due.")
    for mentee, mentor in zip(*prepared.confirmed, strict=True):
        broken = rules.broken_by(int(mentee), int(mentor))
        if broken:
            found.append(
                f"Confirmed pair {mentees[mentee]} and {mentors[mentor]} stands, against: {'; '.join(broken)}."
            )
    proposed = len(rules.listed(PROPOSED)[0])
    if proposed:
        found.append(
            f"{proposed} proposed pairs of an earlier run have no weight: 'fewest_changes' is no goal here."
        )
    for place in np.flatnonzero(texts(roster.mentees, "urgent") == "yes"):
        found.append(f"{mentees[place]} goes first: {texts(roster.mentees, 'urgent_reason')[place]}")
    return found

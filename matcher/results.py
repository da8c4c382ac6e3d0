"""What a list reaches and what a reader of it should know, with the pairs that stood before."""

from dataclasses import dataclass

import numpy as np

from matcher.compatibility import MICRO
from matcher.eligibility import renewals_due
from matcher.eligibility.standing import seats as seats_given
from matcher.preparation import Prepared, unused
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
    stands = prepared.instance.seats_before
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
    return [
        *_lowered(prepared),
        *_renewals(prepared),
        *_confirmed_against_rules(prepared),
        *_proposed(prepared),
        *unused(prepared.roster),
    ]


def _lowered(prepared: Prepared) -> list[str]:
    capacity = numbers(prepared.roster.mentors, "capacity")
    mentors, most = texts(prepared.roster.mentors, "mentor_id"), prepared.policy.mentors.max_capacity
    return [
        f"{mentors[place]} offers {capacity[place]:.0f} seats; the rules allow {most}."
        for place in np.flatnonzero(capacity > seats_given(prepared.roster, prepared.policy))
    ]


def _renewals(prepared: Prepared) -> list[str]:
    mentors = texts(prepared.roster.mentors, "mentor_id")
    until = prepared.roster.mentors["certified_until"].to_numpy().astype("datetime64[D]")
    return [
        f"{mentors[place]}'s certificate ends on {until[place]}, during the season; a renewal is due."
        for place in renewals_due(prepared.roster, prepared.policy)
    ]


def _confirmed_against_rules(prepared: Prepared) -> list[str]:
    """Return every rule that the confirmed pairs break: those on the pair, seats, and how many are needed."""
    rules, (mentee, mentor) = prepared.rules, prepared.confirmed
    mentors, mentees = (
        texts(prepared.roster.mentors, "mentor_id"),
        texts(prepared.roster.mentees, "mentee_id"),
    )
    found = []
    for one, other in zip(mentee.tolist(), mentor.tolist(), strict=True):
        broken = rules.broken_by(one, other)
        if broken:
            found.append(
                f"Confirmed pair {mentees[one]} and {mentors[other]} stands, against: {'; '.join(broken)}."
            )
    given = seats_given(prepared.roster, prepared.policy)
    count = prepared.standing_with
    for one in np.flatnonzero(count > given):
        seats = f"{given[one]} seat{'' if given[one] == 1 else 's'}"
        found.append(f"{mentors[one]} has {count[one]} confirmed pairs, against the rules: {seats}.")
    wanted = numbers(prepared.roster.mentees, "mentors_needed").astype(np.int64)
    count = prepared.instance.seats_before
    for one in np.flatnonzero(count > wanted):
        found.append(f"{mentees[one]} has {count[one]} confirmed mentors, and needs {wanted[one]}.")
    return found


def _proposed(prepared: Prepared) -> list[str]:
    count = len(prepared.rules.listed(PROPOSED)[0])
    if not count:
        return []
    pairs = "1 proposed pair was" if count == 1 else f"{count} proposed pairs were"
    return [f"{pairs} given no preference; these rules do not ask for it."]


def urgent_notices(prepared: Prepared) -> list[str]:
    """Return who goes first and why, or that it changes nothing; for the coordinator only."""
    mentees, reasons = (texts(prepared.roster.mentees, name) for name in ("mentee_id", "urgent_reason"))
    urgent = texts(prepared.roster.mentees, "urgent") == "yes"
    in_order = FIRST_COME in prepared.levels
    says = "goes first" if in_order else "is urgent, which changes nothing under these rules"
    return [
        f"{mentees[place]} {says}: {reasons[place]}"
        for place in np.flatnonzero(urgent & prepared.rules.mentees.eligible)
    ]

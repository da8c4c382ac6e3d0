"""Why a mentor has a seat left, computed from the list and the rules, and what would help."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.explanation.causes import GOAL, LIMIT, NO_CANDIDATE, NOT_ELIGIBLE
from matcher.explanation.changes import best_change_for_mentor
from matcher.explanation.removed import mentees_removed
from matcher.preparation import Prepared
from matcher.roster.text import few
from matcher.solving.by_node import ByNode

ENOUGH = "enough"
"""The people possible for the mentor, and for those whom they could have instead, have all that they ask for."""
SHOWN = 3


@dataclass(frozen=True)
class Idle:
    """Why seats are left.

    Parameters
    ----------
    left
        How many seats.
    cause
        not_eligible, no_candidate, enough (nobody who waits could take the seat, whoever moved), limit, or goal.
    detail, suggestion
        Sentences.
    """

    left: int
    cause: str
    detail: str
    suggestion: str


@dataclass(frozen=True)
class Around:
    """All mentors whose seats could be emptied into one that is left, and all people possible for them.

    Parameters
    ----------
    mentors, people
        int64.
    seats, filled
        Seats of these mentors beside locked pairs, and how many of them are filled; without limits no list fills more.
    waiting
        int64: those of the people who have a seat missing.
    """

    mentors: Ints
    people: Ints
    seats: int
    filled: int
    waiting: Ints


def why_idle(prepared: Prepared, chosen: Mask, mentor: int) -> Idle | None:
    """Return why a mentor has seats left; None where all are filled.

    Parameters
    ----------
    chosen
        bool per candidate: the list.
    """
    rules, instance = prepared.rules, prepared.instance
    causes = rules.mentors.causes(mentor)
    if causes or not rules.here[1][mentor]:
        said = "; ".join(causes) or "is of another region"
        return Idle(0, NOT_ELIGIBLE, f"Cannot serve by these rules: {said}.", _correct(causes))
    left = int(instance.capacity[mentor] - np.sum(instance.mentor[chosen] == mentor))
    if left <= 0:
        return None
    served = np.bincount(instance.mentee[chosen], minlength=len(instance.demand))
    waiting = served < instance.demand
    if not np.any(prepared.candidates.mentor == mentor):
        removed = mentees_removed(prepared, mentor)
        return Idle(left, NO_CANDIDATE, removed, best_change_for_mentor(prepared, mentor, waiting))
    around = look_around(prepared, chosen, mentor)
    if not len(around.waiting):
        helping = best_change_for_mentor(prepared, mentor, waiting, only_waiting=True)
        return Idle(left, ENOUGH, _enough(around), helping)
    full = _full_limits(prepared, chosen, around)
    if full:
        return Idle(
            left,
            LIMIT,
            f"Somebody who waits could be had, but no pair more is allowed by {few(full, SHOWN)}.",
            "",
        )
    return Idle(
        left,
        GOAL,
        "Somebody who waits could be had, but another rule or an earlier goal is better kept without.",
        "",
    )


def look_around(prepared: Prepared, chosen: Mask, mentor: int) -> Around:
    """Return everybody whom moving people into a seat that is left could change, limits left aside."""
    instance = prepared.instance
    sizes = len(instance.demand), len(instance.capacity)
    open_pairs = np.flatnonzero(~instance.locked & ~chosen)
    moving = np.flatnonzero(chosen & ~instance.locked)
    of_mentor = ByNode(open_pairs, instance.mentor[open_pairs], sizes[1])
    of_mentee = ByNode(moving, instance.mentee[moving], sizes[0])
    mentors, people = np.zeros(sizes[1], dtype=bool), np.zeros(sizes[0], dtype=bool)
    new = np.array([mentor])
    while len(new):
        mentors[new] = True
        found = np.unique(instance.mentee[of_mentor.at_any(new)])
        found = found[~people[found] & (instance.demand[found] > 0)]
        people[found] = True
        others = np.unique(instance.mentor[of_mentee.at_any(found)])
        new = others[~mentors[others]]
    locked = np.bincount(instance.mentor[instance.locked], minlength=sizes[1])
    filled = np.bincount(instance.mentor[moving], minlength=sizes[1])
    served = np.bincount(instance.mentee[chosen], minlength=sizes[0])
    return Around(
        np.flatnonzero(mentors),
        np.unique(instance.mentee[mentors[instance.mentor] & ~instance.locked]),
        int((instance.capacity - locked)[mentors].sum()),
        int(filled[mentors].sum()),
        np.flatnonzero(people & (served < instance.demand)),
    )


def _full_limits(prepared: Prepared, chosen: Mask, around: Around) -> list[str]:
    """Return the limits that allow no pair more, of those that these people's pairs with these mentors are in."""
    groups, instance = prepared.instance.groups, prepared.instance
    full = groups.counts(chosen) >= groups.upper
    own = np.isin(instance.mentor, around.mentors) & ~chosen
    met = np.unique(groups.group[own[groups.pair]])
    return [prepared.limits.groups[one].words for one in met[full[met]].tolist()]


def _enough(around: Around) -> str:
    if len(around.mentors) == 1 and len(around.people) == 1:
        return "The 1 person possible for them has this mentor, or all that they ask for."
    if len(around.mentors) == 1:
        return f"Each of the {len(around.people)} people possible for them has this mentor, or all that they ask for."
    return (
        f"{len(around.mentors)} mentors offer {around.seats} seats, and {around.filled} can be filled by the "
        f"{len(around.people)} people possible for them."
    )


def _correct(causes: list[str]) -> str:
    return "If a fact in the list is wrong, correct it; otherwise there is nothing to do." if causes else ""

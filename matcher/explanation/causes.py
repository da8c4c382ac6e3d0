"""Why somebody is without a mentor, computed from the list and the rules, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.eligibility.candidates import CONFIRMED, NO_TIER
from matcher.explanation.changes import best_change
from matcher.explanation.shortages import Group, Shortage, Shortages
from matcher.preparation import Prepared
from matcher.roster import texts

NOT_ELIGIBLE, NO_CANDIDATE, SHORTAGE, GOAL = "not_eligible", "no_candidate", "shortage", "goal"
SHOWN = 3


@dataclass(frozen=True)
class Cause:
    """Why seats are missing.

    Parameters
    ----------
    mentee
        Place in the roster.
    missing
        How many seats.
    cause
        not_eligible, no_candidate, shortage, or goal (a goal placed before serving is better without).
    detail, suggestion
        Sentences.
    """

    mentee: int
    missing: int
    cause: str
    detail: str
    suggestion: str


def find_causes(prepared: Prepared, chosen: Mask) -> list[Cause]:
    """Return why each mentee with seats missing has them missing, by id.

    Parameters
    ----------
    chosen
        bool per candidate: the list.
    """
    wanted = prepared.roster.mentees["mentors_needed"].to_numpy(np.int64)
    instance = prepared.instance
    filled = np.bincount(instance.mentee[chosen], minlength=len(wanted)) + instance.seats_before
    free = np.bincount(instance.mentor[chosen], minlength=len(instance.capacity)) < instance.capacity
    possible = np.diff(prepared.candidates.starts)
    eligible, enough = prepared.rules.mentees.eligible, possible >= instance.demand
    short = (filled < wanted) & eligible & enough
    shortages = Shortages(prepared, chosen) if short.any() else None
    groups = shortages.groups(np.flatnonzero(short).tolist()) if shortages else {}
    found = []
    for mentee in np.flatnonzero(filled < wanted).tolist():
        missing = int(wanted[mentee] - filled[mentee])
        if not eligible[mentee]:
            found.append(_not_eligible(prepared, mentee, missing))
        elif shortages is None or not enough[mentee]:
            found.append(_no_candidate(prepared, free, mentee, missing, int(possible[mentee])))
        else:
            found.append(_shortage(prepared, shortages.of(mentee), groups[mentee], mentee, missing))
    return found


def _not_eligible(prepared: Prepared, mentee: int, missing: int) -> Cause:
    detail = f"Is not served by these rules: {'; '.join(prepared.rules.mentees.causes(mentee))}."
    return Cause(mentee, missing, NOT_ELIGIBLE, detail, _correct(prepared, mentee))


def _no_candidate(prepared: Prepared, free: Mask, mentee: int, missing: int, possible: int) -> Cause:
    detail = _removed(prepared, mentee)
    if possible:
        are = "1 is" if possible == 1 else f"{possible} are"
        detail = f"Needs {prepared.instance.demand[mentee]} more mentors, and {are} possible. {detail}"
    return Cause(mentee, missing, NO_CANDIDATE, detail, best_change(prepared, mentee, free))


def _shortage(prepared: Prepared, found: Shortage, group: Group, mentee: int, missing: int) -> Cause:
    if found.open_seat:
        detail = "Could have a mentor, but a goal that the rules place before that is better served without."
        return Cause(mentee, missing, GOAL, detail, "Place 'served' higher in the order of goals.")
    who = "1 person asks" if found.people == 1 else f"{found.people} people ask"
    had = f"{found.filled} can be had" if found.filled else "none can be had"
    from_whom = "the 1 mentor" if len(found.mentors) == 1 else f"the {len(found.mentors)} mentors"
    seats = "1 seat" if found.asked == 1 else f"{found.asked} seats"
    detail = f"{who} for {seats}, and {had} from {from_whom} possible for them."
    if group.waiting > 1:
        detail += f" In all {group.people} people share {group.filled} seat{'' if group.filled == 1 else 's'} there, and {group.waiting} wait."
    return Cause(mentee, missing, SHORTAGE, detail, _more_seats(prepared, found.askable))


def _more_seats(prepared: Prepared, mentors: Ints) -> str:
    most = prepared.policy.mentors.max_capacity
    seats = prepared.candidates.seats[mentors]
    standing = prepared.standing_with[mentors]
    # Where confirmed pairs fill more than the seats, one seat more is still none.
    askable = mentors[(standing <= seats) & (seats < (np.inf if most is None else most))]
    ids = texts(prepared.roster.mentors, "mentor_id")
    if not len(askable):
        return "Every mentor possible for them has the most seats that the rules allow; another mentor is needed."
    return f"One seat more with {_any_of(ids[askable].tolist())} serves one more of those who wait."


def _any_of(ids: Sequence[str]) -> str:
    """Return the first few ids and how many others there are, as a choice."""
    shown = [str(one) for one in ids[:SHOWN]]
    more = len(ids) - SHOWN
    others = [*shown, f"{more} other{'' if more == 1 else 's'}"] if more > 0 else shown
    return others[0] if len(others) == 1 else f"{', '.join(others[:-1])} or {others[-1]}"


def _correct(prepared: Prepared, mentee: int) -> str:
    applied = texts(prepared.roster.mentees, "special_application")[mentee] == "applied"
    if applied and "special_application" in prepared.policy.mentees.any_of:
        return "The special application waits for a decision."
    return "If a fact in the list is wrong, correct it; otherwise there is nothing to do."


def _removed(prepared: Prepared, mentee: int) -> str:
    """Return how many mentors each rule removed; the numbers add up to all mentors."""
    total = len(prepared.rules.seats)
    parts = []
    seen = np.zeros(total, dtype=bool)
    for rule in prepared.rules.mentors.rules:
        count = int(np.sum(rule.broken & ~seen))
        seen |= rule.broken
        if count:
            parts.append(f"{count} cannot serve ({rule.name})")
    removed = prepared.candidates.removed
    for name, count in zip(removed.rules, removed.by_mentee[:, mentee].tolist(), strict=True):
        if count:
            parts.append(_ruled_out(name, count))
    if not parts:
        return "There is only 1 mentor." if total == 1 else f"There are only {total} mentors."
    return f"Of {total} mentor{'' if total == 1 else 's'}: {'; '.join(parts)}."


def _ruled_out(name: str, count: int) -> str:
    are = "is" if count == 1 else "are"
    if name == NO_TIER:
        return f"for {count} {name}"
    return f"{count} {are} {name}" if name == CONFIRMED else f"{count} {are} ruled out by {name}"

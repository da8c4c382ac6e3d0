"""Why somebody is without a mentor, computed from the list and the rules, and what would help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.eligibility import Group
from matcher.explanation.barriers import Barriers, Sharing
from matcher.explanation.changes import best_change
from matcher.explanation.removed import mentors_removed
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.roster.text import few

NOT_ELIGIBLE, NO_CANDIDATE, SHORTAGE, LIMIT, GOAL = (
    "not_eligible",
    "no_candidate",
    "shortage",
    "limit",
    "goal",
)
SHOWN = 3
SEVERAL = "Several full limits stand in the way."
GOAL_DETAIL = "Could have a mentor, but a goal that the rules place before that is better served without."


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
        not_eligible, no_candidate, shortage, limit, or goal (a goal placed before serving is better without).
    detail, suggestion
        Sentences.
    people, filled, mentors
        Of a shortage: how many would have to give way (the one without a seat included), how many seats they have, and
        how many mentors are possible for them; 0 for other causes.
    limits
        Of a limit: how many there are of which one pair more would do; 0 for other causes.
    """

    mentee: int
    missing: int
    cause: str
    detail: str
    suggestion: str
    people: int = 0
    filled: int = 0
    mentors: int = 0
    limits: int = 0


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
    here = prepared.rules.here[0]
    short = (filled < wanted) & eligible & enough
    barred = _barriers(prepared, chosen, np.flatnonzero(short & here).tolist())
    found = []
    for mentee in np.flatnonzero((filled < wanted) & here).tolist():
        missing = int(wanted[mentee] - filled[mentee])
        if not eligible[mentee]:
            found.append(not_eligible(prepared, mentee, missing))
        elif not enough[mentee]:
            found.append(_no_candidate(prepared, free, mentee, missing, int(possible[mentee])))
        else:
            found.append(barred(mentee, missing))
    return found


def _barriers(prepared: Prepared, chosen: Mask, short: Sequence[int]) -> Callable[[int, int], Cause]:
    """Return what tells the cause of somebody (by place, and seats missing) who could have a mentor but has none."""
    barriers = Barriers(prepared, chosen)
    limited = bool(prepared.limits.groups) or bool(prepared.instance.min_load.any())
    sharing = {} if limited else barriers.sharing(short)
    # All who are in one group share one object, so that its words are made once.
    words = {id(one): _shared(prepared, one) for one in sharing.values()}
    return lambda mentee, missing: _blocked(
        prepared, barriers, words.get(id(sharing.get(mentee)), ""), mentee, missing
    )


def _blocked(prepared: Prepared, barriers: Barriers, shared: str, mentee: int, missing: int) -> Cause:
    found, groups = barriers.of(mentee), prepared.limits.groups
    if found.open_seat:
        return Cause(mentee, missing, GOAL, GOAL_DETAIL, _goal_change(prepared))
    alone = [groups[one] for one in found.limits]
    helping = [one for one in alone if not _is_exceeded(one)]
    if not groups or (len(found.askable) and not helping):
        detail = _asked(found.people, found.asked, found.filled, len(found.mentors)) + shared
        counts = found.people, found.filled, len(found.mentors)
        return Cause(mentee, missing, SHORTAGE, detail, _more_seats(prepared, found.askable), *counts)
    full = helping or alone
    if full:
        detail = f"Would need one pair more than allowed by {_any_of([_allowed(one) for one in full])}."
    else:
        around = [_allowed(groups[one]) for one in barriers.around(mentee)]
        detail = f"Cannot be had within {few(around, SHOWN)}." if around else SEVERAL
    return Cause(mentee, missing, LIMIT, detail, _more_pairs(helping, alone), limits=len(helping))


def _shared(prepared: Prepared, sharing: Sharing) -> str:
    """Return how many seats all whose shortages touch have together, and who they are where that is soon said."""
    if sharing.waiting < 2:
        return ""
    seats = f"{sharing.filled} seat{'' if sharing.filled == 1 else 's'}"
    who = "; ".join(
        filter(None, (_values_of(prepared, sharing.people, name) for name in ("component_group", "region")))
    )
    return f" In all {len(sharing.people)} people{f' ({who})' if who else ''} share {seats} there, and {sharing.waiting} wait."


def _values_of(prepared: Prepared, people: Ints, column: str) -> str:
    """Return the first values of these people in a column; nothing where they are many."""
    cells = pd.unique(texts(prepared.roster.mentees, column)[people])
    found = sorted({str(cell).split(";")[0] for cell in cells})
    return ", ".join(found) if len(found) <= SHOWN else ""


def _more_pairs(helping: Sequence[Group], alone: Sequence[Group]) -> str:
    if helping:
        if all(one.until is not None for one in helping):
            return f"One seat held back fewer in {_any_of([one.words for one in helping])} serves one more of those who wait."
        words = _any_of([one.words for one in helping])
        return f"One pair more in {words} serves one more of those who wait."
    if alone:
        return "No one pair more would help: more stand already than the limit allows."
    return "No one change would help: several limits or seats are full."


def _is_exceeded(group: Group) -> bool:
    """Whether more pairs stand than the limit allows, so that one more allowed is still none."""
    return group.most is not None and group.standing > group.most


def _allowed(group: Group) -> str:
    stand = (
        f", and {group.standing} {'stands' if group.standing == 1 else 'stand'} already"
        if _is_exceeded(group)
        else ""
    )
    return f"{group.words} ({group.allowed}{stand})"


def not_eligible(prepared: Prepared, mentee: int, missing: int = 0) -> Cause:
    """Return by which rules somebody is not served."""
    detail = f"Is not served by these rules: {'; '.join(prepared.rules.mentees.causes(mentee))}."
    return Cause(mentee, missing, NOT_ELIGIBLE, detail, _correct(prepared, mentee))


def _no_candidate(prepared: Prepared, free: Mask, mentee: int, missing: int, possible: int) -> Cause:
    detail = mentors_removed(prepared, mentee)
    if possible:
        are = "1 is" if possible == 1 else f"{possible} are"
        detail = f"Needs {prepared.instance.demand[mentee]} more mentors, and {are} possible. {detail}"
    return Cause(mentee, missing, NO_CANDIDATE, detail, best_change(prepared, mentee, free))


def _goal_change(prepared: Prepared) -> str:
    serving = [name for name in prepared.levels if name in ("served", "first_come")]
    if not serving:
        return "Put 'served' before the other goals."
    return f"Place '{serving[0]}' higher in the order of goals."


def _asked(people: int, asked: int, filled: int, mentors: int) -> str:
    who = "1 person asks" if people == 1 else f"{people} people ask"
    had = f"{filled} can be had" if filled else "none can be had"
    from_whom = "the 1 mentor" if mentors == 1 else f"the {mentors} mentors"
    return f"{who} for {'1 seat' if asked == 1 else f'{asked} seats'}, and {had} from {from_whom} possible for them."


def could_seat_more(prepared: Prepared, mentors: Ints) -> Ints:
    """Return those of the mentors whom the rules allow a seat more that would not be taken already."""
    most = prepared.policy.mentors.max_capacity
    seats = prepared.candidates.seats[mentors]
    standing = prepared.taken[mentors]
    # Where confirmed pairs fill more than the seats, one seat more is still none.
    found: Ints = mentors[(standing <= seats) & (seats < (np.inf if most is None else most))]
    return found


def _more_seats(prepared: Prepared, mentors: Ints) -> str:
    """Return with which of the mentors one seat more may be had."""
    askable = could_seat_more(prepared, mentors)
    if len(askable):
        ids = texts(prepared.roster.mentors, "mentor_id")
        return f"One seat more with {_any_of(ids[askable].tolist())} serves one more of those who wait."
    exceeded = bool(np.any(prepared.taken[mentors] > prepared.candidates.seats[mentors]))
    more = ", or more pairs already than seats" if exceeded else ""
    return f"Every mentor possible for them has the most seats that the rules allow{more}; another mentor is needed."


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

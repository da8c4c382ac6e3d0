"""Why somebody is without a mentor, computed from the list and the rules, and what would help."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.eligibility.candidates import CONFIRMED, NO_TIER
from matcher.eligibility.standing import NO_SEATS
from matcher.explanation.shortages import Shortage, Shortages
from matcher.policy import Tier
from matcher.preparation import Ints, Prepared
from matcher.roster import texts
from matcher.solving.instance import Mask

NOT_ELIGIBLE, NO_CANDIDATE, SHORTAGE, GOAL = "not_eligible", "no_candidate", "shortage", "goal"
SHOWN = 3
ASKABLE = ("other_regions", "meeting")
"""Facts about a mentor that are a matter of will, so that asking can change them."""


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
    possible = np.diff(prepared.candidates.starts)
    eligible, enough = prepared.rules.mentees.eligible, possible >= instance.demand
    short = (filled < wanted) & eligible & enough
    shortages = Shortages(prepared, chosen) if short.any() else None
    found = []
    for mentee in np.flatnonzero(filled < wanted).tolist():
        missing = int(wanted[mentee] - filled[mentee])
        if not eligible[mentee]:
            found.append(_not_eligible(prepared, mentee, missing))
        elif shortages is None or not enough[mentee]:
            found.append(_no_candidate(prepared, mentee, missing, int(possible[mentee])))
        else:
            found.append(_shortage(prepared, shortages.of(mentee), mentee, missing))
    return found


def _not_eligible(prepared: Prepared, mentee: int, missing: int) -> Cause:
    detail = f"Is not served by these rules: {'; '.join(prepared.rules.mentees.causes(mentee))}."
    return Cause(mentee, missing, NOT_ELIGIBLE, detail, _correct(prepared, mentee))


def _no_candidate(prepared: Prepared, mentee: int, missing: int, possible: int) -> Cause:
    detail = _removed(prepared, mentee)
    if possible:
        are = "1 is" if possible == 1 else f"{possible} are"
        detail = f"Needs {prepared.instance.demand[mentee]} more mentors, and {are} possible. {detail}"
    return Cause(mentee, missing, NO_CANDIDATE, detail, _best_change(prepared, mentee))


def _shortage(prepared: Prepared, found: Shortage, mentee: int, missing: int) -> Cause:
    if found.open_seat:
        detail = "Could have a mentor, but a goal that the rules place before that is better served without."
        return Cause(mentee, missing, GOAL, detail, "Place 'served' higher in the order of goals.")
    who = "1 person asks" if found.people == 1 else f"{found.people} people ask"
    had = f"{found.filled} can be had" if found.filled else "none can be had"
    from_whom = "the 1 mentor" if len(found.mentors) == 1 else f"the {len(found.mentors)} mentors"
    seats = "1 seat" if found.asked == 1 else f"{found.asked} seats"
    detail = f"{who} for {seats}, and {had} from {from_whom} possible for them."
    return Cause(mentee, missing, SHORTAGE, detail, _more_seats(prepared, found.askable))


def _more_seats(prepared: Prepared, mentors: Ints) -> str:
    most = prepared.policy.mentors.max_capacity
    seats = prepared.candidates.seats[mentors]
    standing = np.bincount(prepared.confirmed[1], minlength=len(prepared.candidates.seats))[mentors]
    # Where confirmed pairs fill more than the seats, one seat more is still none.
    askable = mentors[(standing <= seats) & (seats < (np.inf if most is None else most))]
    ids = texts(prepared.roster.mentors, "mentor_id")
    if not len(askable):
        return "Every mentor possible for them has the most seats that the rules allow; another mentor is needed."
    shown = ", ".join(ids[askable[:SHOWN]])
    more = f" or {len(askable) - SHOWN} others" if len(askable) > SHOWN else ""
    return f"One seat more with {shown}{more} serves one more of them."


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


@dataclass(frozen=True)
class _Change:
    """A single change of a rule or a fact, and the mentors whom it would make possible."""

    words: str
    mentors: Ints


def _best_change(prepared: Prepared, mentee: int) -> str:
    changes = [change for change in _changes(prepared, mentee) if len(change.mentors)]
    ids = texts(prepared.roster.mentors, "mentor_id")
    if not changes:
        return "No single change of a rule opens a mentor; one has to be found."
    best = max(changes, key=lambda change: len(change.mentors))
    shown = ", ".join(ids[best.mentors[:SHOWN]])
    more = f" and {len(best.mentors) - SHOWN} more" if len(best.mentors) > SHOWN else ""
    return f"Possible {best.words}: {shown}{more}."


def _changes(prepared: Prepared, mentee: int) -> Iterator[_Change]:
    """Yield each single change and whom it alone would open; confidential restrictions are never proposed."""
    rules = prepared.rules
    mentors = np.arange(len(rules.seats))
    person = np.full(len(mentors), mentee)
    forbidden = {rule.name: rule.forbids(person, mentors) for rule in rules.restrictions}
    barred = {rule.name: rule.broken for rule in rules.mentors.rules}
    fits = rules.tier_of(person, mentors) >= 0
    standing = np.isin(mentors, prepared.confirmed[1][prepared.confirmed[0] == mentee])
    possible = prepared.candidates.find(person, mentors) >= 0
    faults = sum(
        mask.astype(np.int64) for mask in (*forbidden.values(), *barred.values(), standing, possible)
    )
    for tier in prepared.policy.tiers:
        for words, opened in _near_misses(prepared, tier, mentee):
            yield _Change(words, np.flatnonzero(opened & ~fits & (faults == 0)))
    for restriction in rules.restrictions:
        if restriction.by_choice:
            opened = forbidden[restriction.name] & fits & (faults == 1)
            yield _Change(f"without the rule '{restriction.name}'", np.flatnonzero(opened))
    for rule in rules.mentors.rules:
        words = "if they offered a seat (ask them)"
        if rule.name != NO_SEATS:
            words = f"if the rule '{rule.name}' let them serve"
        yield _Change(words, np.flatnonzero(rule.broken & fits & (faults == 1)))


def _near_misses(prepared: Prepared, tier: Tier, mentee: int) -> Iterator[tuple[str, Mask]]:
    """Yield for each condition of `tier` the mentors who meet all its other conditions."""
    rules = prepared.rules
    mentors = np.arange(len(rules.seats))
    person = np.full(len(mentors), mentee)
    if tier.agreed or not rules.fits(tier, "mentees")[mentee]:
        return
    met: list[tuple[str, Mask]] = []
    names = [*(f"of another {column.replace('_', ' ')}" for column in tier.same)]
    if tier.experienced_in:
        names.append("without that experience")
    met += [
        (f"if '{tier.name}' allowed mentors {name}", key.shared_by(person, mentors))
        for name, key in zip(names, rules.keys(tier), strict=True)
    ]
    for column, wanted in tier.mentor.items():
        if column not in ASKABLE:
            met.append(("", rules.fits(tier.model_copy(update={"mentor": {column: wanted}}), "mentors")))
            continue
        said = wanted if isinstance(wanted, str) else " or ".join(wanted)
        words = f"if they had {column.replace('_', ' ')} '{said}' (ask them)"
        met.append((words, rules.fits(tier.model_copy(update={"mentor": {column: wanted}}), "mentors")))
    for place, (words, _) in enumerate(met):
        others = np.ones(len(mentors), dtype=bool)
        for other, (_, mask) in enumerate(met):
            if other != place:
                others &= mask
        if words:
            yield words, others

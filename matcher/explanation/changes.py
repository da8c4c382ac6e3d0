"""Which single change of a fact or a rule would open a mentor to somebody who has none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.eligibility.standing import NO_SEATS
from matcher.policy import Tier
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.roster.text import few

SHOWN = 3
ASK = " (ask them)"
OFFER = f"if they offered a seat{ASK}"
ASKABLE = ("other_regions", "meeting")
"""Facts about a mentor that are a matter of will, so that asking can change them."""
PROGRAMS_OWN = ("membership", "category", "who is served")
"""Rules on mentees that a program can change; whether somebody wants a mentor is no rule of its own."""


@dataclass(frozen=True)
class _Change:
    """A single change, and the pairs that it alone would make possible.

    Parameters
    ----------
    opened
        bool per pair that is asked about.
    by_asking
        Whether it takes no more than a mentor's yes; other changes are the program's to decide.
    """

    words: str
    opened: Mask
    by_asking: bool = False


def best_change(prepared: Prepared, mentee: int, free: Mask) -> str:
    """Return the single change that helps a mentee best: with somebody who has a seat left, by asking rather than by rule.

    Parameters
    ----------
    free
        bool per mentor: whether the list leaves them a seat.
    """
    mentors = np.arange(len(prepared.rules.seats))
    ids = texts(prepared.roster.mentors, "mentor_id")
    found = _best(_changes(prepared, np.full(len(mentors), mentee), mentors), free)
    return (
        "No one change would help; another mentor has to be found."
        if found is None
        else _said(found, free, ids)
    )


def best_change_for_mentor(
    prepared: Prepared, mentor: int, waiting: Mask, *, only_waiting: bool = False
) -> str:
    """Return the single change that opens a mentor to most of those who wait, else to most people.

    Parameters
    ----------
    waiting
        bool per mentee: whether the list leaves them without a seat that they ask for.
    only_waiting
        Whether a change that opens nobody who waits is none.
    """
    if only_waiting and not waiting.any():
        return "Nobody waits."
    mentees = np.arange(len(prepared.needed))
    ids = texts(prepared.roster.mentees, "mentee_id")
    found = _best(_changes(prepared, mentees, np.full(len(mentees), mentor)), waiting)
    if found is not None and only_waiting:
        found = replace(found, opened=found.opened & waiting)
    if found is None or not found.opened.any():
        return "No one change would help."
    return _said(found, waiting, ids)


def _best(changes: Iterable[_Change], wanted: Mask) -> _Change | None:
    opening = [change for change in changes if change.opened.any()]
    return max(opening, key=lambda change: _helpfulness(change, wanted)) if opening else None


def _helpfulness(change: _Change, wanted: Mask) -> tuple[bool, bool, int, int]:
    opened = int(change.opened.sum())
    helped = opened if change.words == OFFER else int((change.opened & wanted).sum())
    return helped > 0, change.by_asking, helped, opened


def _said(change: _Change, wanted: Mask, ids: npt.NDArray[np.object_]) -> str:
    people = np.flatnonzero(change.opened)
    people = people[np.argsort(~wanted[people], kind="stable")]
    return f"Possible {change.words}: {few(ids[people].tolist(), SHOWN)}."


def _changes(prepared: Prepared, mentee: Ints, mentor: Ints) -> Iterator[_Change]:
    """Yield each single change and which of these pairs it alone would open; confidential restrictions are never proposed."""
    rules = prepared.rules
    forbidden = {rule.name: rule.forbids(mentee, mentor) for rule in rules.restrictions}
    barred = {rule.name: rule.broken[mentor] for rule in rules.mentors.rules}
    unserved = {rule.name: rule.broken[mentee] for rule in rules.mentees.rules}
    fits = rules.tier_of(mentee, mentor) >= 0
    standing = rules.are_listed("confirmed", mentee, mentor)
    possible = prepared.candidates.find(mentee, mentor) >= 0
    faults = sum(
        mask.astype(np.int64)
        for mask in (*forbidden.values(), *barred.values(), *unserved.values(), standing, possible)
    )
    for tier in prepared.policy.tiers:
        for words, opened in _near_misses(prepared, tier, mentee, mentor):
            yield _Change(words, opened & ~fits & (faults == 0), words.endswith(ASK))
    for restriction in rules.restrictions:
        if restriction.by_choice:
            opened = forbidden[restriction.name] & fits & (faults == 1)
            yield _Change(f"without the rule '{restriction.name}'", opened)
    for rule in rules.mentors.rules:
        by_asking = rule.name == NO_SEATS
        words = OFFER if by_asking else f"if the rule '{rule.name}' let them serve"
        yield _Change(words, barred[rule.name] & fits & (faults == 1), by_asking)
    for rule in rules.mentees.rules:
        if rule.name not in PROGRAMS_OWN:
            continue
        yield _Change(
            f"if the rule '{rule.name}' let them be served", unserved[rule.name] & fits & (faults == 1)
        )


def _near_misses(prepared: Prepared, tier: Tier, mentee: Ints, mentor: Ints) -> Iterator[tuple[str, Mask]]:
    """Yield for each condition of `tier` the pairs that meet all its other conditions."""
    rules = prepared.rules
    if tier.agreed:
        return
    asked = rules.fits(tier, "mentees")[mentee]
    met: list[tuple[str, Mask]] = []
    names = [*(f"of another {column.replace('_', ' ')}" for column in tier.same)]
    if tier.experienced_in:
        names.append("without that experience")
    met += [
        (f"if '{tier.name}' allowed mentors {name}", key.shared_by(mentee, mentor))
        for name, key in zip(names, rules.keys(tier), strict=True)
    ]
    for column, wanted in tier.mentor.items():
        has = rules.has("mentors", column, wanted)[mentor]
        if column not in ASKABLE:
            met.append(("", has))
            continue
        said = wanted if isinstance(wanted, str) else " or ".join(wanted)
        met.append((f"if they had {column.replace('_', ' ')} '{said}'{ASK}", has))
    for place, (words, _) in enumerate(met):
        others = asked.copy()
        for other, (_, mask) in enumerate(met):
            if other != place:
                others &= mask
        if words:
            yield words, others

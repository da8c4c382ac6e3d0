"""Which single change of a fact or a rule would open a mentor to somebody who has none."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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


@dataclass(frozen=True)
class _Change:
    """A single change, and the mentors whom it alone would make possible.

    Parameters
    ----------
    by_asking
        Whether it takes no more than a mentor's yes; other changes are the program's to decide.
    """

    words: str
    mentors: Ints
    by_asking: bool = False


def best_change(prepared: Prepared, mentee: int, free: Mask) -> str:
    """Return the single change that helps best: with somebody who has a seat left, and by asking rather than by rule.

    Parameters
    ----------
    free
        bool per mentor: whether the list leaves them a seat.
    """
    changes = [change for change in _changes(prepared, mentee) if len(change.mentors)]
    if not changes:
        return "No one change would help; another mentor has to be found."
    best = max(changes, key=lambda change: _helpfulness(change, free))
    ids = texts(prepared.roster.mentors, "mentor_id")
    mentors = best.mentors[np.argsort(~free[best.mentors], kind="stable")]
    return f"Possible {best.words}: {few(ids[mentors].tolist(), SHOWN)}."


def _helpfulness(change: _Change, free: Mask) -> tuple[bool, bool, int, int]:
    open_to_them = len(change.mentors) if change.words == OFFER else int(free[change.mentors].sum())
    return open_to_them > 0, change.by_asking, open_to_them, len(change.mentors)


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
            by_asking = words.endswith(ASK)
            yield _Change(words, np.flatnonzero(opened & ~fits & (faults == 0)), by_asking)
    for restriction in rules.restrictions:
        if restriction.by_choice:
            opened = forbidden[restriction.name] & fits & (faults == 1)
            yield _Change(f"without the rule '{restriction.name}'", np.flatnonzero(opened))
    for rule in rules.mentors.rules:
        by_asking = rule.name == NO_SEATS
        words = OFFER if by_asking else f"if the rule '{rule.name}' let them serve"
        yield _Change(words, np.flatnonzero(rule.broken & fits & (faults == 1)), by_asking)


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
            met.append(("", rules.has("mentors", column, wanted)))
            continue
        said = wanted if isinstance(wanted, str) else " or ".join(wanted)
        words = f"if they had {column.replace('_', ' ')} '{said}'{ASK}"
        met.append((words, rules.has("mentors", column, wanted)))
    for place, (words, _) in enumerate(met):
        others = np.ones(len(mentors), dtype=bool)
        for other, (_, mask) in enumerate(met):
            if other != place:
                others &= mask
        if words:
            yield words, others

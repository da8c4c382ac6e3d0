"""How many people each rule removed from those who could be somebody's partner; the numbers add up to all."""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.arrays import Ints
from matcher.eligibility.candidates import CONFIRMED, NO_TIER
from matcher.eligibility.standing import Standing
from matcher.preparation import Prepared


def mentors_removed(prepared: Prepared, mentee: int) -> str:
    """Return how many mentors each rule removed for a mentee, as a sentence."""
    removed = prepared.candidates.removed
    parts = [
        *_unfit(prepared.rules.mentors, "serve"),
        *_ruled_out(removed.rules, removed.by_mentee[:, mentee]),
    ]
    return _sentence(len(prepared.rules.seats), "mentor", parts)


def mentees_removed(prepared: Prepared, mentor: int) -> str:
    """Return how many mentees each rule removed for a mentor, as a sentence."""
    removed = prepared.candidates.removed
    parts = [
        *_unfit(prepared.rules.mentees, "be served"),
        *_ruled_out(removed.rules, removed.by_mentor[:, mentor]),
    ]
    return _sentence(len(prepared.needed), "mentee", parts)


def _sentence(total: int, noun: str, parts: Sequence[str]) -> str:
    nouns = noun if total == 1 else f"{noun}s"
    if parts:
        return f"Of {total} {nouns}: {'; '.join(parts)}."
    return {0: f"There are no {noun}s.", 1: f"There is only 1 {noun}."}.get(
        total, f"There are only {total} {noun}s."
    )


def _unfit(standing: Standing, doing: str) -> Iterator[str]:
    """Yield how many people cannot take part at all, each under the first rule."""
    seen = np.zeros(len(standing.eligible), dtype=bool)
    for rule in standing.rules:
        count = int(np.sum(rule.broken & ~seen))
        seen |= rule.broken
        if count:
            yield f"{count} cannot {doing} ({rule.name})"


def _ruled_out(rules: Sequence[str], counts: Ints) -> Iterator[str]:
    for name, count in zip(rules, counts.tolist(), strict=True):
        are = "is" if count == 1 else "are"
        if count and name == NO_TIER:
            yield f"for {count} {name}"
        elif count:
            yield f"{count} {are} {name}" if name == CONFIRMED else f"{count} {are} ruled out by {name}"

"""The difference of two lists as chains: who gives up whom for whom, and who has the place that is given up.

Every pair that is on one of two lists only is in exactly one step. A step is what one mentee gives up, has instead, or
both; the next step is of somebody whose place with that mentor it is. So a chain runs from the cause (somebody lost a
mentor, or had none) to where it ends (a free seat, or somebody who is left without), or round and closes. Where several
people leave and join one mentor, or one mentee changes several mentors, who has whose place is no fact, but a fixed
choice: by id, places of those who could have stayed first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

Pair = tuple[str, str]
NOBODY = ""


@dataclass(frozen=True)
class Step:
    """What changes for one mentee: a mentor given up, one had instead, ids; empty for none."""

    mentee: str
    before: str
    after: str


@dataclass(frozen=True)
class Chain:
    """Steps in order of cause.

    Parameters
    ----------
    steps
        Each has the mentor whom the next one gives up.
    closed
        Whether the last has the mentor whom the first gives up.
    """

    steps: tuple[Step, ...]
    closed: bool


def chains_between(before: Collection[Pair], after: Collection[Pair], ended: Collection[Pair]) -> list[Chain]:
    """Return the difference of two lists, pairs of mentee and mentor, as chains: by the mentee they begin with, rings last.

    Parameters
    ----------
    ended
        Pairs that cannot be any more.
    """
    lost, gained, ended = set(before) - set(after), set(after) - set(before), set(ended)
    steps = list(_steps(lost, gained, ended))
    following = dict(_followers(steps, ended))
    led = set(following.values())
    found = [Chain(tuple(_from(step, following)), closed=False) for step in steps if step not in led]
    seen = {step for chain in found for step in chain.steps}
    for step in steps:
        if step not in seen:
            ring = tuple(_from(step, following))
            seen.update(ring)
            found.append(Chain(ring, closed=True))
    return found


def _steps(lost: set[Pair], gained: set[Pair], ended: set[Pair]) -> Iterator[Step]:
    """Yield the steps of each mentee, by id; whom a mentee cannot have any more is the first to be made up for."""
    had, has = (
        _mentors_of(sorted(lost, key=lambda pair: (pair not in ended, pair))),
        _mentors_of(sorted(gained)),
    )
    for mentee in sorted({*had, *has}):
        both = zip_longest(had.get(mentee, ()), has.get(mentee, ()), fillvalue=NOBODY)
        yield from (Step(mentee, one, other) for one, other in both)


def _mentors_of(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mentee, mentor in pairs:
        found.setdefault(mentee, []).append(mentor)
    return found


def _followers(steps: Sequence[Step], ended: set[Pair]) -> Iterator[tuple[Step, Step]]:
    """Yield for each step that takes somebody's place the step of that one."""
    leaving, joining = _by_mentor(steps, "before"), _by_mentor(steps, "after")
    for mentor, joiners in joining.items():
        leavers = [((step.mentee, mentor) in ended, step.mentee, step) for step in leaving.get(mentor, ())]
        ordered = [step for *_, step in sorted(leavers, key=lambda one: one[:2])]
        yield from zip(joiners, ordered, strict=False)


def _by_mentor(steps: Iterable[Step], side: str) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        mentor = getattr(step, side)
        if mentor != NOBODY:
            found.setdefault(mentor, []).append(step)
    return found


def _from(first: Step, following: Mapping[Step, Step]) -> Iterator[Step]:
    """Yield a step and those that follow it, once round at the most."""
    step: Step | None = first
    while step is not None:
        yield step
        step = following.get(step)
        if step == first:
            return

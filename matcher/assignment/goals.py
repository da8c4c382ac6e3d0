"""Which levels can be asked for without people, and in which orders."""

import difflib
from collections.abc import Sequence

from matcher.assignment.faults import Faults
from matcher.policy.goals import NEED_SERVING_FIRST

LEVELS = ("served", "first_come", "tiers", "worst_off", "compatibility", "balance")
SERVING = ("served", "first_come")
NEEDED = {"first_come": "rank", "tiers": "tier_cost"}
_REFUSED = {
    "home": "it needs people and their regions",
    "fewest_changes": "it needs people and an earlier list",
}


def read_levels(levels: Sequence[str], faults: Faults) -> tuple[str, ...]:
    """Return the names of the levels; what is wrong with them, and with their order, is noted."""
    if isinstance(levels, str) or not _are_names(levels):
        faults.add(f"levels is {levels!r}; it must be a sequence of names, as ('served', 'compatibility').")
        return ()
    names = tuple(levels)
    if not names:
        faults.add(f"levels is empty; at least one is needed of {', '.join(LEVELS)}.")
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            faults.add(f"levels has '{name}' {names.count(name)} times; each level stands once.")
        if name not in LEVELS:
            faults.add(_refusal(name))
    _check_order(names, faults)
    return names


def fixes_the_number_of_pairs(levels: Sequence[str]) -> bool:
    """Whether a level before ``compatibility`` leaves only largest lists, or nothing is asked about sums of scores.

    The numbers of seats that mentees can have together are an M-natural-convex set, also under locks and minimums:
    of a list that is not largest some mentee can get one more while the others keep theirs. That is better for
    ``served``; and ``first_come`` fixes who has how many.
    """
    before = levels[: levels.index("compatibility")] if "compatibility" in levels else SERVING
    return any(name in SERVING for name in before)


def _are_names(levels: object) -> bool:
    return isinstance(levels, Sequence) and all(isinstance(name, str) for name in levels)


def _refusal(name: str) -> str:
    if name in _REFUSED:
        return f"levels has '{name}', which arrays cannot have; {_REFUSED[name]}."
    close = difflib.get_close_matches(name.casefold(), LEVELS, n=1, cutoff=0.0)
    return (
        f"levels has '{name}', which is no level; the nearest is '{close[0]}', all are {', '.join(LEVELS)}."
    )


def _check_order(names: tuple[str, ...], faults: Faults) -> None:
    """Note levels that would leave everybody without a mentor."""
    serving = min([names.index(name) for name in SERVING if name in names], default=len(names))
    for name in dict.fromkeys(names[:serving]):
        if name in NEED_SERVING_FIRST:
            faults.add(
                f"levels has '{name}' first, which is best if nobody is served; put 'served' or 'first_come' before."
            )

"""What the list as it is reaches, beside what the best one under other circumstances does, where both can be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.policy import Policy
from matcher.preparation import Prepared
from matcher.results import LevelResult, Listing
from matcher.roster import texts
from matcher.scenarios.what_if.measuring import measured
from matcher.scenarios.what_if.rules import FEWEST
from matcher.solving.levels import BY_SCORE, FIRST_COME, WORST_OFF

ALWAYS_ALIKE = ("served", "home", FIRST_COME, "balance", FEWEST)
"""Goals that measure the same whatever the rules say."""


@dataclass(frozen=True)
class Measure:
    """What was found, beside what would be found.

    Parameters
    ----------
    before
        By goal, what the list as it is reaches; goals that cannot be compared are left out.
    after
        What the best list reaches, in order.
    alike
        Whether all goals, their order and what they measure are the same before and after.
    still_possible
        Where they are not, whether the list as it is keeps the changed rules.
    """

    before: Mapping[str, LevelResult]
    after: Sequence[LevelResult]
    alike: bool
    still_possible: bool

    def table(self) -> pd.DataFrame:
        """Return `goal`, `words`, `before` and `after`."""
        rows = [
            (one.name, one.words, self.before[one.name].value if one.name in self.before else None, one.value)
            for one in self.after
        ]
        return pd.DataFrame(rows, columns=["goal", "words", "before", "after"])


def measure_both(
    old: Listing, staying: Mask, new: Listing, after: Sequence[LevelResult], *, fewest_changes: bool
) -> Measure:
    """Return what the list as it is reaches beside what would be reached.

    Parameters
    ----------
    staying
        bool per possible pair: the list as it is without the mentees who withdraw, so that the same people are counted.
    after
        What the new list reaches.
    fewest_changes
        Whether keeping pairs was asked for, so that it is no goal of the program.
    """
    was, now = old.prepared.policy, new.prepared.policy
    names = [one.name for one in after]
    same = [name for name in names if _measures_alike(name, was, now, fewest_changes)]
    own = [name for name in names if not (fewest_changes and name == FEWEST)]
    program = [name for name in was.objectives.order if not (fewest_changes and name == FEWEST)]
    alike = own == program and set(own) <= {*same, *([WORST_OFF] if fewest_changes else [])}
    mask = None if alike else _in_new(old, new.prepared)
    possible = mask is not None
    if mask is None:
        before = measured(old.prepared, staying, [name for name in same if name in own])
    else:
        before = measured(new.prepared, mask, own)
    if fewest_changes:
        before |= {one.name: _all_kept(one, old) for one in after if one.name == FEWEST}
    return Measure(before, after, alike, possible)


def _all_kept(goal: LevelResult, old: Listing) -> LevelResult:
    """Return the goal of keeping pairs as the list as it is reaches it, which keeps all of them."""
    return replace(goal, value=int((old.chosen & ~old.prepared.instance.locked).sum()))


def _measures_alike(name: str, was: Policy, now: Policy, fewest_changes: bool) -> bool:
    if name == "tiers":
        return _same_kinds(was, now)
    if name in BY_SCORE:
        weighed = was.compatibility == now.compatibility and was.proximity == now.proximity
        return weighed and not (fewest_changes and name == WORST_OFF)
    return name in ALWAYS_ALIKE


def _same_kinds(was: Policy, now: Policy) -> bool:
    """Whether the kinds of match are the same, or some of the same: what a list costs is then told on one scale."""
    costs = [
        [
            one.model_copy(update={"cost": cost})
            for one, cost in zip(rules.tiers, rules.tier_costs, strict=True)
        ]
        for rules in (was, now)
    ]
    return [one for one in costs[0] if one in costs[1]] == costs[1]


def _in_new(old: Listing, prepared: Prepared) -> Mask | None:
    """Return the list as it is among the possible pairs of another season; None where it is none of its lists."""
    mentee, mentor = (
        _places(texts(old.prepared.roster.table(table), f"{table[:-1]}_id")[own], prepared, table)
        for table, own in (("mentees", old.mentee), ("mentors", old.mentor))
    )
    stands = set(zip(*(side.tolist() for side in prepared.confirmed_here), strict=True))
    place = prepared.candidates.find(mentee, mentor)
    if any(
        found < 0 and pair not in stands
        for found, pair in zip(
            place.tolist(), zip(mentee.tolist(), mentor.tolist(), strict=True), strict=True
        )
    ):
        return None
    chosen = np.zeros(len(prepared.candidates), dtype=bool)
    chosen[place[place >= 0]] = True
    return chosen if prepared.instance.allows(chosen) else None


def _places(ids: npt.NDArray[np.object_], prepared: Prepared, table: str) -> Ints:
    own = texts(prepared.roster.table(table), f"{table[:-1]}_id")
    return np.searchsorted(own, ids).astype(np.int64)

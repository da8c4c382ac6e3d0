"""The list as it is beside the best one under other circumstances: which is better, at which goal, and by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.policy import Policy
from matcher.preparation import Prepared
from matcher.results import LevelResult, Listing
from matcher.roster import texts
from matcher.roster.text import few
from matcher.scenarios.what_if.answer import called
from matcher.scenarios.what_if.measuring import earlier_first, measured, seats_by_mentee
from matcher.scenarios.what_if.rules import FEWEST
from matcher.solving.levels import FIRST_COME, WORST_OFF

SHOWN = 6
LESS_IS_BETTER = ("tiers", "balance")
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
        before = measured(
            old.prepared, staying, [name for name in same if name != FEWEST or not fewest_changes]
        )
    else:
        before = measured(new.prepared, mask, names)
    return Measure(before, after, alike, possible)


def _measures_alike(name: str, was: Policy, now: Policy, fewest_changes: bool) -> bool:
    if name == "tiers":
        return _same_kinds(was, now)
    if name in ("compatibility", WORST_OFF):
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


def _places(ids: "np.ndarray[tuple[int], np.dtype[np.object_]]", prepared: Prepared, table: str) -> Ints:
    own = texts(prepared.roster.table(table), f"{table[:-1]}_id")
    return np.searchsorted(own, ids).astype(np.int64)


class Comparison:
    """Which of the two lists is better, and at which goal they first differ.

    Parameters
    ----------
    gone
        Ids of the mentees who withdraw; whether they have a mentor does not count.
    names
        By id, the mentees' names.
    """

    def __init__(
        self,
        measure: Measure,
        lists: tuple[Listing, Listing],
        moves: pd.DataFrame,
        gone: Sequence[str],
        names: Mapping[str, str],
        fewest_changes: bool,
    ):
        self._measure, self._lists, self._names = measure, lists, names
        self._moves = moves[~moves["mentee_id"].isin(list(gone))]
        self._gone, self._fewest = set(gone), fewest_changes
        self.goal, self.sign = self._first_difference()

    @property
    def status(self) -> str:
        """Return "better", "worse", "equal" or "other"."""
        if self._measure.alike:
            return {1: "better", 0: "equal", -1: "worse"}[self.sign]
        same_list = not len(self._moves) and self._measure.still_possible
        return "equal" if same_list else "other"

    @property
    def sentence(self) -> str:
        """Return what it comes to."""
        if self._measure.alike:
            return self._difference() if self.sign else self._nothing()
        if not self._measure.still_possible:
            found = self._difference() if self.sign else "No goal that can be compared would change."
            return f"The list as it is would not be possible any more. {found}"
        if not len(self._moves):
            return (
                "Nobody would have another mentor: the list as it is is the best under the changed rules too."
            )
        if not self.sign:
            return f"By the changed rules the list as it is is as good; {self._nothing()}"
        return f"By the changed rules, beside the list as it is: {self._difference()}"

    def _nothing(self) -> str:
        if len(self._moves):
            return "No goal would change, but others than now would be together."
        return "Nothing would change: the list stays the best."

    def _first_difference(self) -> tuple[str, int]:
        """Return the first goal at which the lists differ, and 1 where the new one is better, -1 where it is worse."""
        for one in self._measure.after:
            if self._fewest and one.name in (FEWEST, WORST_OFF):
                continue
            if one.name not in self._measure.before:
                if self._measure.alike:
                    continue
                return "", 0
            sign = self._sign(one)
            if sign:
                return one.name, sign
        return "", 0

    def _sign(self, after: LevelResult) -> int:
        if after.name == FIRST_COME:
            return earlier_first(self._lists[1].prepared, *self._seats())[0]
        before = self._measure.before[after.name].value
        if before == after.value:
            return 0
        if before is None or after.value is None:
            return 1 if after.value is None else -1
        more = after.value > before
        return 1 if more != (after.name in LESS_IS_BETTER) else -1

    def _seats(self) -> tuple[Ints, Ints]:
        """Return how many mentors each mentee has, before and after; of who withdraws none."""
        prepared = self._lists[1].prepared
        before, after = (seats_by_mentee(one, prepared) for one in self._lists)
        stay = ~np.isin(texts(prepared.roster.mentees, "mentee_id"), list(self._gone))
        return before * stay, after * stay

    def _difference(self) -> str:
        """Return how the first goal that differs would be better or worse."""
        name, better = self.goal, self.sign > 0
        if name in ("served", FIRST_COME):
            return self._serving(name)
        after = next(one.value for one in self._measure.after if one.name == name)
        before = self._measure.before[name].value
        if name == WORST_OFF:
            one, other = ("no new pair" if value is None else f"{value:.2f}" for value in (after, before))
            return f"The lowest fit would be {one} instead of {other}."
        assert before is not None
        assert after is not None
        amount, more = abs(after - before), "more" if better else "fewer"
        pairs = "pair" if amount == 1 else "pairs"
        sentences: dict[str, str] = {
            "home": f"{amount:.0f} {more} {pairs} would be within one region.",
            FEWEST: f"{amount:.0f} {more} of the proposed {pairs} would be kept.",
            "tiers": f"The kinds of match would be {'better' if better else 'worse'} by {amount:.0f} in all, "
            f"{after:.0f} instead of {before:.0f}.",
            "compatibility": f"The fit of all pairs together would be {'higher' if better else 'lower'} by "
            f"{_rounded(amount)}.",
            "balance": f"Mentors would be {'more' if better else 'less'} evenly loaded.",
        }
        return sentences[name]

    def _serving(self, name: str) -> str:
        """Return how many people more or fewer would have a mentor, and who; or how many seats."""
        before, after = self._seats()
        people = int((after > 0).sum()) - int((before > 0).sum())
        if people:
            ids = self._moves["mentee_id"][
                self._moves["change"] == ("new" if people > 0 else "lost")
            ].tolist()
            who = (
                f": {few([called(self._names, one) for one in ids], SHOWN)}"
                if len(ids) == abs(people)
                else ""
            )
            more = "more" if people > 0 else "fewer"
            noun = f"{more} person" if abs(people) == 1 else f"{more} people"
            return f"{abs(people)} {noun} would have a mentor{who}."
        seats = int(after.sum()) - int(before.sum())
        if seats:
            noun = "seat" if abs(seats) == 1 else "seats"
            return f"{abs(seats)} {noun} {'more' if seats > 0 else 'fewer'} would be filled."
        _, first = earlier_first(self._lists[1].prepared, before, after)
        one = called(self._names, str(texts(self._lists[1].prepared.roster.mentees, "mentee_id")[first]))
        if name == FIRST_COME and after[first] > before[first]:
            return f"{one} would be served before somebody whose request came later."
        return f"{one} would have to wait, and somebody whose request came later would be served."


def _rounded(amount: float) -> str:
    """Return an amount of fit with as many digits as show it."""
    return f"{amount:.2f}" if amount >= 0.005 else f"{amount:.6f}".rstrip("0")

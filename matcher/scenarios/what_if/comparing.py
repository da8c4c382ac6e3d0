"""The list as it is beside the best one under other circumstances: which is better, at which goal, and by how much."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from matcher.arrays import Ints
from matcher.results import LevelResult, Listing
from matcher.results.differences import LOST, NEW
from matcher.roster import texts
from matcher.roster.text import few
from matcher.scenarios.what_if.answer import called
from matcher.scenarios.what_if.both import Measure
from matcher.scenarios.what_if.measuring import earlier_first, seats_by_mentee
from matcher.scenarios.what_if.rules import FEWEST
from matcher.solving.levels import FIRST_COME, WORST_OFF, sense_of

SHOWN = 6
PLURALS = {"person": "people"}


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
        """Return what it comes to: first who would gain or lose a mentor, then the first goal that differs."""
        return " ".join(one for one in (self._people(), self._goals()) if one)

    def _people(self) -> str:
        """Return who would lose their mentor and who would have one; empty where nobody does either."""
        lost, gained = (self._who(change) for change in (LOST, NEW))
        net = len(gained) - len(lost)
        head = f"{_more(abs(net), 'person', net > 0)} would have a mentor"
        if net and lost and gained:
            return f"{head}: {_of(lost, 'would lose theirs')}; {_of(gained, 'would have one')}."
        if net:
            return f"{head}: {few(lost or gained, SHOWN)}."
        if not lost:
            return ""
        head = "As many people as now would have a mentor, but"
        if len(lost) == 1:
            return f"{head} {lost[0]} would lose theirs and {gained[0]} would have one."
        return f"{head} {_of(lost, 'would lose theirs')}; {_of(gained, 'would have one')}."

    def _who(self, change: str) -> list[str]:
        ids = self._moves["mentee_id"][self._moves["change"] == change]
        return [called(self._names, one) for one in ids.tolist()]

    def _goals(self) -> str:
        """Return what the first goal that differs comes to, where that is not said by who has a mentor."""
        if self._measure.alike:
            return self._difference() if self.sign else self._nothing()
        if not self._measure.still_possible:
            found = self._difference() if self.sign else "No goal that can be compared would change."
            return f"The list as it is would not be possible any more. {found}".rstrip()
        if not len(self._moves):
            return (
                "Nobody would have another mentor: the list as it is is the best under the changed rules too."
            )
        if not self.sign:
            return self._nothing()
        return f"The list as it is would not be the best any more. {self._difference()}".rstrip()

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
        return 1 if more != (sense_of(after.name) == "least") else -1

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
        amount = abs(after - before)
        sentences: dict[str, str] = {
            "home": f"{_more(amount, 'pair', better)} would be within one region.",
            FEWEST: f"{_more(amount, 'proposed pair', better)} would be kept.",
            "tiers": f"The kinds of match would be {'better' if better else 'worse'} by {amount:.0f} in all, "
            f"{after:.0f} instead of {before:.0f}.",
            "compatibility": f"The fit of all pairs together would be {'higher' if better else 'lower'} by "
            f"{_rounded(amount)}.",
            "balance": f"Mentors would be {'more' if better else 'less'} evenly loaded.",
        }
        return sentences[name]

    def _serving(self, name: str) -> str:
        """Return how many seats more or fewer would be filled, or whose turn it is; empty where it is said of people."""
        before, after = self._seats()
        people = int((after > 0).sum()) - int((before > 0).sum())
        if people and (name != FIRST_COME or (people > 0) == (self.sign > 0)):
            return ""
        seats = int(after.sum()) - int(before.sum())
        if seats and not people:
            return f"{_more(abs(seats), 'seat', seats > 0)} would be filled."
        _, first = earlier_first(self._lists[1].prepared, before, after)
        one = called(self._names, str(texts(self._lists[1].prepared.roster.mentees, "mentee_id")[first]))
        if name == FIRST_COME and after[first] > before[first]:
            return f"{one} would be served before somebody whose request came later."
        return f"{one} would have to wait, and somebody whose request came later would be served."


def _of(people: Sequence[str], what: str) -> str:
    """Return how many people it is true of, and who they are."""
    return f"{len(people)} {what}: {few(people, SHOWN)}"


def _more(amount: float, noun: str, is_more: bool) -> str:
    """Return so many more, or fewer, of something."""
    nouns = noun if amount == 1 else PLURALS.get(noun, f"{noun}s")
    return f"{amount:.0f} more {nouns}" if is_more else f"{amount:.0f} {nouns} fewer"


def _rounded(amount: float) -> str:
    """Return an amount of fit with as many digits as show it."""
    return f"{amount:.2f}" if amount >= 0.005 else f"{amount:.6f}".rstrip("0")

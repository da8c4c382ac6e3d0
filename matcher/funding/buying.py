"""What the next dollar buys: who would be served with one funded pair more, and what stands in the way where nobody would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matcher.arrays import Ints
from matcher.compatibility import MICRO
from matcher.funding.counting import Tally
from matcher.funding.lists import Lists
from matcher.funding.money import dollar_words
from matcher.funding.rows import ALL, Row
from matcher.results import gain_words
from matcher.roster import texts
from matcher.roster.text import few
from matcher.scenarios.one_more import differences
from matcher.solving import Best, Queue
from matcher.solving.levels import BY_SCORE, FIRST_COME

SHOWN = 3
Bought = dict[str, object]
Rank = tuple[Any, ...]


@dataclass(frozen=True)
class Step:
    """One funded pair more.

    Parameters
    ----------
    raised
        Which caps must rise, and by how many: "1 more here and in all"; empty where that is not the question.
    best
        The best list then; None where no other list was made, or it is the same.
    served, instead
        Places of those who would have a seat more, and one fewer.
    cents
        What that costs more; None where the rules do not speak of money.
    said
        The first goal that is better reached, in words; where nothing would change, what stands in the way.
    bought
        Each pair by which somebody has a seat more.
    """

    raised: str
    best: Best | None = None
    served: tuple[int, ...] = ()
    instead: tuple[int, ...] = ()
    cents: int | None = None
    said: str = ""
    bought: Sequence[Bought] = field(default=())


@dataclass(frozen=True)
class Buying:
    """Finds what the next dollar buys in each row.

    Parameters
    ----------
    reasons
        For each kind of cause, int64 per mentee: seats that would be missing for it if money were no limit.
    """

    lists: Lists
    tally: Tally
    reasons: dict[str, Ints]

    def steps(self) -> list[Step]:
        """Return what the next dollar buys in each row, that of all together last."""
        rows = self.lists.rows
        found = [self._step(row) for row in rows.rows[:-1]]
        each = [(row, step, step.best) for row, step in zip(rows.rows, found, strict=False)]
        helping = [(row, step, self.lists.rank(best)) for row, step, best in each if best is not None]
        return [*found, self._in_all(rows.all, helping)]

    def _step(self, row: Row) -> Step:
        """Return what one funded pair more of a row buys, and one more in all where that is full as well."""
        whole = self.lists.rows.all
        if row.funded is None:
            return Step("", said="no cap of its own")
        own = [row] if self.lists.is_full(row) else []
        both = [*own, *([whole] if whole.funded is not None and self.lists.is_full(whole) else [])]
        waiting = self.tally.counts(row, self.lists.best.chosen).waiting
        if waiting == 0:
            return Step("", said="nobody waits")
        if not both:
            return Step("", said=self._because(row, self._left(row)))
        step = self._tried(row, both, self._raised(own, both))
        if len(both) == 2 and step.best is not None:
            return self._simplest(row, whole, step)
        return step

    def _simplest(self, row: Row, whole: Row, step: Step) -> Step:
        """Return the same step with the cap in all alone, where that buys the same."""
        alone = self._tried(row, [whole], f"{self._missing(whole)} more in all")
        assert step.best is not None
        same = alone.best is not None and np.array_equal(alone.best.chosen, step.best.chosen)
        return alone if same else step

    def _in_all(self, whole: Row, helping: Sequence[tuple[Row, Step, Rank]]) -> Step:
        """Return what one funded pair more in all buys, with the cap of the row where it helps most raised if that is needed.

        Parameters
        ----------
        helping
            The rows in which one more changes something, and how good the list is then.
        """
        if self.tally.counts(whole, self.lists.best.chosen).waiting == 0:
            return Step("", said="nobody waits")
        step = Step("", said=self._because(whole, "") if self.lists.rows.is_limited else "no cap")
        if whole.funded is not None and self.lists.is_full(whole):
            step = self._tried(whole, [whole], f"{self._missing(whole)} more in all")
        elif whole.funded is not None:
            step = Step("", said=self._because(whole, self._left(whole)))
        if step.best is not None or not helping:
            return step
        row, best, _ = max(helping, key=lambda one: one[2])
        return _renamed(best, best.raised.replace("here", f"in {row.title}"))

    def _tried(self, row: Row, raised: Sequence[Row], words: str) -> Step:
        before, after = self.lists.best, self.lists.with_one_more(raised)
        if np.array_equal(before.chosen, after.chosen):
            return Step(words, said=self._because(row, ""))
        change = self.tally.new(after.chosen) - self.tally.new(before.chosen)
        served, instead = (np.flatnonzero(sign * change > 0) for sign in (1, -1))
        return Step(
            words,
            after,
            tuple(served.tolist()),
            tuple(instead.tolist()),
            self.tally.costs.more(before.chosen, after.chosen),
            self._gain(after),
            [*self._bought(row, after, served)],
        )

    def _gain(self, after: Best) -> str:
        """Return the first goal that is better reached, in words."""
        gains = differences(self.lists.best, [after]).gains(after.goals)[0]
        first = np.flatnonzero(gains)
        if not len(first):
            return "an equally good list"
        name = after.goals[first[0]].level.name
        if name == FIRST_COME and gains[first[0]] < 1:
            return "an earlier request served instead of a later one"
        return gain_words(name, float(gains[first[0]]) / (MICRO if name in BY_SCORE else 1))

    def _bought(self, row: Row, after: Best, served: Ints) -> Iterator[Bought]:
        """Yield each pair by which somebody has a seat more."""
        prepared, instance = self.lists.prepared, after.instance
        new = np.flatnonzero(after.chosen & ~self.lists.best.chosen & np.isin(instance.mentee, served))
        ids, mentors = (texts(prepared.roster.table(one), f"{one[:-1]}_id") for one in ("mentees", "mentors"))
        for pair in new.tolist():
            mentee, tier = int(instance.mentee[pair]), int(prepared.candidates.tier[pair])
            yield {
                "kind": row.kind,
                "code": row.code,
                "mentee_id": ids[mentee],
                "region": self.tally.region[mentee],
                "place": self.place(mentee),
                "mentor_id": mentors[instance.mentor[pair]],
                "tier": prepared.policy.tiers[tier].name if tier >= 0 else "",
                "score": int(instance.score[pair]) / MICRO,
            }

    def place(self, mentee: int) -> int | None:
        """Return the place in the order of requests of the first seat that somebody misses; None where it does not count."""
        best = self.lists.best
        if FIRST_COME not in best.levels:
            return None
        new = self.tally.new(best.chosen)[mentee]
        return int(Queue.of(best.instance).place(np.array([mentee]), np.array([new]))[0]) + 1

    def _missing(self, row: Row) -> int:
        """Return how many funded pairs more it takes for one more to be there: more than 1 where the cap is exceeded."""
        return self.tally.counts(row, self.lists.best.chosen).paid + 1 - (row.funded or 0)

    def _raised(self, own: Sequence[Row], both: Sequence[Row]) -> str:
        whole = self.lists.rows.all
        if not own:
            return f"{self._missing(whole)} more in all"
        here = self._missing(own[0])
        if len(both) == 1:
            return f"{here} more here"
        more = self._missing(whole)
        return f"{here} more here and in all" if here == more else f"{here} more here and {more} in all"

    def _left(self, row: Row) -> str:
        left = (row.funded or 0) - self.tally.counts(row, self.lists.best.chosen).paid
        where = " in all" if row.kind == ALL else ""
        return f"{left} funded {'place is' if left == 1 else 'places are'} left{where}"

    def _because(self, row: Row, first: str) -> str:
        """Return why nobody more of a row is served with one funded pair more."""
        own = self.tally.own(row)
        counts = {name: int(missing[own].sum()) for name, missing in self.reasons.items()}
        said = [
            words.format(count, "waits" if count == 1 else "wait", "has" if count == 1 else "have")
            for name, words in _REASONS.items()
            if (count := counts[name])
        ]
        return "; ".join([*([first] if first else []), *said])


_REASONS = {
    "for_money": "other caps stand in the way of {0}",
    "no_seat": "{0} {1} for a seat",
    "no_mentor": "{0} {2} no possible mentor",
    "other": "{0} {1} because of other rules",
}


def _renamed(step: Step, raised: str) -> Step:
    bought = [{**one, "kind": ALL, "code": ""} for one in step.bought]
    return Step(raised, step.best, step.served, step.instead, step.cents, step.said, bought)


def step_words(buying: Buying, step: Step) -> str:
    """Return what one funded pair more buys, in a sentence without its end."""
    if step.best is None:
        return f"nothing: {step.said}" if step.said else "nothing"
    said = "; ".join(_pair_words(one) for one in step.bought) or step.said
    if step.instead:
        ids = texts(buying.lists.prepared.roster.mentees, "mentee_id")
        said += (
            f"; instead of {few([_with_region(buying, str(ids[one]), one) for one in step.instead], SHOWN)}"
        )
    return said if step.cents is None else f"{said}; {dollar_words(step.cents / 100)}"


def _with_region(buying: Buying, one: str, mentee: int) -> str:
    return f"{one} ({buying.tally.region[mentee]})"


def _pair_words(one: Bought) -> str:
    place = "" if one["place"] is None else f"place {one['place']}, "
    tier = f"{one['tier']}, " if one["tier"] else ""
    return (
        f"{one['mentee_id']} ({place}{one['region']}) with {one['mentor_id']}, {tier}fit {one['score']:.2f}"
    )

"""Why somebody does not have a certain mentor: the rules that forbid it, or exactly what it would cost."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.compatibility import MICRO
from matcher.explanation.forcing import Forced
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.roster.text import few
from matcher.solving import LevelCheck
from matcher.solving.levels import FIRST_COME, WORST_OFF

SHOWN = 6
EQUAL = "Another list is as good at every goal and has this pair; a fixed choice decided."


@dataclass(frozen=True)
class WhyNot:
    """Why a list does not have one pair; `str()` of it is text for people.

    Parameters
    ----------
    mentee_id, mentor_id
        The pair that is asked about.
    rules
        The rules that forbid it, in words; then the rest is empty.
    status
        "listed", "forbidden", "impossible" (a limit, minimum or fixed pair leaves no list that has it), "equal" or "worse".
    sentence
        What having it would come to.
    goals
        `goal`, `before` and `after`: what the list reaches at each goal as it is, and the best that has the pair, without
        the confirmed pairs, in the goal's own unit.
    moves
        `mentee_id`, `before` and `after`: whose mentors would change, with their ids joined by ``;``.
    """

    mentee_id: str
    mentor_id: str
    rules: tuple[str, ...]
    status: str
    sentence: str
    goals: pd.DataFrame
    moves: pd.DataFrame

    def __str__(self) -> str:
        lines = [f"{self.mentee_id} with {self.mentor_id}", self.sentence]
        if len(self.moves):
            said = [
                f"{row['mentee_id']}: {row['before'] or 'nobody'} → {row['after'] or 'nobody'}"
                for row in self.moves.to_dict("records")
            ]
            lines.append(f"Others than now would have: {few(said, SHOWN, '; ')}.")
        return "\n".join(lines)


def no_goals() -> pd.DataFrame:
    """Return a table of goals without rows."""
    return pd.DataFrame({"goal": [], "before": [], "after": []})


def no_moves() -> pd.DataFrame:
    """Return a table of moves without rows."""
    return pd.DataFrame({"mentee_id": [], "before": [], "after": []}, dtype=object)


def goals_table(forced: Forced) -> pd.DataFrame:
    """Return what the list reaches at each goal, before and after."""
    rows = [
        (one.level.name, _in_units(one), _in_units(other))
        for one, other in zip(forced.before, forced.after, strict=True)
    ]
    return pd.DataFrame(rows, columns=["goal", "before", "after"])


def moves_table(prepared: Prepared, before: Mask, after: Mask) -> pd.DataFrame:
    """Return whose mentors change, and how."""
    mentees = texts(prepared.roster.mentees, "mentee_id")
    people = np.unique(prepared.instance.mentee[before != after]).tolist()
    columns = {
        name: [";".join(_mentors_of(prepared, chosen, one)) for one in people]
        for name, chosen in (("before", before), ("after", after))
    }
    return pd.DataFrame({"mentee_id": mentees[people], **columns}, dtype=object)


def _mentors_of(prepared: Prepared, chosen: Mask, mentee: int) -> Iterator[str]:
    pairs = np.arange(*prepared.candidates.starts[[mentee, mentee + 1]].tolist())
    ids = texts(prepared.roster.mentors, "mentor_id")
    yield from ids[prepared.instance.mentor[pairs[chosen[pairs]]]]


def _in_units(one: LevelCheck) -> float | None:
    if one.value is None:
        return None
    return one.value / MICRO if one.level.name in ("compatibility", WORST_OFF) else one.value


def price_sentence(prepared: Prepared, forced: Forced, chosen: Mask) -> tuple[str, str]:
    """Return the status of a forced pair, and what it comes to as a sentence.

    Parameters
    ----------
    chosen
        bool per possible pair: the list as it is.
    """
    if forced.chosen is None:
        return "impossible", "No list has this pair: a limit, a minimum or a fixed pair stands against it."
    for before, after in zip(forced.before, forced.after, strict=True):
        if before.value != after.value or (
            before.level.name == FIRST_COME and not _serves_the_same(prepared, chosen, forced.chosen)
        ):
            return "worse", f"With this pair {_worse(prepared, forced, chosen, before, after)}."
    return "equal", EQUAL


def _serves_the_same(prepared: Prepared, one: Mask, other: Mask) -> bool:
    return np.array_equal(_served(prepared, one), _served(prepared, other))


def _served(prepared: Prepared, chosen: Mask) -> Ints:
    instance = prepared.instance
    found: Ints = np.bincount(instance.mentee[chosen], minlength=len(instance.demand)).astype(np.int64)
    return found


def _worse(prepared: Prepared, forced: Forced, chosen: Mask, before: LevelCheck, after: LevelCheck) -> str:
    """Return how the first goal that changes would be worse."""
    assert forced.chosen is not None
    name = before.level.name
    if name == FIRST_COME and before.value == after.value:
        return "an earlier request would have to wait for a later one"
    if name in ("served", FIRST_COME):
        return _fewer(_served(prepared, chosen), _served(prepared, forced.chosen), prepared)
    one, other = _in_units(before), _in_units(after)
    if name == WORST_OFF:
        now = "instead of no new pair at all" if one is None else f"instead of {one:.2f}"
        return f"the lowest fit would be {other:.2f} {now}"
    assert one is not None
    assert other is not None
    amount = abs(one - other)
    return {
        "home": f"{amount:.0f} {_pairs(amount)} fewer would be within one region",
        "fewest_changes": f"{amount:.0f} proposed {_pairs(amount)} fewer would be kept",
        "tiers": f"the kinds of match would be worse by {amount:.0f} in all, {other:.0f} instead of {one:.0f}",
        "compatibility": f"the fit of all pairs together would be lower by {amount:.3f}",
        "balance": "mentors would be less evenly loaded",
    }[name]


def _fewer(before: Ints, after: Ints, prepared: Prepared) -> str:
    stands = prepared.instance.seats_before > 0
    people = int(((before > 0) | stands).sum() - ((after > 0) | stands).sum())
    if people > 0:
        return f"{people} {'person' if people == 1 else 'people'} fewer would have a mentor"
    seats = int(before.sum() - after.sum())
    return f"{seats} seat{'' if seats == 1 else 's'} fewer would be filled"


def _pairs(count: float) -> str:
    return "pair" if count == 1 else "pairs"

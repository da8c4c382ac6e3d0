"""What fairness costs, as tables and as text."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from matcher.explanation.answer import Names
from matcher.roster.text import few

WORST_OFF, BALANCE = "worst_off", "balance"
SHOWN = 10
NAMED = 3
_KEPT = {
    "served": "people with a mentor",
    "home": "pairs within one region",
    "first_come": "the order of requests",
    "fewest_changes": "proposed pairs",
    "tiers": "kinds of match",
    WORST_OFF: "the lowest fit",
    BALANCE: "even loads",
}
_HEADS = {
    WORST_OFF: "The lowest fit of a new pair against the fit of all pairs together",
    BALANCE: "Evenly loaded mentors against the fit of all pairs together",
}
_COST = {
    WORST_OFF: "that the lowest fit is as high as can be costs nothing",
    BALANCE: "that loads are as even as can be costs nothing",
}
_WEIGHED = {WORST_OFF: "the lowest fit", BALANCE: "even loads"}


@dataclass(frozen=True)
class Tradeoff:
    """Every list of which none has both more fit and is fairer; `str()` of it is text for people.

    Parameters
    ----------
    goal
        What is weighed against the fit: ``worst_off`` or ``balance``.
    kept
        The goals that all these lists reach as well as any list can: those that the rules put before the fit.
    keeps
        Whether the list as it is reaches them so too; it does not where the rules put `goal` before one of them.
    now
        One row, what the list as it is reaches: `compatibility` (total fit), the goal's value, and for ``worst_off`` who
        has it (`worst_off_pairs`, "P1 with M1", joined by ``;``), for ``balance`` the `loads` (how many mentees: how
        many mentors).
    points
        The same for each list of the frontier, the highest total fit first; how many mentees have others than now
        (`changed`), and whether there may be more between it and the next (`gap_after`): the search was broken off there.
    moves
        `point` (from 0), `mentee_id`, `before`, `after`, `change`: in what each list of the frontier differs from now.
    behind
        The first kept goal at which the list as it is is worse than the lists of the frontier; empty where it `keeps` all.
    names
        For ``pairs``, by "P1 with M1", the same with names.
    """

    goal: str
    kept: tuple[str, ...]
    keeps: bool
    now: pd.DataFrame
    points: pd.DataFrame
    moves: pd.DataFrame
    behind: str = ""
    names: Names = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    @property
    def current(self) -> dict[Any, Any]:
        """Return what the list as it is reaches."""
        return self.now.to_dict("records")[0]

    @property
    def here(self) -> int | None:
        """Return the point that reaches what the list as it is reaches; None where it is not on the frontier."""
        now = self.current
        same = (self.points["compatibility"] == now["compatibility"]) & (
            (self.points[self.goal] == now[self.goal])
            | (self.points[self.goal].isna() & math.isnan(now[self.goal]))
        )
        return int(same.to_numpy().argmax()) if same.any() else None


def _lines(found: Tradeoff) -> Iterator[str]:
    yield _HEADS[found.goal]
    if found.kept:
        yield f"Kept as good as can be: {', '.join(_KEPT[name] for name in found.kept)}."
    yield f"This list: {_said(found)}."
    yield from _place(found)
    others = [
        row
        for place, row in enumerate(found.points.to_dict("records"))
        if not found.keeps or place != found.here
    ]
    for row in others if len(others) <= SHOWN else [*others[: SHOWN - 1], others[-1]]:
        yield f"  {_sentence(found, row)}"
        if len(others) > SHOWN and row is others[SHOWN - 2]:
            yield f"  … and {len(others) - SHOWN:,} more lists on the way to the last:"
    yield from _gaps(found)


def _place(found: Tradeoff) -> Iterator[str]:
    """Yield where the list as it is stands among those of the frontier."""
    if not found.keeps:
        yield (
            f"These rules put {_WEIGHED[found.goal]} before {_KEPT[found.behind]}, so that this list stands apart: it is not as "
            f"good there as can be. {_count(len(found.points), 'list is', 'lists are')}, and {'is' if len(found.points) == 1 else 'are'} "
            "no price of this one:"
        )
    elif found.here is None:
        yield "Another list has as much fit and is fairer, or as fair and has more: the rules ask for something else."
    elif len(found.points) == 1:
        yield f"This list is the best at both: {_COST[found.goal]} here."
    else:
        count = _count(len(found.points) - 1, "more list", "more lists")
        yield f"No list has more of the one without less of the other. The same is true of {count}:"


def _said(found: Tradeoff) -> str:
    """Return what the list as it is reaches."""
    row, goal = found.current, found.goal
    fit = f"fit {row['compatibility']:.3f} in all"
    if goal == BALANCE:
        return f"{fit}; {_loads_said(row['loads'])}"
    if math.isnan(row[goal]):
        return f"{fit}; no new pair"
    pairs = [found.names.get("pairs", {}).get(one, one) for one in row["worst_off_pairs"].split(";")]
    return f"{fit}; the lowest is {row[goal]:.3f}, {few(pairs, NAMED)}"


def _loads_said(loads: str) -> str:
    parts = [part.split(": ") for part in loads.split("; ") if part]
    said = [f"{_count(int(mentors), 'mentor')} with {load}" for load, mentors in parts]
    return f"{', '.join(said) or 'no mentor has anybody'}"


def _sentence(found: Tradeoff, row: dict[Any, Any]) -> str:
    """Return what another list would change and cost."""
    now = found.current
    people = _count(row["changed"], "person", "people")
    if not found.keeps:
        return f"{_apart(found, now, row)}; {people} would have others."
    return f"{_change(found.goal, now, row)} {_price(now, row)}; {people} would have others."


def _apart(found: Tradeoff, now: dict[Any, Any], row: dict[Any, Any]) -> str:
    """Return what a list reaches that is better at a goal which this one does not keep."""
    if found.goal == BALANCE:
        reached = (
            f"{_loads_said(row['loads'])} ({row[BALANCE]} instead of {now[BALANCE]} as a sum of squares)"
        )
        is_less = row[BALANCE] > now[BALANCE]
    else:
        values = ["none" if math.isnan(one[WORST_OFF]) else f"{one[WORST_OFF]:.3f}" for one in (row, now)]
        reached = f"Lowest fit {values[0]} instead of {values[1]}"
        is_less = row[WORST_OFF] < now[WORST_OFF]
    fit = f"fit {row['compatibility']:.3f} instead of {now['compatibility']:.3f} in all"
    worse = is_less and row["compatibility"] < now["compatibility"]
    return f"{reached}, {fit}{', less of both' if worse else ''}, but better at {_KEPT[found.behind]}"


def _change(goal: str, now: dict[Any, Any], row: dict[Any, Any]) -> str:
    if goal == BALANCE:
        return f"{_loads_said(row['loads'])} ({row[goal]} instead of {now[goal]} as a sum of squares)"
    if math.isnan(row[goal]):
        return "No new pair at all"
    if math.isnan(now[goal]) or row[goal] == now[goal]:
        return f"A lowest fit of {row[goal]:.3f}"
    verb = "Raising" if row[goal] > now[goal] else "Lowering"
    return f"{verb} the lowest fit from {now[goal]:.3f} to {row[goal]:.3f}"


def _price(now: dict[Any, Any], row: dict[Any, Any]) -> str:
    lost = now["compatibility"] - row["compatibility"]
    share = abs(lost) / now["compatibility"] if now["compatibility"] else 0.0
    amount = f"{_amount(abs(lost))} of the total fit ({_percent(share)})"
    if not lost:
        return "would cost nothing"
    return f"would cost {amount}" if lost > 0 else f"would bring {amount} more"


def _amount(value: float) -> str:
    return f"{value:.3f}" if value >= 0.0005 else "less than 0.001"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%" if share >= 0.0005 else "less than 0.1%"


def _gaps(found: Tradeoff) -> Iterator[str]:
    """Yield where the search was broken off."""
    values = found.points[found.goal].tolist()
    gaps = found.points.index[found.points["gap_after"]].tolist()
    if gaps:
        said = few([f"{values[place]} and {values[place + 1]}" for place in gaps], SHOWN, "; ")
        yield f"Not fully searched: there may be more lists between those with these sums of squares: {said}."


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"

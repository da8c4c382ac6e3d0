"""What a replayed season answers, in plain words: how often to run, what to hold back, what the order of requests costs."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matcher.season.plan import AT_ONCE, HINDSIGHT
from matcher.season.sides import against, best_kind, percent, rows_of, spread
from matcher.season.spread import Spread, Words

if TYPE_CHECKING:
    from matcher.season.answer import SeasonReplay

SERVED = Words(
    "{} more [are|is] served", "{} fewer [are|is] served", "just as many are served", "how many are served"
)
WAIT = Words(
    "they wait {} days longer",
    "they wait {} days less",
    "they wait as long",
    "how long they wait",
    "days longer",
    "days less",
)
BEST = Words(
    "{} more [pairs|pair] of the best kind",
    "{} fewer [pairs|pair] of the best kind",
    "just as many pairs of the best kind",
    "pairs of the best kind",
)
FIT = Words(
    "a mean fit {} higher", "a mean fit {} lower", "the same mean fit", "the mean fit", "higher", "lower"
)


def how_often(found: "SeasonReplay") -> Iterator[str]:
    """Yield what running less often changes."""
    rhythms = found.scenarios["every"].unique().tolist()
    often = rows_of(found.scenarios, rhythms[0], 0.0)
    yield (
        f"{rhythms[0].capitalize()} batches serve {spread(often, 'served').shown()} of {found.facts['asking']:,} people, who wait "
        f"{spread(often, 'wait_mean').shown()} days on average."
    )
    for rhythm in rhythms[1:]:
        own = rows_of(found.scenarios, rhythm, 0.0)
        best = Spread.of(best_kind(found, rhythm, 0.0) - best_kind(found, rhythms[0], 0.0))
        yield (
            f"{rhythm.capitalize()} instead: {against(own, often, 'served').told(SERVED)}; "
            f"{against(own, often, 'wait_mean').told(WAIT)}; {best.told(BEST)}; "
            f"{against(own, often, 'mean_fit').told(FIT)}."
        )
    if len(rhythms) > 1:
        yield _in_short(found, rhythms)


def _in_short(found: "SeasonReplay", rhythms: Sequence[str]) -> str:
    """Return what the rhythms come to, where it is the same in every season."""
    often = rows_of(found.scenarios, rhythms[0], 0.0)
    others = [rows_of(found.scenarios, one, 0.0) for one in rhythms[1:]]
    served = [against(one, often, "served") for one in others]
    fits = [against(one, often, "mean_fit") for one in others]
    shown = "in these seasons" if found.facts["seeds"] > 1 else "in this season"
    if not any(one.is_clear for one in served):
        said = f"In short: how often you run makes no clear difference {shown} to how many are served."
    else:
        clear = [(one, name) for one, name in zip(served, rhythms[1:], strict=True) if one.is_clear]
        named = "; ".join(f"{name}: {one.told(SERVED)}" for one, name in clear)
        said = f"In short: how often you run makes a difference {shown} to how many are served ({named})."
    better = [name for one, name in zip(fits, rhythms[1:], strict=True) if one.is_clear and one.mean > 0]
    if better:
        return f"{said} Running {_or(better)} gives pairs that fit better, for longer waits."
    return f"{said} Running less often makes the waits longer and no clear difference to the fit."


def what_to_hold(found: "SeasonReplay") -> Iterator[str]:
    """Yield what holding seats back changes, for whom."""
    holds = [one for one in found.scenarios["hold"].unique().tolist() if one]
    if not holds:
        yield "Nothing beside what the rules hold back was tried: name shares, and the day until which (--hold 0.1 --until DATE)."
        return
    until = found.facts["until"]
    yield f"A share of each region's seats is held back until {until}; against holding nothing more back:"
    for every in found.scenarios["every"].unique():
        plain = rows_of(found.scenarios, every, 0.0)
        for hold in holds:
            own = rows_of(found.scenarios, every, hold)
            yield (
                f"{every.capitalize()}, {percent(hold)}: by then, {against(own, plain, 'served_by_then').told(SERVED)}. In the end, of those who "
                f"asked before, {against(own, plain, 'early_served').told(SERVED)}; of those who asked later, "
                f"{against(own, plain, 'late_served').told(SERVED)}; in all, "
                f"{against(own, plain, 'served').told(SERVED)}, and {against(own, plain, 'wait_mean').told(WAIT)}."
            )
    helped = [
        against(rows_of(found.scenarios, every, hold), rows_of(found.scenarios, every, 0.0), "late_served")
        for every in found.scenarios["every"].unique()
        for hold in holds
    ]
    if any(one.is_clear and one.mean > 0 for one in helped):
        yield "In short: holding back serves more of those who ask later; above stands at whose cost."
    else:
        yield (
            "In short: holding back does not clearly help those who ask later. When seats are given again, they go first to those "
            "who have waited longest."
        )


def cost_of_order(found: "SeasonReplay") -> Iterator[str]:
    """Yield what the order of requests, and batches, cost against knowing everything."""
    best, in_order = (found.at_once[found.at_once["every"] == name] for name in (HINDSIGHT, AT_ONCE))
    gained = Spread.of(best_kind(found, HINDSIGHT, 0.0) - best_kind(found, AT_ONCE, 0.0))
    yield (
        f"Knowing all requests beforehand, and serving as many as can be in whatever order: {spread(best, 'served').shown()} people. "
        f"Against one list at once in the order of requests: {against(best, in_order, 'served').told(SERVED)}; "
        f"{gained.told(BEST)}; {against(best, in_order, 'mean_fit').told(FIT)}."
    )
    for every in found.scenarios["every"].unique():
        own = rows_of(found.scenarios, every, 0.0)
        of_best = Spread.of(best_kind(found, every, 0.0) - best_kind(found, AT_ONCE, 0.0))
        yield (
            f"{every.capitalize()} batches against one list at once in that order: "
            f"{against(own, in_order, 'served').told(SERVED)}; {of_best.told(BEST)}; "
            f"{against(own, in_order, 'mean_fit').told(FIT)}."
        )


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

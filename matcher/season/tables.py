"""The rows of all replays as tables, and the differences that have a name."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from matcher.season.measuring import Measured, Row
from matcher.season.plan import AT_ONCE, HINDSIGHT, Task

BOUND = ["seed", "every", "served", "pairs", "tier_cost", "fit", "mean_fit"]
KEYS = ["seed", "every", "hold"]
FIRST_COME, BATCHING, HOLDING = "first come", "batching", "holding back"
_PRICES = ["served", "tier_cost", "fit", "mean_fit"]


def season_tables(tasks: Sequence[Task], found: Sequence[Measured]) -> dict[str, pd.DataFrame]:
    """Return the tables of an answer by name."""
    both = list(zip(tasks, found, strict=True))
    bounds = [(task, one) for task, one in both if task.every in (HINDSIGHT, AT_ONCE)]
    replays = [(task, one) for task, one in both if task.every not in (HINDSIGHT, AT_ONCE)]
    scenarios = _frame(replays, lambda one: [one.scenario])
    at_once = _frame(bounds, lambda one: [one.scenario])[BOUND]
    return {
        "scenarios": scenarios,
        "at_once": at_once,
        "kinds": _frame(both, lambda one: one.kinds),
        "waits": _frame(replays, lambda one: one.waits),
        "months": _frame(replays, lambda one: one.months),
        "prices": _prices(scenarios, at_once),
    }


def _frame(both: Iterable[tuple[Task, Measured]], rows: Callable[[Measured], Sequence[Row]]) -> pd.DataFrame:
    return pd.DataFrame([{**task._asdict(), **row} for task, one in both for row in rows(one)])


def _prices(scenarios: pd.DataFrame, at_once: pd.DataFrame) -> pd.DataFrame:
    """Return what the order of requests, batches and holding back cost, each against the one before."""
    best, in_order = (at_once[at_once["every"] == name] for name in (HINDSIGHT, AT_ONCE))
    plain = scenarios[scenarios["hold"] == 0]
    parts = [
        _lost(FIRST_COME, in_order.assign(every="", hold=0.0), best, ["seed"]),
        _lost(BATCHING, plain, in_order, ["seed"]),
        _lost(HOLDING, scenarios[scenarios["hold"] > 0], plain, ["seed", "every"]),
    ]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _lost(of: str, less: pd.DataFrame, more: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Return how much less one side comes to than the other; of the cost of the kinds of match how much more."""
    both = less.merge(more, on=on, suffixes=("", "_more"))
    columns: dict[str, Any] = {"of": of, **{name: both[name] for name in KEYS}}
    for name in _PRICES:
        sign = -1 if name == "tier_cost" else 1
        columns[name] = sign * (both[f"{name}_more"] - both[name])
    return pd.DataFrame(columns)

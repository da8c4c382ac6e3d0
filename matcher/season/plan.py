"""What is replayed, and one replay of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.season.batches import all_at_once, run_batches
from matcher.season.everybody import Everybody
from matcher.season.holding import Held
from matcher.season.measuring import Measured, in_all, kinds_of, measured
from matcher.season.rhythm import batch_days

HINDSIGHT, AT_ONCE = "hindsight", "first come, at once"


@dataclass(frozen=True)
class Plan:
    """What all replays of a season have in common.

    Parameters
    ----------
    asking
        bool per mentee: asks for somebody in this season.
    tiers, tier
        The names of the kinds of match; int64 per possible pair, -1 for none.
    first, last
        The days of the first and the last batch.
    until
        The day on which the seats are given that a scenario holds back, or else the last of those that the policy does;
        None where none are.
    declines
        The share of the pairs that are declined.
    held
        By scenario what is held back beside the policy.
    """

    everybody: Everybody
    asking: Mask
    tiers: tuple[str, ...]
    tier: Ints
    first: np.datetime64
    last: np.datetime64
    until: date | None
    declines: float
    held: Mapping[float, tuple[Held, ...]]


class Task(NamedTuple):
    """One replay: of which order of requests, at which rhythm or at once, and with which share held back."""

    seed: int
    every: str
    hold: float


def replayed(plan: Plan, task: Task) -> Measured:
    """Return what one replay comes to."""
    season = plan.everybody.dealt(task.seed, plan.asking)
    declines = season.declining(plan.declines, task.seed)
    if task.every in (HINDSIGHT, AT_ONCE):
        made = all_at_once(season, plan.asking, declines, in_order=task.every == AT_ONCE)
        return Measured(in_all(season, made), kinds_of(plan.tier, made, plan.tiers))
    season = replace(season, held=(*season.held, *plan.held[task.hold]))
    made = run_batches(season, plan.asking, batch_days(task.every, plan.first, plan.last), declines)
    return measured(season, plan.asking, made, (plan.tier, plan.tiers), plan.until)

"""The rows of one scenario, and how one differs from another in the same seasons."""

from typing import TYPE_CHECKING

import pandas as pd

from matcher.season.spread import Spread

if TYPE_CHECKING:
    from matcher.season.answer import SeasonReplay

DIGITS = {"wait_mean": 1, "mean_fit": 3, "early_wait": 1, "late_wait": 1}


def rows_of(table: pd.DataFrame, every: str, hold: float) -> pd.DataFrame:
    """Return the rows of one scenario, by seed."""
    return table[(table["every"] == every) & (table["hold"] == hold)]


def best_kind(found: "SeasonReplay", every: str, hold: float) -> "pd.Series[int]":
    """Return by seed how many pairs are of the best kind."""
    own = rows_of(found.kinds, every, hold)
    return own[own["tier_rank"] == 1].set_index("seed")["pairs"]


def spread(table: pd.DataFrame, name: str) -> Spread:
    """Return a column over all seasons."""
    return Spread.of(table[name], DIGITS.get(name, 0))


def against(own: pd.DataFrame, other: pd.DataFrame, name: str) -> Spread:
    """Return how much more one side has than the other in the same season."""
    return Spread.of(own[name].to_numpy() - other[name].to_numpy(), DIGITS.get(name, 0))


def percent(share: float) -> str:
    """Return a share as people write it."""
    return f"{100 * share:g}%"

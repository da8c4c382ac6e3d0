"""What a replayed season came to, in numbers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from matcher.arrays import Floats, Ints, Mask
from matcher.season.batches import Made
from matcher.season.everybody import Everybody

MICRO = 1e-6
WAITS = ((0, 0), (1, 7), (8, 14), (15, 30), (31, 60), (61, 90), (91, None))
"""Days from the request to the batch that served: from, up to."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """The rows of one replay, for each table."""

    scenario: Row
    kinds: list[Row]
    waits: list[Row] = field(default_factory=list)
    months: list[Row] = field(default_factory=list)


def in_all(everybody: Everybody, made: Made) -> Row:
    """Return how many were served and how well."""
    one = everybody.instance
    fit = int(one.score[made.pairs].sum())
    count = len(made.pairs)
    return {
        "served": len(np.unique(one.mentee[made.pairs])),
        "pairs": count,
        "tier_cost": int(one.tier_cost[made.pairs].sum()),
        "fit": fit * MICRO,
        "mean_fit": fit * MICRO / count if count else np.nan,
    }


def kinds_of(kinds: Ints, made: Made, tiers: tuple[str, ...]) -> list[Row]:
    """Return how many pairs are of each kind of match; `kinds` is int64 per possible pair, -1 for none."""
    counts = np.bincount(kinds[made.pairs] + 1, minlength=len(tiers) + 1)[1:]
    return [
        {"tier_rank": rank, "tier": name, "pairs": int(count)}
        for rank, (name, count) in enumerate(zip(tiers, counts, strict=True), 1)
    ]


def measured(
    everybody: Everybody,
    asking: Mask,
    made: Made,
    kinds: tuple[Ints, tuple[str, ...]],
    until: date | None,
) -> Measured:
    """Return what a replay came to.

    Parameters
    ----------
    asking
        bool per mentee: who asked.
    kinds
        int64 per possible pair, and the names of the kinds of match.
    until
        The day that parts early requests from late ones; None for none.
    """
    tier, tiers = kinds
    waits = waits_of(everybody, made)
    served = waits[asking & ~np.isnan(waits)]
    asked_on = everybody.requested.astype("datetime64[D]")
    scenario: Row = {
        "batches": len(made.days),
        "asked": int(asking.sum()),
        **in_all(everybody, made),
        "never": int(asking.sum()) - len(served),
        "declined": made.declined,
        **_spread_of(served),
    }
    if until is not None:
        early = asked_on < np.datetime64(until)
        in_time = made.pairs[made.day < np.datetime64(until)]
        scenario["served_by_then"] = len(np.unique(everybody.instance.mentee[in_time]))
        for name, own in (("early", asking & early), ("late", asking & ~early)):
            scenario |= {
                f"{name}_asked": int(own.sum()),
                f"{name}_served": int((own & ~np.isnan(waits)).sum()),
                f"{name}_wait": _mean(waits[own]),
            }
    return Measured(
        scenario,
        kinds_of(tier, made, tiers),
        [{"from_days": low, "to_days": high, "people": _waited(served, low, high)} for low, high in WAITS],
        _months(everybody, asking, made, tier, waits),
    )


def _waited(waits: Floats, low: int, high: int | None) -> int:
    """Return how many waited at least and at most so many days."""
    return int(np.sum((waits >= low) & (waits <= (np.inf if high is None else high))))


def waits_of(everybody: Everybody, made: Made) -> Floats:
    """Return each mentee's days from the request to the batch that gave the first mentor; NaN for who has none."""
    mentee = everybody.instance.mentee[made.pairs]
    asked_on = everybody.requested.astype("datetime64[D]")
    waits = np.full(len(asked_on), np.inf)
    np.minimum.at(waits, mentee, (made.day - asked_on[mentee]).astype(np.float64))
    waits[np.isinf(waits)] = np.nan
    return waits


def _spread_of(waits: Floats) -> Row:
    """Return the middle and the ends of some waits in days."""
    if not len(waits):
        return dict.fromkeys(("wait_mean", "wait_median", "wait_p90", "wait_longest"), np.nan)
    ordered = np.sort(waits)
    return {
        "wait_mean": _mean(waits),
        "wait_median": float(np.median(waits)),
        # The least wait that nine of ten people do not exceed.
        "wait_p90": float(ordered[-(-9 * len(ordered) // 10) - 1]),
        "wait_longest": float(ordered[-1]),
    }


def _months(everybody: Everybody, asking: Mask, made: Made, kinds: Ints, waits: Floats) -> list[Row]:
    """Return how the requests of each month fared."""
    instance = everybody.instance
    month = everybody.requested.astype("datetime64[M]")
    of_pair = month[instance.mentee[made.pairs]]
    rank, fit = kinds[made.pairs] + 1, instance.score[made.pairs] * MICRO
    found = []
    for one in np.unique(month[asking]):
        own, pairs = asking & (month == one), of_pair == one
        ranked = rank[pairs][rank[pairs] > 0]
        found.append(
            {
                "month": str(one),
                "asked": int(own.sum()),
                "served": int((own & ~np.isnan(waits)).sum()),
                "wait_mean": _mean(waits[own]),
                "tier_mean": _mean(ranked),
                "fit_mean": _mean(fit[pairs]),
            }
        )
    return found


def _mean(values: Floats | Ints) -> float:
    """Return the mean of what is known; NaN where nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else np.nan

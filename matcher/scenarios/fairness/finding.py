"""Find the frontier, and put it into tables."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from matcher.arrays import Mask
from matcher.compatibility import MICRO
from matcher.preparation import Prepared
from matcher.results import Listing, moves_between, standing_value
from matcher.roster import texts
from matcher.scenarios.fairness.answer import BALANCE, WORST_OFF, Tradeoff
from matcher.scenarios.what_if.measuring import measured
from matcher.solving import Best
from matcher.solving.frontiers import face_of, frontier_of_balance, frontier_of_lowest
from matcher.solving.frontiers.balance import MOST_LISTS
from matcher.solving.levels import new_pairs
from matcher.solving.worst_off import lowest_of


def tradeoff(listing: Listing, best: Best, goal: str, most_lists: int = MOST_LISTS) -> Tradeoff:
    """Return the frontier between total fit and another goal.

    Parameters
    ----------
    best
        The list as the engine knows it.
    goal
        ``worst_off`` or ``balance``.
    most_lists
        How many lists may be made to search between the corners of the frontier of ``balance``.
    """
    prepared = listing.prepared
    kept = goals_before(best.levels, goal)
    face = face_of(best, kept, goal)
    make = frontier_of_lowest if goal == WORST_OFF else partial(frontier_of_balance, most_lists=most_lists)
    found = make(best.instance, face)
    lists = [Listing.of(prepared, point.chosen) for point in found.points]
    changes = [moves_between(listing, one) for one in lists]
    points = pd.DataFrame([_row(one, goal) for one in lists])
    points["changed"] = [len(one) for one in changes]
    points["gap_after"] = [place in found.gaps for place in range(len(lists))]
    keeps, now = face.holds(face.flow_of(best.chosen, best.instance)), pd.DataFrame([_row(listing, goal)])
    return Tradeoff(
        goal=goal,
        kept=kept,
        keeps=keeps,
        now=now,
        points=points,
        moves=_joined(changes),
        behind="" if keeps else _behind(listing, lists[0], kept),
        names={"pairs": _names_of_pairs(listing, now)},
    )


def _behind(listing: Listing, kept_best: Listing, kept: Sequence[str]) -> str:
    """Return the first goal at which a list reaches another value than one that keeps them all."""
    now, then = (measured(one.prepared, one.chosen, kept) for one in (listing, kept_best))
    return next(name for name in kept if now[name].value != then[name].value)


def _names_of_pairs(listing: Listing, now: pd.DataFrame) -> dict[str, str]:
    """Return the worst-off pairs with names, by what the table says of them."""
    told = set(now["worst_off_pairs"][0].split(";")) if "worst_off_pairs" in now else set()
    ids, named = [], []
    for side, places in (("mentee", listing.mentee), ("mentor", listing.mentor)):
        table = listing.prepared.roster.table(f"{side}s")
        own, names = texts(table, f"{side}_id")[places], texts(table, "name")[places]
        ids.append(own)
        named.append([f"{name} ({one})" if name else one for one, name in zip(own, names, strict=True)])
    pairs = zip(map(" with ".join, zip(*ids, strict=True)), zip(*named, strict=True), strict=True)
    return {one: " with ".join(both) for one, both in pairs if one in told}


def goals_before(levels: Sequence[str], goal: str) -> tuple[str, ...]:
    """Return the goals that stand before the fit, but for the one that is weighed against it."""
    place = list(levels).index("compatibility") if "compatibility" in levels else len(levels)
    return tuple(name for name in levels[:place] if name != goal)


def _row(listing: Listing, goal: str) -> dict[str, Any]:
    """Return what a list reaches, as a row of the table."""
    prepared = listing.prepared
    fit = int(prepared.instance.score[listing.chosen].sum()) + standing_value(prepared, "compatibility")
    if goal == BALANCE:
        used = _used(listing)
        squares = int((used[prepared.rules.here[1]] ** 2).sum())
        return {"compatibility": fit / MICRO, BALANCE: squares, "loads": _loads(used)}
    lowest = lowest_of(prepared.instance, listing.chosen)
    return {
        "compatibility": fit / MICRO,
        WORST_OFF: np.nan if lowest is None else lowest / MICRO,
        "worst_off_pairs": _pairs_of(prepared, listing.chosen, lowest),
    }


def _used(listing: Listing) -> Any:
    """Return how many mentees each mentor has."""
    prepared = listing.prepared
    new = prepared.candidates.mentor[listing.chosen]
    return prepared.taken + np.bincount(new, minlength=len(prepared.taken))


def _loads(used: Any) -> str:
    """Return how many mentors have how many mentees, the most first: "3: 1; 2: 20; 1: 60"."""
    counts = np.bincount(used)
    return "; ".join(f"{load}: {counts[load]}" for load in np.flatnonzero(counts)[::-1].tolist() if load)


def _pairs_of(prepared: Prepared, chosen: Mask, lowest: int | None) -> str:
    """Return the new pairs of the lowest fit: "P1 with M1", joined by ``;``."""
    if lowest is None:
        return ""
    pairs = np.flatnonzero(chosen & new_pairs(prepared.instance) & (prepared.instance.score == lowest))
    mentees = texts(prepared.roster.mentees, "mentee_id")[prepared.candidates.mentee[pairs]]
    mentors = texts(prepared.roster.mentors, "mentor_id")[prepared.candidates.mentor[pairs]]
    return ";".join(f"{one} with {other}" for one, other in zip(mentees, mentors, strict=True))


def _joined(changes: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return whose mentors are others than now, for all points."""
    tables = [one.assign(point=place) for place, one in enumerate(changes)]
    joined = pd.concat(tables, ignore_index=True)
    return joined[["point", "mentee_id", "before", "after", "change"]]

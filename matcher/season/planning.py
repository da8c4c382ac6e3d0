"""Everybody of a season, ready to be replayed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np

from matcher.arrays import Mask
from matcher.explanation import crossing_limits, impossible_pairs
from matcher.matching import InfeasibleError
from matcher.policy import HeldBack, Policy
from matcher.preparation import Prepared, prepare
from matcher.roster import InputError, Problem, Roster
from matcher.season.batch import Standing
from matcher.season.everybody import Everybody
from matcher.season.holding import Held
from matcher.season.plan import Plan


def plan_season(
    roster: Roster, policy: Policy, overlays: Mapping[float, Sequence[HeldBack]], declines: float = 0.0
) -> tuple[Prepared, Plan]:
    """Return everybody of a season, and what its replays have in common.

    Parameters
    ----------
    roster
        Its codes must be the policy's; see `matcher.reading.conform`.
    overlays
        By scenario what is held back beside the policy.
    declines
        The share of the pairs that are declined.

    Raises
    ------
    InputError
        Limits, or seats held back, cut through each other.
    InfeasibleError
        A fixed pair is forbidden.
    """
    prepared = _prepared(roster, policy)
    crossing = crossing_limits(prepared)
    for overlay in overlays.values():
        crossing = crossing or _crossing_while_held(roster, policy, [*policy.held_back, *overlay])
    if crossing:
        raise InputError(crossing)
    return prepared, _plan(prepared, policy, overlays, declines)


def _prepared(roster: Roster, policy: Policy) -> Prepared:
    """Return everybody who is there at any time of the season, with nothing held back."""
    free = policy.model_copy(update={"held_back": []})
    prepared = prepare(roster, free, at=policy.program.ends.isoformat())
    clashes = impossible_pairs(prepared)
    if clashes:
        raise InfeasibleError(clashes)
    return prepared


def _crossing_while_held(roster: Roster, policy: Policy, held: Sequence[HeldBack]) -> list[Problem]:
    """Return which limits and seats held back cut through each other on the last day on which all are held."""
    if not held:
        return []
    day = min(one.until for one in held) - timedelta(days=1)
    tried = policy.model_copy(update={"held_back": list(held)})
    return crossing_limits(prepare(roster, tried, at=day.isoformat()))


def _plan(
    prepared: Prepared, policy: Policy, overlays: Mapping[float, Sequence[HeldBack]], declines: float
) -> Plan:
    everybody = Everybody.of(prepared, policy.held_back)
    ends = np.datetime64(policy.program.ends)
    days = everybody.requested.astype("datetime64[D]")
    waiting = Standing.at_first(everybody).left > 0
    asking: Mask = waiting & (days <= ends)
    tried = [one.until for overlay in overlays.values() for one in overlay]
    untils = tried or [one.until for one in policy.held_back]
    return Plan(
        everybody=everybody,
        asking=asking,
        tiers=tuple(tier.name for tier in policy.tiers),
        tier=prepared.candidates.tier,
        first=min([ends, *np.sort(days[asking])[:1]]),
        last=ends,
        until=max(untils, default=None),
        declines=declines,
        held={
            share: tuple(Held.of(prepared.rules, one) for one in overlay)
            for share, overlay in overlays.items()
        },
    )

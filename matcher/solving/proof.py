"""Check by plain arithmetic, without a solver, that a list is the best one.

For any prices, the cost of a circulation is the sum over the arcs of flow times reduced cost, since prices cancel
round every cycle. So the least that any circulation on a face can cost is at least the sum of each reduced cost at
the bound that is better for it. A list that reaches this bound is optimal, and every other optimal list has its
flow at the same bounds wherever the reduced cost is not zero: that is the face for the next level.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance
from matcher.solving.levels import (
    FIRST_COME,
    SUPPORTED,
    TIE_BREAK,
    WORST_OFF,
    Level,
    cost_level,
    forbidding,
    new_pairs,
    tie_break,
)
from matcher.solving.marks import Marks, Ways, seat_targets, waiting
from matcher.solving.network import Network, build
from matcher.solving.prices import least_cost, least_sum, reduced_costs, sound_reduced_costs
from matcher.solving.queue import Queue
from matcher.solving.uniqueness import is_unique
from matcher.solving.worst_off import below, lowest_of


def _nobody() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Proof:
    """What proves a list.

    Parameters
    ----------
    levels
        Names in order; ``tie_break`` stands as often as it took until the list was unique.
    prices
        int64, levels × nodes (mentees, mentors, root, groups); zeros for ``first_come``.
    marks
        What proves ``first_come``; see `matcher.solving.marks`.
    """

    levels: tuple[str, ...]
    prices: Ints
    marks: Marks


@dataclass(frozen=True)
class LevelCheck:
    """What a list reaches at one level, and what the proof says can be reached.

    Parameters
    ----------
    value, bound
        In the level's whole units; for ``first_come`` seats served; for ``worst_off`` None where there is no new pair.
        A bound of None bounds nothing.
    proven
        Whether the list is proven to be the best at this level.
    passed_over
        The mentees who are without a seat although the proof does not show that they could not have one.
    excluded
        The listed pairs that are in no best list at this level.
    """

    level: Level
    value: int | None
    bound: int | None
    proven: bool
    passed_over: Ints = field(default_factory=_nobody)
    excluded: Ints = field(default_factory=_nobody)


@dataclass(frozen=True)
class Verdict:
    """The checks of all levels, as far as they hold and the first that does not, and whether the list is unique."""

    checks: Sequence[LevelCheck]
    unique: bool

    @property
    def failure(self) -> LevelCheck | None:
        """Return the first level that does not hold."""
        return next((check for check in self.checks if not check.proven), None)


def check(
    instance: Instance, levels: Sequence[str], proof: Proof, chosen: Mask, network: Network | None = None
) -> Verdict:
    """Check a list against its proof.

    Parameters
    ----------
    levels
        The goals that are to be proven, in their order; a proof in another order proves another list.
    chosen
        bool per pair: the list.
    network
        That of the instance and the levels, where it is built already.

    Raises
    ------
    ValueError
        The proof is none for this instance: its shape or its levels do not fit. Or the list breaks a hard rule.
    CrossingGroups
        The groups do not nest.
    """
    if not instance.allows(chosen):
        raise ValueError("The list breaks a hard rule.")
    network = network or build(instance, levels)
    _check_fit(network, levels, proof)
    flow = network.flow_of(chosen, instance)
    checks: list[LevelCheck] = []
    salt = 0
    for name, price in zip(proof.levels, proof.prices, strict=True):
        if name == FIRST_COME:
            checks.append(_check_first_come(network, flow, Queue.of(instance), proof.marks))
            network = network.with_seats_of(flow)
        elif name == WORST_OFF:
            checks.append(_check_worst_off(instance, network, chosen, price))
            network = network.without(below(instance, lowest_of(instance, chosen)))
        else:
            level = (
                tie_break(instance, network, salt)
                if name == TIE_BREAK
                else cost_level(name, instance, network)
            )
            salt += name == TIE_BREAK
            found, network = _check_cost(level, network, flow, price)
            checks.append(found)
        if not checks[-1].proven:
            return Verdict(checks, unique=False)
    return Verdict(checks, is_unique(network, flow))


def face_after(instance: Instance, network: Network, proof: Proof, chosen: Mask, count: int) -> Network:
    """Return what the first goals of a proof leave to choose from, none of which is ``tie_break``.

    Parameters
    ----------
    network
        Of `instance`; which seats have arcs of their own may be otherwise than where the proof was made.
    chosen
        bool per pair: the list that is proven.
    count
        How many goals.
    """
    flow = network.flow_of(chosen, instance)
    for name, price in zip(proof.levels[:count], proof.prices, strict=False):
        if name == FIRST_COME:
            network = network.with_seats_of(flow)
        elif name == WORST_OFF:
            network = network.without(below(instance, lowest_of(instance, chosen)))
        else:
            cost = cost_level(name, instance, network).cost
            network = network.fixed_by(reduced_costs(network, cost, price))
    return network


def _check_fit(network: Network, levels: Sequence[str], proof: Proof) -> None:
    """Refuse a proof about something else."""
    marks = proof.marks
    places = np.concatenate([marks.target, marks.node])
    if proof.prices.shape != (len(proof.levels), network.nodes) or np.any(
        (places < 0) | (places >= network.nodes)
    ):
        raise ValueError("The proof is about other people.")
    if (
        proof.levels[: len(levels)] != tuple(levels)
        or set(proof.levels[len(levels) :]) != {TIE_BREAK}
        or not set(levels) <= set(SUPPORTED)
    ):
        raise ValueError("The proof is about other goals, or about the same in another order.")


def _check_cost(level: Level, network: Network, flow: Ints, price: Ints) -> tuple[LevelCheck, Network]:
    """Check one goal that is a sum, and return what it leaves to choose from."""
    value, reduced = level.value(flow), sound_reduced_costs(network, level.cost, price)
    least = None if reduced is None else least_sum(network, reduced)
    if reduced is None or least is None:
        return LevelCheck(level, value, None, proven=False), network
    bound = -least if level.sense == "most" else least
    pairs = network.pair_arcs
    excluded = np.flatnonzero((reduced[pairs] > 0) & (flow[pairs] > network.lower[pairs]))
    found = LevelCheck(level, value, bound, proven=value == bound, excluded=excluded)
    return found, network.fixed_by(reduced)


def _check_worst_off(instance: Instance, network: Network, chosen: Mask, price: Ints) -> LevelCheck:
    """Check that no list on the face is without all pairs up to the lowest of this one.

    The prices bound from below how many of them every list has; from 1 on, none is without.
    """
    level = Level(WORST_OFF, np.zeros(len(network.tail), dtype=np.int64))
    lowest = lowest_of(instance, chosen)
    if lowest is None:
        return LevelCheck(level, None, None, proven=True)
    lowest_and_below = new_pairs(instance) & (instance.score <= lowest)
    fewest = least_cost(network, forbidding(network, lowest_and_below), price)
    proven = fewest is not None and fewest >= 1
    return LevelCheck(level, lowest, lowest if proven else None, proven)


def _check_first_come(network: Network, flow: Ints, queue: Queue, marks: Marks) -> LevelCheck:
    """Check that nobody without a seat could have had one with everybody earlier still served.

    The nodes with marks up to some place must be closed: no way that a request at that place could use leads out.
    """
    mentees, places, sources = waiting(network, flow, queue)
    ways = Ways.of(network, flow, queue)
    unproven = [_nobody()]
    targets = seat_targets(network, flow)[sources]
    for target in np.unique(targets).tolist():
        own, mark = targets == target, marks.towards(target, network.nodes)
        covered = ways.after(int(places[own].min())).all_covered_by(mark)
        closed = (mark[mentees] <= places) & (mark[sources] > places) & covered
        unproven.append(mentees[own & ~closed])
    passed_over = np.concatenate(unproven)
    level = Level(FIRST_COME, np.zeros(len(network.tail), dtype=np.int64))
    filled = int(network.seats_by_mentee(flow).sum())
    return LevelCheck(level, filled, filled, proven=not len(passed_over), passed_over=passed_over)

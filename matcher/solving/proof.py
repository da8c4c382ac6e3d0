"""Check by plain arithmetic, without a solver, that a list is the best one.

For any prices, the cost of a circulation is the sum over the arcs of flow times reduced cost, since prices cancel
round every cycle. So the least that any circulation on a face can cost is at least the sum of each reduced cost at
the bound that is better for it. A list that reaches this bound is optimal, and every other optimal list has its
flow at the same bounds wherever the reduced cost is not zero: that is the face for the next level.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.first_come import ALIVE, Queue
from matcher.solving.instance import Instance
from matcher.solving.levels import FIRST_COME, SUPPORTED, TIE_BREAK, Level, cost_level, tie_break
from matcher.solving.network import Network, build
from matcher.solving.prices import reduced_costs
from matcher.solving.uniqueness import is_unique

LARGEST = 1 << 60
MEANINGLESS = -1 << 62
"""The bound of prices that prove nothing; no list reaches it."""
NOBODY: Ints = np.array([], dtype=np.int64)


@dataclass(frozen=True)
class Proof:
    """What proves a list.

    Parameters
    ----------
    levels
        Names in order; ``tie_break`` stands as often as it took until the list was unique.
    prices
        int64, levels × nodes (mentees, mentors, root).
    dead
        int64 per node: the place in the queue of the search that marked it, or `ALIVE`; see
        `matcher.solving.first_come`.
    """

    levels: tuple[str, ...]
    prices: Ints
    dead: Ints


@dataclass(frozen=True)
class LevelCheck:
    """What a list reaches at one level, and what the proof says can be reached.

    Parameters
    ----------
    value, bound
        In the level's whole units; for ``first_come`` seats served.
    passed_over
        The mentees who are without a seat although the proof does not show that they could not have one.
    excluded
        The listed pairs that are in no best list at this level.
    """

    level: Level
    value: int
    bound: int
    passed_over: Ints
    excluded: Ints

    @property
    def holds(self) -> bool:
        """Whether the list is proven to be the best at this level."""
        return self.value == self.bound and not len(self.passed_over)


@dataclass(frozen=True)
class Verdict:
    """The checks of all levels, as far as they hold and the first that does not, and whether the list is unique."""

    checks: Sequence[LevelCheck]
    unique: bool

    @property
    def failure(self) -> LevelCheck | None:
        """Return the first level that does not hold."""
        return next((check for check in self.checks if not check.holds), None)


def check(instance: Instance, levels: Sequence[str], proof: Proof, chosen: Mask) -> Verdict:
    """Check a list that keeps every hard rule against its proof.

    Parameters
    ----------
    levels
        The goals that are to be proven, in their order; a proof in another order proves another list.
    chosen
        bool per pair: the list.

    Raises
    ------
    ValueError
        The proof is none for this instance: its shape or its levels do not fit.
    """
    network = build(instance, split_first_seats="served" in proof.levels)
    if proof.prices.shape != (len(proof.levels), network.nodes) or proof.dead.shape != (network.nodes,):
        raise ValueError("The proof is about other people.")
    last = proof.levels[len(levels) :]
    if (
        proof.levels[: len(levels)] != tuple(levels)
        or set(last) != {TIE_BREAK}
        or not set(levels) <= set(SUPPORTED)
    ):
        raise ValueError("The proof is about other goals, or about the same in another order.")
    flow = network.flow_of(chosen)
    checks: list[LevelCheck] = []
    salt = 0
    for name, price in zip(proof.levels, proof.prices, strict=True):
        if name == FIRST_COME:
            checks.append(_check_first_come(instance, network, flow, proof.dead))
            network = network.with_seats_of(flow)
        else:
            level = (
                tie_break(instance, network, salt)
                if name == TIE_BREAK
                else cost_level(name, instance, network)
            )
            salt += name == TIE_BREAK
            checks.append(_check_cost(level, network, flow, price))
            network = network.fixed_by(reduced_costs(network, level.cost, price))
        if not checks[-1].holds:
            return Verdict(checks, unique=False)
    return Verdict(checks, is_unique(network, flow))


def _check_cost(level: Level, network: Network, flow: Ints, price: Ints) -> LevelCheck:
    if not _fits(network, level, price):
        # Sums could wrap round and seem to be small: such prices prove nothing.
        return LevelCheck(level, level.value(flow), MEANINGLESS, NOBODY, NOBODY)
    reduced = reduced_costs(network, level.cost, price)
    least = int(np.minimum(reduced * network.lower, reduced * network.upper).sum())
    bound = -least if level.sense == "most" else least
    pairs = network.pair_arcs
    excluded = np.flatnonzero((reduced[pairs] > 0) & (flow[pairs] > network.lower[pairs]))
    return LevelCheck(level, level.value(flow), bound, NOBODY, excluded)


def _fits(network: Network, level: Level, price: Ints) -> bool:
    """Whether no sum of reduced costs can leave the range of int64."""
    if len(price) and (price.min() < -LARGEST or price.max() > LARGEST):
        return False
    reduced = reduced_costs(network, level.cost, price)
    return float(np.abs(reduced).astype(np.float64) @ network.upper.astype(np.float64)) < LARGEST


def _check_first_come(instance: Instance, network: Network, flow: Ints, dead: Ints) -> LevelCheck:
    """Check that nobody without a seat could have had one with everybody earlier still served.

    The nodes marked up to some place must be closed: no pair leads out of them that could be changed, no free seat is
    in them, and no seat held by somebody who asked later. Then nobody in them can have one seat more.
    """
    queue = Queue.of(instance)
    served, kept, most = (network.seats_by_mentee(amount) for amount in (flow, network.lower, network.upper))
    wanting = np.flatnonzero(served < most)
    unproven = wanting[dead[wanting] > queue.place(wanting, served[wanting])]
    holding = np.flatnonzero(served > kept)
    takeable = holding[queue.place(holding, served[holding] - 1) >= dead[holding]]
    pairs, mentors = network.pair_arcs, network.mentor_arcs
    open_seats = network.tail[mentors][flow[mentors] < network.upper[mentors]]
    closed = (
        _leads_nowhere(network, pairs, flow, dead)
        and not len(takeable)
        and bool(np.all(dead[open_seats] == ALIVE))
    )
    level = Level(FIRST_COME, np.zeros(len(network.tail), dtype=np.int64))
    filled = int(served.sum())
    return LevelCheck(level, filled, filled, unproven if closed else wanting, NOBODY)


def _leads_nowhere(network: Network, pairs: slice, flow: Ints, dead: Ints) -> bool:
    """Whether no pair that could be changed leads from a node to one that was marked later, or never."""
    free = network.free[pairs]
    mentee, mentor = network.tail[pairs][free], network.head[pairs][free]
    taken = flow[pairs][free] > 0
    return bool(np.all(np.where(taken, dead[mentee] <= dead[mentor], dead[mentor] <= dead[mentee])))

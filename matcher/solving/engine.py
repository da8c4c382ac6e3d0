"""Solve level after level, each on the optimal face of those before it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.first_come import ALIVE, Queue, serve_in_order
from matcher.solving.flow import SolverFailure, cheapest_flow
from matcher.solving.instance import Instance
from matcher.solving.levels import FIRST_COME, TIE_BREAK, Level, cost_level, tie_break
from matcher.solving.network import Network, build
from matcher.solving.prices import node_prices, reduced_costs
from matcher.solving.proof import Proof
from matcher.solving.uniqueness import is_unique

MOST_SALTS = 64


@dataclass(frozen=True)
class Solution:
    """The best list, and why there is no better one.

    Parameters
    ----------
    chosen
        bool per pair.
    proof
        Prices and marks by level; see `matcher.solving.proof`.
    seconds
        By level, in order.
    """

    chosen: Mask
    proof: Proof
    seconds: dict[str, float]


@dataclass
class _State:
    """The face that is left, a circulation on it, and the proof so far."""

    network: Network
    flow: Ints
    names: list[str] = field(default_factory=list)
    prices: list[Ints] = field(default_factory=list)
    dead: Ints | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    def optimise(self, level: Level) -> None:
        """Find the best of `level` on the face, its prices, and the face that is left."""
        started = time.perf_counter()
        self.flow = cheapest_flow(self.network, level.cost)
        price = node_prices(self.network, self.flow, level.cost)
        self.network = self.network.fixed_by(reduced_costs(self.network, level.cost, price))
        if np.any((self.flow < self.network.lower) | (self.flow > self.network.upper)):
            raise SolverFailure(
                f"the flow of level {level.name} does not lie on the face that its prices leave"
            )
        self._note(level.name, price, started)

    def serve_in_order(self, queue: Queue) -> None:
        """Serve the queue, and fix who has how many seats."""
        started = time.perf_counter()
        self.flow, self.dead = serve_in_order(self.network, self.flow, queue)
        self.network = self.network.with_seats_of(self.flow)
        self._note(FIRST_COME, np.zeros(self.network.nodes, dtype=np.int64), started)

    def _note(self, name: str, price: Ints, started: float) -> None:
        self.names.append(name)
        self.prices.append(price)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


def solve(instance: Instance, levels: Sequence[str]) -> Solution:
    """Return the one best list under `levels`, then ``tie_break``, with its proof.

    Parameters
    ----------
    instance
        No mentee and mentor may be overfull.
    levels
        Names in order, of `matcher.solving.levels.SUPPORTED`.

    Raises
    ------
    SolverFailure
        A defect: the solver failed on a problem that has a solution.
    """
    network = build(instance, split_first_seats="served" in levels)
    state = _State(network, network.flow_of(instance.locked))
    for name in levels:
        if name == FIRST_COME:
            state.serve_in_order(Queue.of(instance))
        else:
            state.optimise(cost_level(name, instance, network))
    for salt in range(MOST_SALTS):
        state.optimise(tie_break(instance, network, salt))
        if is_unique(state.network, state.flow):
            break
    else:
        raise SolverFailure(f"{MOST_SALTS} rounds of {TIE_BREAK} left several lists")
    proof = Proof(
        levels=tuple(state.names),
        prices=np.array(state.prices, dtype=np.int64),
        dead=np.full(network.nodes, ALIVE) if state.dead is None else state.dead,
    )
    return Solution(state.flow[network.pair_arcs].astype(bool), proof, state.seconds)

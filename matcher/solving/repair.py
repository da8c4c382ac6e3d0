"""Turn the best list of an earlier problem into a guess at that of a changed one, by shortest paths from old prices.

The prices of several goals are taken together: the cost of a way is a vector, one number a goal, and vectors compare
like words. Under the old prices no way on the old face has a reduced cost below zero. After a small change few ways
do. Each of them is used up, which leaves too much at one node and too little at another, and what is too much is
brought there on a shortest path (successive shortest paths; Ahuja, Magnanti & Orlin 1993, ch. 9).
Whether the guess is the best list is not decided here: it is proven, or thrown away.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.by_node import ByNode
from matcher.solving.network import Network

MOST_CHANGES = 200
"""With more than this to bring back into order, solving again is quicker."""

Vector = tuple[int, ...]


def repaired(network: Network, flow: Ints, costs: Sequence[Ints], prices: Sequence[Ints]) -> Ints | None:
    """Return a circulation that is the best under the costs, the first first; None where that would take long.

    Parameters
    ----------
    network
        The face.
    flow
        int64 per arc; what lies outside of the bounds is moved into them.
    costs, prices
        int64 per arc, and per node, for each goal.
    """
    work = _Work(
        network,
        np.clip(flow, network.lower, network.upper),
        np.array(costs, dtype=np.int64).reshape(len(costs), len(network.tail)),
        np.array(prices, dtype=np.int64).reshape(len(costs), network.nodes),
    )
    work.use_up_bargains()
    if not work.is_small:
        return None
    while work.has_more:
        if not work.bring_one():
            return None
    return work.flow


class _Work:
    """A flow that keeps the bounds, with too much at some nodes and too little at others, and prices that fit it."""

    def __init__(self, network: Network, flow: Ints, costs: Ints, prices: Ints):
        self._network, self.flow = network, flow
        self._costs, self._prices = costs, prices
        free = np.flatnonzero(network.free)
        self._out_of = ByNode(free, network.tail[free], network.nodes)
        self._into = ByNode(free, network.head[free], network.nodes)
        self._over = np.zeros(network.nodes, dtype=np.int64)

    def use_up_bargains(self) -> None:
        """Move the flow on each arc to the bound that its reduced cost asks for, and note what that leaves."""
        network = self._network
        sign = self._signs()
        self.flow = np.where(sign < 0, network.upper, np.where(sign > 0, network.lower, self.flow))
        np.add.at(self._over, network.head, self.flow)
        np.subtract.at(self._over, network.tail, self.flow)

    def _signs(self) -> Ints:
        """Return the sign of each arc's reduced cost: of the first goal for which it is not zero."""
        network = self._network
        sign = np.zeros(len(network.tail), dtype=np.int64)
        for cost, price in zip(self._costs, self._prices, strict=True):
            undecided = np.flatnonzero((sign == 0) & network.free)
            tail, head = network.tail[undecided], network.head[undecided]
            sign[undecided] = np.sign(cost[undecided] + price[tail] - price[head])
        return sign

    @property
    def is_small(self) -> bool:
        """Whether there is little to bring back into order."""
        return int(np.maximum(self._over, 0).sum()) <= MOST_CHANGES

    @property
    def has_more(self) -> bool:
        """Whether there is too much at some node."""
        return bool((self._over > 0).any())

    def bring_one(self) -> bool:
        """Bring one unit from a node with too much to one with too little, on a shortest path; False without any."""
        start = int(np.flatnonzero(self._over > 0)[0])
        zero = (0,) * len(self._costs)
        nearest: dict[int, Vector] = {start: zero}
        came_by: dict[int, tuple[int, int]] = {}
        settled: dict[int, Vector] = {}
        heap: list[tuple[Vector, int]] = [(zero, start)]
        while heap:
            length, here = heappop(heap)
            if here in settled:
                continue
            settled[here] = length
            if self._over[here] < 0:
                self._move(start, here, came_by)
                self._lift(settled, length)
                return True
            for there, arc, step in self._ways(here):
                if there in settled:
                    continue
                reached = tuple(one + other for one, other in zip(length, step, strict=True))
                if there not in nearest or reached < nearest[there]:
                    nearest[there] = reached
                    came_by[there] = (here, arc)
                    heappush(heap, (reached, there))
        return False

    def _ways(self, here: int) -> list[tuple[int, int, Vector]]:
        """Return where the flow out of `here` could change by one: the node, the arc (-1 - arc to fall), the costs."""
        network = self._network
        rise, fall = self._out_of.at(here), self._into.at(here)
        rise, fall = rise[self.flow[rise] < network.upper[rise]], fall[self.flow[fall] > network.lower[fall]]
        own = self._prices[:, [here]]
        up = self._costs[:, rise] + own - self._prices[:, network.head[rise]]
        down = own - self._costs[:, fall] - self._prices[:, network.tail[fall]]
        ends = np.concatenate([network.head[rise], network.tail[fall]]).tolist()
        arcs = np.concatenate([rise, -1 - fall]).tolist()
        costs = map(tuple, np.concatenate([up, down], axis=1).T.tolist())
        return list(zip(ends, arcs, costs, strict=True))

    def _move(self, start: int, end: int, came_by: dict[int, tuple[int, int]]) -> None:
        self._over[start] -= 1
        self._over[end] += 1
        while end != start:
            end, arc = came_by[end]
            if arc < 0:
                self.flow[-1 - arc] -= 1
            else:
                self.flow[arc] += 1

    def _lift(self, settled: dict[int, Vector], length: Vector) -> None:
        """Change the prices so that they fit the changed flow."""
        nodes = np.array(list(settled), dtype=np.int64)
        lengths = np.array(list(settled.values()), dtype=np.int64)
        self._prices[:, nodes] += lengths.T - np.array(length, dtype=np.int64)[:, None]


def prices_of_new(network: Network, new: Mask, costs: Sequence[Ints], prices: Ints) -> None:
    """Give nodes without an old price one under which no pair of theirs is a bargain.

    Parameters
    ----------
    new
        bool per node.
    prices
        int64, goals × nodes; changed where nodes are new.
    """
    pairs = np.arange(network.pair_arcs.start, network.pair_arcs.stop)
    matrix = np.array(costs)
    tails, heads = network.tail[pairs], network.head[pairs]
    for node in np.flatnonzero(new).tolist():
        out, into = pairs[tails == node], pairs[heads == node]
        offered = prices[:, network.head[out]] - matrix[:, out]
        asked = prices[:, network.tail[into]] + matrix[:, into]
        if len(out):
            prices[:, node] = max(map(tuple, offered.T.tolist()))
        elif len(into):
            prices[:, node] = min(map(tuple, asked.T.tolist()))

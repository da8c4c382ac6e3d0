"""Turn the best list of an earlier problem into a guess at that of a changed one, by shortest paths from old prices.

The prices of several goals are taken together: the cost of a way is a vector, one number a goal, and vectors compare
like words. Under the old prices no way on the old face has a reduced cost below zero. After a small change few ways
do. Each of them is used up, which leaves too much at one node and too little at another, and what is too much is
brought there on a shortest path (successive shortest paths; Ahuja, Magnanti & Orlin 1993, ch. 9).
Whether the guess is the best list is not decided here: it is proven, or thrown away.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from heapq import heappop, heappush
from operator import add

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.by_node import ByNode
from matcher.solving.network import Network

MOST_CHANGES = 200
"""With more than this to bring back into order, solving again is quicker."""

Vector = tuple[int, ...]
Ways = list[tuple[Vector, int, int]]


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
        self._over = np.zeros(network.nodes, dtype=np.int64)

    @cached_property
    def _out_of(self) -> ByNode:
        free = np.flatnonzero(self._network.free)
        return ByNode(free, self._network.tail[free], self._network.nodes)

    @cached_property
    def _into(self) -> ByNode:
        free = np.flatnonzero(self._network.free)
        return ByNode(free, self._network.head[free], self._network.nodes)

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
        undecided = np.flatnonzero(network.free)
        for cost, price in zip(self._costs, self._prices, strict=True):
            tail, head = network.tail[undecided], network.head[undecided]
            sign[undecided] = np.sign(cost[undecided] + price[tail] - price[head])
            undecided = undecided[sign[undecided] == 0]
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
        """Bring one unit from a node with too much to one with too little, on a shortest path; False without any.

        Both ends are searched from in turn until no shorter path can be left between them.
        """
        zero = (0,) * len(self._costs)
        there = _Ball(np.flatnonzero(self._over > 0).tolist(), zero, self._ways_on)
        back = _Ball(np.flatnonzero(self._over < 0).tolist(), zero, self._ways_to)
        shortest: tuple[Vector, int, int, int] | None = None
        while there.heap and back.heap:
            if shortest is not None and _sum(there.radius, back.radius) >= shortest[0]:
                break
            one, other = (there, back) if len(there.settled) <= len(back.settled) else (back, there)
            for length, here, arc, end in one.settle(other):
                found = (length, here, arc, end) if one is there else (length, end, arc, here)
                if shortest is None or found[0] < shortest[0]:
                    shortest = found
        if shortest is None:
            return False
        length, here, arc, end = shortest
        first, last = there.follow(here, self._change), back.follow(end, self._change)
        if here != end:
            self._change(arc)
        self._over[first] -= 1
        self._over[last] += 1
        self._lift(there, back, length)
        return True

    def _ways_on(self, here: int) -> Ways:
        """Return where the flow out of `here` could change by one: nodes, arcs (-1 - arc to fall), costs."""
        return self._ways(here, self._out_of, self._into)

    def _ways_to(self, here: int) -> Ways:
        """Return from where the flow into `here` could change by one."""
        return self._ways(here, self._into, self._out_of)

    def _ways(self, here: int, rising: ByNode, falling: ByNode) -> Ways:
        network = self._network
        rise, fall = rising.at(here), falling.at(here)
        rise, fall = rise[self.flow[rise] < network.upper[rise]], fall[self.flow[fall] > network.lower[fall]]
        up, down = self._reduced(rise), -self._reduced(fall)
        ends = np.concatenate(
            [network.tail[rise] + network.head[rise], network.tail[fall] + network.head[fall]]
        )
        arcs = np.concatenate([rise, -1 - fall]).tolist()
        costs = map(tuple, np.concatenate([up, down], axis=1).T.tolist())
        return sorted(zip(costs, (ends - here).tolist(), arcs, strict=True))

    def _reduced(self, arcs: Ints) -> Ints:
        tail, head = self._network.tail[arcs], self._network.head[arcs]
        found: Ints = self._costs[:, arcs] + self._prices[:, tail] - self._prices[:, head]
        return found

    def _change(self, arc: int) -> None:
        if arc < 0:
            self.flow[-1 - arc] -= 1
        else:
            self.flow[arc] += 1

    def _lift(self, there: "_Ball", back: "_Ball", length: Vector) -> None:
        """Change the prices so that they fit the changed flow: each ball moves its inside towards the other end."""
        radius = min(there.radius, length) if there.heap else length
        rest = _sum(length, tuple(-one for one in radius))
        for ball, limit, sign in ((there, radius, 1), (back, rest, -1)):
            inside = {node: far for node, far in ball.settled.items() if far < limit}
            if inside:
                moved = np.array(list(inside.values()), dtype=np.int64) - np.array(limit, dtype=np.int64)
                self._prices[:, list(inside)] += sign * moved.T


class _Ball:
    """What is within some distance of one of the ends.

    Each settled node offers its ways one by one, the cheapest first, so that most are never looked at.
    """

    def __init__(self, starts: Sequence[int], zero: Vector, ways: Callable[[int], Ways]):
        self._ways = ways
        self._offers: list[Iterator[tuple[Vector, int, int]]] = []
        self._came_by: dict[int, tuple[int, int]] = {}
        self.settled: dict[int, Vector] = {}
        self.heap: list[tuple[Vector, int, int, int, int]] = [(zero, node, -1, 0, -1) for node in starts]

    @property
    def radius(self) -> Vector:
        """Return the distance of the nearest node that is not settled."""
        return self.heap[0][0]

    def settle(self, other: "_Ball") -> Iterator[tuple[Vector, int, int, int]]:
        """Settle the nearest node; yield each path that it closes: length, own end, arc, and the other ball's end."""
        far, here, before, arc, offer = heappop(self.heap)
        self._offer_next(offer, before)
        if here in self.settled:
            return
        self.settled[here] = far
        if before >= 0:
            self._came_by[here] = (before, arc)
        if here in other.settled:
            yield _sum(far, other.settled[here]), here, 0, here
        ways = self._ways(here)
        for cost, there, step in ways:
            if there in other.settled:
                yield _sum(_sum(far, cost), other.settled[there]), here, step, there
        self._offers.append(iter(ways))
        self._offer_next(len(self._offers) - 1, here)

    def _offer_next(self, offer: int, here: int) -> None:
        """Put the next way of a settled node on the heap."""
        way = next(self._offers[offer], None) if offer >= 0 else None
        if way is not None:
            cost, there, arc = way
            heappush(self.heap, (_sum(self.settled[here], cost), there, here, arc, offer))

    def follow(self, node: int, change: Callable[[int], None]) -> int:
        """Go back from `node` to where the ball began, change each arc on the way, and return the beginning."""
        while node in self._came_by:
            node, arc = self._came_by[node]
            change(arc)
        return node


def _sum(one: Vector, other: Vector) -> Vector:
    return tuple(map(add, one, other))


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

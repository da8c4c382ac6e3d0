"""A circulation that is changed unit by unit, along ways searched from both ends, so that each change stays local."""

from collections import deque
from collections.abc import Callable, Iterator
from copy import copy

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.by_node import ByNode
from matcher.solving.network import Network

Step = tuple[int, int]
"""The next node of a way, and the arc between: -1 - arc where its flow falls."""


class Circulation:
    """A flow between bounds that can be moved.

    Parameters
    ----------
    network
        The arcs; their bounds are `lower` and `upper`, int64 per arc, which may be changed at any time.
    """

    def __init__(self, network: Network, lower: Ints, upper: Ints):
        self._network = network
        self.lower, self.upper = lower, upper
        self.flow = lower.copy()
        every = np.arange(len(network.tail))
        self._out_of = ByNode(every, network.tail, network.nodes)
        self._into = ByNode(every, network.head, network.nodes)
        self.closed: Mask = np.zeros(network.nodes, dtype=bool)

    def copied(self, lower: Ints, upper: Ints) -> "Circulation":
        """Return a copy between other bounds."""
        other = copy(self)
        other.lower, other.upper, other.flow = lower, upper, self.flow.copy()
        return other

    def way(self, start: int, end: int) -> list[int] | None:
        """Return the arcs of a way from `start` to `end` on which the flow can change by one (-1 - arc to fall).

        Without any, None; `closed` then holds nodes that no way leads out of, `start` among them and `end` not.
        """
        there, back = _Search(start, self._ways_on), _Search(end, self._ways_to)
        while there.waiting and back.waiting:
            nearer = self._degree(there.waiting[0]) <= self._degree(back.waiting[0])
            met = self._look(there, back) if nearer else self._look(back, there)
            if met is not None:
                return [*there.arcs_to(met), *back.arcs_to(met)]
        inside = not there.waiting
        self.closed = np.full(self._network.nodes, not inside)
        self.closed[list(there.came_by if inside else back.came_by)] = inside
        return None

    def change(self, way: list[int], by: int = 1) -> None:
        """Change the flow on a way that was found; by -1 takes the change back."""
        for arc in way:
            if arc < 0:
                self.flow[-1 - arc] -= by
            else:
                self.flow[arc] += by

    def _look(self, one: "_Search", other: "_Search") -> int | None:
        """Look where the next node of a search leads; return the node at which it meets the other."""
        here = one.waiting.popleft()
        for node, arc in one.ways(here):
            if node not in one.came_by:
                one.came_by[node] = (here, arc)
                if node in other.came_by:
                    return node
                one.waiting.append(node)
        return None

    def _ways_on(self, here: int) -> Iterator[Step]:
        """Yield where the flow out of `here` could change by one."""
        return self._ways(here, self._out_of, self._into)

    def _ways_to(self, here: int) -> Iterator[Step]:
        """Yield from where the flow into `here` could change by one."""
        return self._ways(here, self._into, self._out_of)

    def _ways(self, here: int, rising: ByNode, falling: ByNode) -> Iterator[Step]:
        rise, fall = rising.at(here), falling.at(here)
        rise, fall = rise[self.flow[rise] < self.upper[rise]], fall[self.flow[fall] > self.lower[fall]]
        for arcs, numbers in ((rise, rise), (fall, -1 - fall)):
            ends = self._network.tail[arcs] + self._network.head[arcs] - here
            yield from zip(ends.tolist(), numbers.tolist(), strict=True)

    def _degree(self, node: int) -> int:
        return self._out_of.count(node) + self._into.count(node)


class _Search:
    """What is reached from one end of a way that is looked for."""

    def __init__(self, start: int, ways: Callable[[int], Iterator[Step]]):
        self.ways = ways
        self.waiting = deque([start])
        self.came_by: dict[int, Step] = {start: (-1, 0)}

    def arcs_to(self, node: int) -> Iterator[int]:
        """Yield the arcs between the start and a node that was reached."""
        while self.came_by[node][0] >= 0:
            node, arc = self.came_by[node]
            yield arc

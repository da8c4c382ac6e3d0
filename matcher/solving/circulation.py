"""A circulation that is changed unit by unit, along ways that are searched from both ends, layer by layer."""

from collections.abc import Iterator
from copy import copy

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.by_node import ByNode
from matcher.solving.network import Network


class Circulation:
    """A flow between bounds that can be moved.

    Parameters
    ----------
    network
        The arcs; their bounds are `lower` and `upper`, int64 per arc, which may be changed at any time.
    flow
        int64 per arc: a circulation within these bounds.
    """

    def __init__(self, network: Network, lower: Ints, upper: Ints, flow: Ints):
        self._network = network
        self.lower, self.upper, self.flow = lower, upper, flow
        every = np.arange(len(network.tail))
        self._out_of = ByNode(every, network.tail, network.nodes)
        self._into = ByNode(every, network.head, network.nodes)
        self._there, self._back = _Side(network.nodes), _Side(network.nodes)
        self.closed: Mask = np.zeros(network.nodes, dtype=bool)

    def copied(self, lower: Ints, upper: Ints) -> "Circulation":
        """Return a copy between other bounds."""
        other = copy(self)
        other.lower, other.upper, other.flow = lower, upper, self.flow.copy()
        return other

    def way(self, start: int, end: int) -> list[int] | None:
        """Return the arcs of a way from `start` to `end` on which the flow can change by one (-1 - arc to fall).

        Without any, None; `closed` then holds nodes that no way leads out of, `start` among them and `end` not: all that
        is reached from `start`, or all from which `end` is, whichever are fewer. It is the same for every flow that
        cannot be brought further.
        """
        there, back = self._there, self._back
        there.begin(start)
        back.begin(end)
        while len(there.front) and len(back.front):
            if self._degree(there.front) <= self._degree(back.front):
                met = self._look(there, back, self._out_of, self._into)
            else:
                met = self._look(back, there, self._into, self._out_of)
            if met is not None:
                return [*self._arcs(there, met), *self._arcs(back, met)]
        self.closed = self._closure()
        return None

    def change(self, way: list[int], by: int = 1) -> None:
        """Change the flow on a way that was found; by -1 takes the change back."""
        for arc in way:
            if arc < 0:
                self.flow[-1 - arc] -= by
            else:
                self.flow[arc] += by

    def _look(self, one: "_Side", other: "_Side", rising: ByNode, falling: ByNode) -> int | None:
        """Go one step further from one side; return a node at which it meets the other."""
        tail, head = self._network.tail, self._network.head
        rise, fall = rising.at_any(one.front), falling.at_any(one.front)
        rise = rise[self.flow[rise] < self.upper[rise]]
        fall = fall[self.flow[fall] > self.lower[fall]]
        ends = (head[rise], tail[fall]) if rising is self._out_of else (tail[rise], head[fall])
        one.reach(np.concatenate(ends), np.concatenate([rise, -1 - fall]))
        met = one.front[other.has(one.front)]
        return int(met[0]) if len(met) else None

    def _closure(self) -> Mask:
        """Return the smaller side of what was searched, when one of them has come to its end."""
        there, back = self._there, self._back
        while len(there.front) and there.size <= back.size:
            self._look(there, back, self._out_of, self._into)
        while len(back.front) and back.size < there.size:
            self._look(back, there, self._into, self._out_of)
        every = np.arange(self._network.nodes)
        is_there = not len(there.front) and (len(back.front) > 0 or there.size <= back.size)
        return there.has(every) if is_there else ~back.has(every)

    def _arcs(self, side: "_Side", node: int) -> Iterator[int]:
        """Yield the arcs from a node back to where a side began."""
        while (arc := int(side.by[node])) != _BEGINNING:
            yield arc
            number = -1 - arc if arc < 0 else arc
            node = int(self._network.tail[number] + self._network.head[number]) - node

    def _degree(self, nodes: Ints) -> int:
        return self._out_of.count(nodes) + self._into.count(nodes)


_BEGINNING = np.iinfo(np.int64).max


class _Side:
    """What is reached from one end of a way that is looked for.

    Attributes
    ----------
    front
        int64: the nodes that were reached last.
    by
        int64 per node that is reached: the arc by which it was.
    size
        How many nodes are reached.
    """

    def __init__(self, nodes: int):
        self._seen, self._search = np.zeros(nodes, dtype=np.int64), 0
        self.by = np.zeros(nodes, dtype=np.int64)
        self.front, self.size = np.zeros(0, dtype=np.int64), 0

    def begin(self, node: int) -> None:
        """Forget what was reached, and begin at a node."""
        self._search += 1  # what was seen in an earlier search need not be wiped out
        self.front, self.size = np.array([node]), 1
        self._seen[node], self.by[node] = self._search, _BEGINNING

    def has(self, nodes: Ints) -> Mask:
        """Return which of these nodes are reached."""
        found: Mask = self._seen[nodes] == self._search
        return found

    def reach(self, nodes: Ints, arcs: Ints) -> None:
        """Take in nodes, each by an arc; those that are new are the front."""
        new = ~self.has(nodes)
        self.front, first = np.unique(nodes[new], return_index=True)
        self.by[self.front] = arcs[new][first]
        self._seen[self.front] = self._search
        self.size += len(self.front)

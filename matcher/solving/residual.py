"""Every way in which a list can change by one, step by step, and the cheapest ways to a node or from it.

The cost of a way is a vector, one number a goal, and vectors compare like words. Shortest paths are found goal after goal:
those of the next goal run over the steps that are tight at all goals before. All ways to one node, or from one, take one pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.flow import SolverFailure
from matcher.solving.network import Network
from matcher.solving.shortest import settle

FAR = np.iinfo(np.int64).max // 4
"""The distance of what cannot be reached."""


@dataclass(frozen=True)
class Ways:
    """The cheapest way from every node to one node, or to every node from one.

    Parameters
    ----------
    distance
        int64, columns × nodes: costs by goal; `FAR` where there is no way.
    tight
        int64: the steps that lie on some cheapest way.
    """

    distance: Ints
    tight: Ints

    def reaches(self, nodes: Ints) -> Mask:
        """Return which nodes there is a way from, or to."""
        found: Mask = self.distance[0, nodes] < FAR
        return found


class Residual:
    """The steps that a list leaves: an arc of the network rises by one, or falls.

    Parameters
    ----------
    flow
        int64 per arc: the list, the best one, so that no ring of steps costs less than nothing.
    """

    def __init__(self, network: Network, flow: Ints):
        self._nodes = network.nodes
        rise, fall = np.flatnonzero(flow < network.upper), np.flatnonzero(flow > network.lower)
        start = np.concatenate([network.tail[rise], network.head[fall]])
        end = np.concatenate([network.head[rise], network.tail[fall]])
        # Sorted by their ends, so that ways to a node need no sorting.
        order = np.argsort(end, kind="stable")
        self.start: Ints = start[order]
        self.end: Ints = end[order]
        self.arc: Ints = np.concatenate([rise, fall])[order]
        self.sign: Ints = np.where(order < len(rise), 1, -1)
        self.rising: Ints = np.full(len(flow), -1, dtype=np.int64)
        rises = np.flatnonzero(self.sign > 0)
        self.rising[self.arc[rises]] = rises

    def costs(self, cost: Ints) -> Ints:
        """Return the cost of each step from that of each arc."""
        found: Ints = cost[self.arc] * self.sign
        return found

    def ways(
        self, node: int, costs: Sequence[Ints], *, backward: bool = False, tight: Ints | None = None
    ) -> Ways:
        """Return the cheapest ways to a node, or from it.

        Parameters
        ----------
        costs
            int64 per step, by column, the first before the second.
        tight
            The steps that may be used, sorted; all without.
        """
        near, far = (self.end, self.start) if backward else (self.start, self.end)
        # All steps are sorted by their end already.
        steps: Ints | slice = tight if tight is not None else slice(None) if backward else self._by_start
        distances = []
        for cost in costs:
            one, other, length = near[steps], far[steps], cost[steps]
            distance = _distances(node, self._nodes, one, other, length)
            distances.append(distance)
            reached = distance[one]
            left = np.flatnonzero((reached < FAR) & (reached + length == distance[other]))
            steps = left if isinstance(steps, slice) else steps[left]
        assert not isinstance(steps, slice)
        return Ways(np.array(distances, dtype=np.int64), steps)

    def nearer(self, node: int, tight: Ints) -> Ints:
        """Return those of the steps on cheapest ways to a node that come nearer to it, by their start."""
        near, far = self.end[tight], self.start[tight]
        hops = _distances(node, self._nodes, near, far, np.ones(len(tight), dtype=np.int64))
        onward = tight[hops[far] == hops[near] + 1]
        found: Ints = onward[np.argsort(self.start[onward], kind="stable")]
        return found

    def path(self, nearer: Ints, start: int, end: int) -> Ints:
        """Return the steps of a cheapest way that takes as few as can be; `nearer` are those that come nearer to its end."""
        at = self.start[nearer]
        steps, here = [], start
        while here != end:
            steps.append(int(nearer[np.searchsorted(at, here)]))
            here = int(self.end[steps[-1]])
        return np.array(steps, dtype=np.int64)

    @cached_property
    def _by_start(self) -> Ints:
        return np.argsort(self.start, kind="stable")


def _distances(source: int, nodes: int, near: Ints, far: Ints, length: Ints) -> Ints:
    """Return the shortest distance of every node from `source`, over steps sorted by the end that is nearer to it."""
    distance = np.full(nodes, FAR, dtype=np.int64)
    distance[source] = 0
    if settle(distance, np.array([source]), near, far, length, nodes):
        raise SolverFailure("the list is not the best one: some ring costs less than nothing")
    return distance

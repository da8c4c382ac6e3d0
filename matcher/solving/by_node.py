"""Arcs sorted by one of their ends."""

import numpy as np

from matcher.arrays import Ints


class ByNode:
    """Arcs sorted by one of their ends.

    Parameters
    ----------
    arcs, ends
        int64 per arc: its number, and the node that it is sorted by.
    nodes
        How many nodes there are.
    """

    def __init__(self, arcs: Ints, ends: Ints, nodes: int):
        order = np.argsort(ends, kind="stable")
        self.arcs: Ints = arcs[order]
        self.starts: Ints = np.searchsorted(ends[order], np.arange(nodes + 1)).astype(np.int64)

    def at(self, node: int) -> Ints:
        """Return the arcs at one node."""
        return self.arcs[self.starts[node] : self.starts[node + 1]]

    def count(self, nodes: Ints) -> int:
        """Return how many arcs are at these nodes."""
        return int((self.starts[nodes + 1] - self.starts[nodes]).sum())

    def at_any(self, nodes: Ints) -> Ints:
        """Return the arcs at any of these nodes, by node."""
        return self.arcs[spans(self.starts[nodes], self.starts[nodes + 1])]


def spans(starts: Ints, ends: Ints) -> Ints:
    """Return the numbers of all spans, one after another: from each start up to its end."""
    counts = ends - starts
    found: Ints = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    return found


def distinct(nodes: Ints, size: int) -> Ints:
    """Return each of these nodes once, in order; `size` is how many nodes there are.

    Ticking them off is far quicker than hashing or sorting them where they are many.
    """
    if len(nodes) * 16 < size:
        return np.unique(nodes)
    ticked = np.zeros(size, dtype=bool)
    ticked[nodes] = True
    return np.flatnonzero(ticked)

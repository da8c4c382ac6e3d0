"""Whether an optimum is the only one: no cycle of zero reduced cost is left to turn round."""

import numpy as np

from matcher.arrays import Ints
from matcher.solving.by_node import ByNode
from matcher.solving.network import Network

WORTH_A_PASS = 8
"""Arcs are taken away together as long as a pass takes at least one in so many; what is left, one after another."""


def is_unique(network: Network, flow: Ints) -> bool:
    """Return whether `flow` is the only circulation on the face.

    Another one exists iff the residual graph of the free arcs has a cycle that is not one arc back and forth. Arcs
    that can both rise and fall are contracted: if they close a ring, it can be turned. What is left are one-way
    arcs, and a cycle among them is found by taking away, again and again, arcs that come from nowhere or lead nowhere.
    """
    free = np.flatnonzero(network.free)
    tail, head = network.tail[free], network.head[free]
    rises, falls = flow[free] < network.upper[free], flow[free] > network.lower[free]
    both = rises & falls
    part = _parts(tail[both], head[both], network.nodes)
    if both.sum() != network.nodes - len(np.unique(part)):
        return False
    one_way = ~both
    ahead = rises[one_way]
    one, other = part[tail[one_way]], part[head[one_way]]
    return _is_acyclic(np.where(ahead, one, other), np.where(ahead, other, one), network.nodes)


def _parts(one: Ints, other: Ints, nodes: int) -> Ints:
    """Return for each node the first node that undirected arcs join it with."""
    part = np.arange(nodes)
    while True:
        left, right = part[one], part[other]
        apart = left != right
        if not apart.any():
            return part
        one, other, left, right = one[apart], other[apart], left[apart], right[apart]
        np.minimum.at(part, np.maximum(left, right), np.minimum(left, right))
        while np.any(part != (further := part[part])):
            part = further


def _is_acyclic(start: Ints, end: Ints, nodes: int) -> bool:
    """Return whether arcs close no cycle; an arc from a node to itself is one."""
    while len(start):
        entered, left = np.zeros(nodes, dtype=bool), np.zeros(nodes, dtype=bool)
        entered[end], left[start] = True, True
        kept = entered[start] & left[end]
        taken = len(start) - int(kept.sum())
        start, end = start[kept], end[kept]
        if not taken:
            return False
        if taken * WORTH_A_PASS < len(start):
            return _is_acyclic_one_by_one(start, end, nodes)
    return True


def _is_acyclic_one_by_one(start: Ints, end: Ints, nodes: int) -> bool:
    """Return the same, by taking away nodes that no arc enters."""
    entering = np.bincount(end, minlength=nodes)
    out_of = ByNode(np.arange(len(start)), start, nodes)
    ends, starts = end[out_of.arcs].tolist(), out_of.starts.tolist()
    waiting = np.flatnonzero((entering == 0) & (np.diff(out_of.starts) > 0)).tolist()
    counts, left = entering.tolist(), len(start)
    while waiting:
        node = waiting.pop()
        for there in ends[starts[node] : starts[node + 1]]:
            left -= 1
            counts[there] -= 1
            if not counts[there]:
                waiting.append(there)
    return left == 0

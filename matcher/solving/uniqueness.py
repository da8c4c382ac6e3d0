"""Whether an optimum is the only one: no cycle of zero reduced cost is left to turn round."""

from collections import deque

import numpy as np

from matcher.arrays import Ints
from matcher.solving.disjoint import DisjointSets
from matcher.solving.network import Network


def is_unique(network: Network, flow: Ints) -> bool:
    """Return whether `flow` is the only circulation on the face.

    Another one exists iff the residual graph of the free arcs has a cycle that is not one arc back and forth. Arcs
    that can both rise and fall are contracted: if they close a ring, it can be turned. What is left are one-way
    arcs, and a cycle among them is found by taking away, again and again, nodes that none enters.
    """
    free = np.flatnonzero(network.free)
    tail, head = network.tail[free].tolist(), network.head[free].tolist()
    rises = (flow[free] < network.upper[free]).tolist()
    falls = (flow[free] > network.lower[free]).tolist()
    union = DisjointSets(network.nodes)
    one_way: list[tuple[int, int]] = []
    for here, there, rise, fall in zip(tail, head, rises, falls, strict=True):
        if rise and fall:
            if not union.join(here, there):
                return False
        elif rise:
            one_way.append((here, there))
        else:
            one_way.append((there, here))
    return _is_acyclic([(union.find(here), union.find(there)) for here, there in one_way])


def _is_acyclic(arcs: list[tuple[int, int]]) -> bool:
    after: dict[int, list[int]] = {}
    entering: dict[int, int] = {}
    for here, there in arcs:
        after.setdefault(here, []).append(there)
        entering[there] = entering.get(there, 0) + 1
        entering.setdefault(here, 0)
    ready = deque(node for node, count in entering.items() if count == 0)
    left = len(entering)
    while ready:
        left -= 1
        for there in after.get(ready.popleft(), ()):
            entering[there] -= 1
            if entering[there] == 0:
                ready.append(there)
    return left == 0

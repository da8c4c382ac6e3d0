"""Shortest distances over arcs of any length, by Bellman–Ford on arrays."""

import numpy as np

from matcher.arrays import Ints
from matcher.solving.by_node import distinct, spans


def settle(distance: Ints, changed: Ints, near: Ints, far: Ints, length: Ints, most_passes: int) -> int:
    """Bring distances down until no arc offers less; each pass relaxes the arcs from nodes that changed in the pass before.

    Parameters
    ----------
    distance
        int64 per node: what is known at first; brought down in place.
    changed
        The nodes to begin from.
    near, far, length
        int64 per arc, sorted by `near`: from where, to where, how long.
    most_passes
        After how many passes to give up.

    Returns
    -------
    int
        How many nodes have not settled: 0, or there is a ring of negative length, or too few passes.
    """
    starts = np.searchsorted(near, np.arange(len(distance) + 1))
    passes = 0
    while len(changed) and passes <= most_passes:
        counts = starts[changed + 1] - starts[changed]
        arcs = spans(starts[changed], starts[changed + 1])
        reached, offered = far[arcs], np.repeat(distance[changed], counts) + length[arcs]
        better = offered < distance[reached]
        reached = reached[better]
        np.minimum.at(distance, reached, offered[better])
        changed = distinct(reached, len(distance))
        passes += 1
    return len(changed)

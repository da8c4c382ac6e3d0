"""Total fit against the lowest fit: the pairs up to the lowest are taken away, again and again."""

import numpy as np

from matcher.arrays import Mask
from matcher.solving.engine import best_on_face
from matcher.solving.frontiers.points import Frontier, Point
from matcher.solving.instance import Instance
from matcher.solving.levels import cost_level
from matcher.solving.network import Network
from matcher.solving.worst_off import below, lowest_of


def frontier_of_lowest(instance: Instance, face: Network) -> Frontier:
    """Return all lists on a face of which none has both a higher total fit and a higher lowest fit among new pairs.

    Notes
    -----
    Of the lists with the highest total the one with the highest lowest fit is a point. Every other point has a higher
    lowest fit, so that all new pairs up to it can be taken away; the best list that is left is the next point.
    """
    level = cost_level("compatibility", instance, face)
    points: list[Point] = []
    network = face
    while (chosen := best_on_face(instance, network, [level], lowest=True)) is not None:
        lowest = lowest_of(instance, chosen)
        points.append(Point(int(instance.score[chosen].sum()), lowest, chosen))
        if lowest is None:
            break
        gone = below(instance, lowest + 1)
        if _must_stay(network, gone):
            break
        network = network.without(gone)
    return Frontier(tuple(points))


def _must_stay(network: Network, pairs: Mask) -> bool:
    """Whether every list on the face has one of these pairs."""
    return bool(np.any(network.lower[network.pair_arcs][pairs] > 0))

"""The best fit of all lists that are even enough, by branch and bound on how many mentees a mentor has."""

import numpy as np

from matcher.solving.frontiers.points import Point
from matcher.solving.frontiers.search import Search, Weights, even, weights_between, worth
from matcher.solving.network import Network

Box = tuple[Network, Point, Point]
"""A part of the face, a list on it that is not even enough and one that is; none of the part is above their line."""


class Between:
    """The search between two corners of the frontier that follow each other.

    Parameters
    ----------
    corners
        The one of higher fit first.
    most
        The greatest sum of squared loads that is even enough; below that of the first corner, not below the second's.
    """

    def __init__(self, search: Search, corners: tuple[Point, Point], most: int):
        self._search, self._corners, self._most = search, corners, most
        self._best = corners[1]

    def best(self, most_lists: int) -> Point | None:
        """Return the list of the highest fit that is even enough; None if more than `most_lists` are needed for it."""
        boxes: list[Box] = [(self._search.face, *self._corners)]
        while boxes:
            network, fitting, evener = boxes.pop()
            weights = weights_between(fitting, evener)
            if not self._can_be_better(evener, weights):
                continue
            for part in self._parts(network, fitting, evener):
                box = self._box(part, weights)
                boxes += [box] if box else []
            if self._search.made > most_lists:
                return None
        return self._best

    def _can_be_better(self, best: Point, weights: Weights) -> bool:
        """Whether a list that is even enough can have a higher fit, where `best` is the best under weights."""
        highest = (worth(best, weights) + weights[1] * self._most) // weights[0]
        return highest > self._best.compatibility

    def _box(self, network: Network, weights: Weights) -> Box | None:
        """Return a part with the two lists that bound it; None where nothing better can be in it."""
        start = self._noted(self._search.best(network, weights))
        if start is None or not self._can_be_better(start, weights):
            return None
        fitting = start if self._is_too_uneven(start) else self._noted(self._search.most_fitting(network))
        evener = self._noted(self._search.most_even(network)) if fitting is start else start
        assert fitting is not None
        assert evener is not None
        if not self._is_too_uneven(fitting) or self._is_too_uneven(evener):
            return None
        while True:
            weights = weights_between(fitting, evener)
            middle = self._noted(self._search.best(network, weights))
            assert middle is not None
            if not self._can_be_better(middle, weights):
                return None
            if worth(middle, weights) == worth(evener, weights):
                return network, fitting, evener
            fitting, evener = (middle, evener) if self._is_too_uneven(middle) else (fitting, middle)

    def _is_too_uneven(self, point: Point) -> bool:
        return even(point) > self._most

    def _noted(self, point: Point | None) -> Point | None:
        """Keep a list that is the best so far."""
        if (
            point is not None
            and not self._is_too_uneven(point)
            and (point.compatibility, -even(point)) > (self._best.compatibility, -even(self._best))
        ):
            self._best = point
        return point

    def _parts(self, network: Network, fitting: Point, evener: Point) -> tuple[Network, Network]:
        """Return the lists in which a mentor has few mentees and those with more; the two lists are in different ones."""
        loads = self._search.loads(fitting), self._search.loads(evener)
        mentor = int(np.argmax(np.abs(loads[0] - loads[1])))
        few = int(loads[0][mentor] + loads[1][mentor]) // 2
        lower, upper = network.lower.copy(), network.upper.copy()
        own = network.offered.person == mentor
        lower[network.mentor_arcs][own & (network.offered.before <= few)] = 1
        upper[network.mentor_arcs][own & (network.offered.before >= few)] = 0
        return network.bounded(network.lower, upper), network.bounded(lower, network.upper)

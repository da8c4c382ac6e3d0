"""Best lists under weights on total fit and even loads."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np

from matcher.arrays import Ints
from matcher.solving.engine import best_on_face
from matcher.solving.flow import cheapest_flow
from matcher.solving.frontiers.points import Point
from matcher.solving.instance import Instance
from matcher.solving.levels import Level, cost_level
from matcher.solving.network import Network

Weights = tuple[int, int]
"""Of the fit and of even loads."""


@dataclass
class Search:
    """A face on which lists are made, and how many were made between the corners."""

    instance: Instance
    face: Network
    made: int = 0

    def __post_init__(self) -> None:
        self._fit, self._even = (
            cost_level(name, self.instance, self.face) for name in ("compatibility", "balance")
        )

    def corners(self) -> list[Point]:
        """Return the corners of the frontier, the highest fit first."""
        first = self._best(self.face, [self._fit, self._even])
        last = self._best(self.face, [self._even, self._fit])
        assert first is not None
        assert last is not None
        if first.compatibility == last.compatibility:
            return [first]
        return [first, *self._corners_between(first, last), last]

    def _corners_between(self, one: Point, other: Point) -> Iterator[Point]:
        weights = weights_between(one, other)
        middle = self.best(self.face, weights)
        assert middle is not None
        if worth(middle, weights) > worth(one, weights):
            yield from self._corners_between(one, middle)
            yield middle
            yield from self._corners_between(middle, other)

    @cached_property
    def step(self) -> int:
        """Return by how much sums of squares differ at the least.

        A pair adds an odd number, so that these sums are all even or all odd where all lists have equally many pairs.
        """
        pairs = np.zeros(len(self.face.tail), dtype=np.int64)
        pairs[self.face.pair_arcs] = 1
        fewest, most = (int(pairs @ cheapest_flow(self.face, sign * pairs)) for sign in (1, -1))
        return 2 if most == fewest else 1

    def best(self, network: Network, weights: Weights) -> Point | None:
        """Return the best list under weights on both goals; None where there is none."""
        self.made += 1
        cost = weights[0] * self._fit.cost + weights[1] * self._even.cost
        return self._best(network, [Level("both", cost)])

    def most_fitting(self, network: Network) -> Point | None:
        """Return the most even list among those of the highest fit."""
        self.made += 1
        return self._best(network, [self._fit, self._even])

    def most_even(self, network: Network) -> Point | None:
        """Return the list of the highest fit among the most even ones."""
        self.made += 1
        return self._best(network, [self._even, self._fit])

    def _best(self, network: Network, levels: list[Level]) -> Point | None:
        chosen = best_on_face(self.instance, network, levels)
        if chosen is None:
            return None
        flow = self.face.flow_of(chosen, self.instance)
        return Point(self._fit.value(flow), self._even.value(flow), chosen)

    def loads(self, point: Point) -> Ints:
        """Return how many new pairs each mentor has."""
        mentors = self.instance.mentor[point.chosen]
        return np.bincount(mentors, minlength=len(self.instance.capacity)).astype(np.int64)


def even(point: Point) -> int:
    """Return the sum of squared loads; every list has one."""
    assert point.other is not None
    return point.other


def weights_between(fitting: Point, evener: Point) -> Weights:
    """Return the weights under which two lists are equally good."""
    fit, balance = even(fitting) - even(evener), fitting.compatibility - evener.compatibility
    common = gcd(fit, balance)
    return fit // common, balance // common


def worth(point: Point, weights: Weights) -> int:
    """Return how good a list is under weights."""
    return weights[0] * point.compatibility - weights[1] * even(point)

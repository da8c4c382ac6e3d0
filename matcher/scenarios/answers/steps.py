"""The steps away from a best list, and what they cost in fit.

A list is a circulation, and another one differs from it by rings of steps: a pair more here, a pair less there. No ring
improves the best list. On the lists that are as good at the goals before the fit, each step costs 0 or more by the prices
that prove the fit to be best, and a ring costs the sum of its steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.scenarios.answers.facts import MENTEES, MENTORS
from matcher.solving import Best, Instance, build
from matcher.solving.by_node import distinct, spans
from matcher.solving.levels import WORST_OFF, cost_level
from matcher.solving.prices import reduced_costs
from matcher.solving.proof import face_after

FIT = "compatibility"
FAR = np.iinfo(np.int64).max // 8
"""What cannot be done, or reached."""


def has_steps(levels: Sequence[str]) -> bool:
    """Whether lists are compared by the sum of fits alone, as far as fits are looked at; a lowest fit is no sum."""
    return FIT in levels and WORST_OFF not in levels


class Steps:
    """The steps away from a best list, in millionths of fit.

    Attributes
    ----------
    start, end
        int64 per step: nodes, the mentees first, then the mentors, then others.
    cost
        int64 per step.
    pair
        int64 per step: the pair that is had or given up; -1 for none.
    of_pair
        int64 per possible pair: the cost of its step, `FAR` where there is none.
    tail, head
        int64 per possible pair: the nodes that it lies between; the mentee and the mentor, or a limit on a part of
        somebody's pairs.
    apart
        For mentees and mentors, bool per person: whether some pair is no step at the person, since a limit on a part
        of the person's pairs stands between. One ring can pass such a person several times.
    """

    def __init__(self, best: Best):
        instance, levels = best.instance, best.levels
        place = levels.index(FIT)
        whole = build(instance, levels)
        network = face_after(instance, whole, best.proof, best.chosen, place)
        reduced = reduced_costs(network, cost_level(FIT, instance, whole).cost, best.proof.prices[place])
        flow = network.flow_of(best.chosen, instance)
        rise, fall = np.flatnonzero(flow < network.upper), np.flatnonzero(flow > network.lower)
        arcs, pairs = np.concatenate([rise, fall]), network.pair_arcs
        self.mentees, self.nodes = network.mentees, network.nodes
        self.start = np.concatenate([network.tail[rise], network.head[fall]])
        self.end = np.concatenate([network.head[rise], network.tail[fall]])
        self.cost = np.concatenate([reduced[rise], -reduced[fall]])
        self.pair = np.where((arcs >= pairs.start) & (arcs < pairs.stop), arcs - pairs.start, -1)
        self.of_pair = np.full(len(instance.mentee), FAR, dtype=np.int64)
        self.of_pair[self.pair[self.pair >= 0]] = self.cost[self.pair >= 0]
        self.tail, self.head = network.tail[pairs], network.head[pairs]
        self.apart = self._apart(instance)
        self.onward = Ways.of(self.start, self.end, self.cost, self.nodes)
        self.back = Ways.of(self.end, self.start, self.cost, self.nodes)

    def node(self, table: str, person: int) -> int:
        """Return the node of somebody of `table`."""
        return person if table == MENTEES else person + self.mentees

    def _apart(self, instance: Instance) -> dict[str, Mask]:
        apart = {
            MENTEES: np.zeros(len(instance.demand), bool),
            MENTORS: np.zeros(len(instance.capacity), bool),
        }
        apart[MENTEES][instance.mentee[self.tail != instance.mentee]] = True
        apart[MENTORS][instance.mentor[self.head != instance.mentor + self.mentees]] = True
        return apart


@dataclass(frozen=True)
class Ways:
    """Steps sorted by the end that one starts from.

    Parameters
    ----------
    steps
        int64: their numbers.
    starts
        int64: where those of each node begin; one more than there are nodes.
    far, cost
        int64 per step: the other end, and the cost.
    """

    steps: Ints
    starts: Ints
    far: Ints
    cost: Ints

    @classmethod
    def of(cls, near: Ints, far: Ints, cost: Ints, nodes: int) -> "Ways":
        """Return the steps that lead from `near` to `far`."""
        order = np.argsort(near, kind="stable")
        return cls(order, np.searchsorted(near[order], np.arange(nodes + 1)), far[order], cost[order])

    def at(self, node: int) -> slice:
        """Return where the steps of a node are."""
        return slice(int(self.starts[node]), int(self.starts[node + 1]))

    def reach(self, node: int, first: Ints, cost: Ints, *, limit: int) -> Ints:
        """Return what it costs to come to every node, by one of the first steps and never over `node`.

        Parameters
        ----------
        first, cost
            The nodes that the first steps lead to, and what these cost, perhaps less than 0.
        limit
            What costs more is far.
        """
        distance = np.full(len(self.starts) - 1, FAR, dtype=np.int64)
        np.minimum.at(distance, first, cost)
        distance[node] = -FAR
        distance[distance > limit] = FAR
        changed = np.flatnonzero(np.abs(distance) < FAR)
        while len(changed):
            counts = self.starts[changed + 1] - self.starts[changed]
            steps = spans(self.starts[changed], self.starts[changed + 1])
            reached, offered = self.far[steps], np.repeat(distance[changed], counts) + self.cost[steps]
            better = (offered <= limit) & (offered < distance[reached])
            reached = reached[better]
            np.minimum.at(distance, reached, offered[better])
            changed = distinct(reached, len(distance))
        distance[node] = FAR
        return distance

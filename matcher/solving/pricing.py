"""What a change by one pair, or by one seat, comes to at every goal: cheapest ways round the best list.

A list is a circulation. One that has a pair more, or fills a seat more, differs from the best list by a ring: the arc
of the pair or seat, and a way back from its head to its tail over what can rise or fall in the best list (its residual
graph). The cost of a way is a vector, one number a goal, and vectors compare like words. As the list is the best, no
ring costs less than nothing, so that the cheapest ring is found by shortest paths, goal after goal: those of the next
goal run over the arcs that are tight at all goals before. All ways to one node, or from one, take one pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.flow import SolverFailure
from matcher.solving.instance import Instance
from matcher.solving.levels import COSTS, FIRST_COME, MOST_SALTS, cost_level, sense_of, tie_break
from matcher.solving.nesting import nest
from matcher.solving.network import Network, build
from matcher.solving.queue import Queue
from matcher.solving.residual import FAR, Residual, Ways
from matcher.solving.uniqueness import is_unique


@dataclass(frozen=True)
class Changed:
    """What a change comes to.

    Parameters
    ----------
    possible
        bool per change: whether any list has it.
    value
        int64, goals × changes: by how much the value of each goal rises, or falls, in its whole units.
    first
        int64 per change: the first goal that is another one, by place; -1 where all stay as they are. The order of
        requests can be another one with as many seats filled.
    rank
        int64 per change: 0 for the least loss, or the greatest gain, equal ones alike.
    """

    possible: Mask
    value: Ints
    first: Ints
    rank: Ints


def can_price(instance: Instance, levels: Sequence[str]) -> bool:
    """Whether changes can be priced by ways round the list; otherwise they have to be tried out.

    A lowest fit is no sum. The order of requests is one only if every seat comes from the root and nothing but serving
    goes before: then a ring passes at most one seat that is given up and one that is taken.
    """
    if not set(levels) <= {*COSTS, FIRST_COME}:
        return False
    if FIRST_COME not in levels:
        return True
    before = set(levels[: list(levels).index(FIRST_COME)])
    network = build(instance, levels)
    return before <= {"served"} and bool(np.all(network.asked_from == network.root))


class Pricing:
    """The best list of a problem, and what every change by one comes to.

    Parameters
    ----------
    levels
        The goals in order; see `can_price`.
    chosen
        bool per pair: the best list, the only one once ties are broken.
    imagined
        bool per mentor: who is not there, but could be; their seats, of which the list fills none, are closed.
    """

    def __init__(self, instance: Instance, levels: Sequence[str], chosen: Mask, imagined: Mask | None = None):
        self.instance, self.levels = instance, tuple(levels)
        self._seats = instance.capacity if imagined is None else np.where(imagined, 0, instance.capacity)
        network = build(instance, levels)
        flow = network.flow_of(chosen, instance)
        if imagined is not None:
            seats = network.mentor_arcs.start + np.flatnonzero(imagined[network.offered.person])
            upper = network.upper.copy()
            upper[seats] = 0
            network = network.bounded(network.lower, upper)
        self._network, self._flow = network, flow
        self._steps = Residual(network, flow)
        self._kept: dict[int, list[Ways]] = {}
        self._nearer: dict[tuple[int, int], Ints] = {}
        self._ties: dict[int, Ints] = {}

    def pairs_more(self, pairs: Ints, *, of_one_mentor: bool = False) -> Changed:
        """Return what having each of these pairs, not on the list, comes to.

        Pairs of one mentee take one pass; so do those of one mentor, where it is said that they are.
        """
        return self._closing(self._network.pair_arcs.start + pairs, to_start=not of_one_mentor)

    def seats_more(self, mentors: Ints) -> Changed:
        """Return what one more seat of each of these mentors comes to; nothing where the list would not fill it."""
        network = self._network
        parent = self._parents[mentors]
        extra = np.array([self._cost_of_seat(name, mentors) for name in self._sums], dtype=np.int64)
        found = self._ring(network.mentees + mentors, parent, extra.reshape(len(self._sums), len(mentors)))
        return self._told(found, at_most_nothing=True)

    def list_with(self, pair: int) -> Mask:
        """Return the best list that has a pair, bool per pair.

        Raises
        ------
        ValueError
            No list has it.
        """
        return self._turned(self._network.pair_arcs.start + pair)

    @cached_property
    def _parents(self) -> Ints:
        """Return for each mentor the node that their seats lead to."""
        # Who has no seat may have no arc of their own that would tell.
        mentees = self._network.mentees
        return nest(self.instance).parent[mentees : mentees + len(self.instance.capacity)]

    @property
    def _sums(self) -> list[str]:
        """Return the goals, the order of requests as two: what is given up, and what is taken."""
        return [one for name in self.levels for one in ([name] * (2 if name == FIRST_COME else 1))]

    def _cost_of_seat(self, name: str, mentors: Ints) -> Ints:
        if name == "balance":
            return np.asarray(2 * (self.instance.load_before + self._seats)[mentors] + 1)
        return np.zeros(len(mentors), dtype=np.int64)

    @cached_property
    def _costs(self) -> list[Ints]:
        """Return for each goal the cost of every step, int64."""
        found: list[Ints] = []
        for name in self.levels:
            if name == FIRST_COME:
                found.extend(self._requests())
            else:
                found.append(self._steps.costs(cost_level(name, self.instance, self._network).cost))
        return found

    def _requests(self) -> tuple[Ints, Ints]:
        """Return what it costs to give up a seat, and to take one: the earlier its request, the more."""
        network, queue = self._network, Queue.of(self.instance)
        served = network.seats_by_mentee(self._flow)
        given, taken = (np.zeros(len(self._steps.arc), dtype=np.int64) for _ in range(2))
        seats = np.flatnonzero(self._steps.arc < network.seat_arcs.stop)
        falls, rises = seats[self._steps.sign[seats] < 0], seats[self._steps.sign[seats] > 0]
        people = network.asked.person
        loser, taker = people[self._steps.arc[falls]], people[self._steps.arc[rises]]
        size = len(queue.places)
        given[falls] = size - queue.place(loser, served[loser] - 1)
        taken[rises] = queue.place(taker, served[taker]) - size
        return given, taken

    def _tie_break(self, salt: int) -> Ints:
        if salt not in self._ties:
            self._ties[salt] = self._steps.costs(tie_break(self.instance, self._network, salt).cost)
        return self._ties[salt]

    def _closing(self, arcs: Ints, *, to_start: bool) -> Changed:
        """Return what the cheapest ring through each of these arcs, which rise, comes to."""
        own = np.array([cost[self._steps.rising[arcs]] for cost in self._costs], dtype=np.int64)
        network = self._network
        return self._told(self._ring(network.tail[arcs], network.head[arcs], own, to_start=to_start))

    def _ring(self, start: Ints, end: Ints, own: Ints, *, to_start: bool = False) -> Ints:
        """Return for each ring its cost: that of the arc itself, and of the cheapest way from its end to its start.

        Parameters
        ----------
        own
            int64, columns × rings.
        to_start
            Whether one pass is made to each start; otherwise from each end. Many rings should have it in common.

        Returns
        -------
        Ints
            int64, columns × rings; `FAR` where there is none.
        """
        found = np.full(own.shape, FAR, dtype=np.int64)
        common, other = (start, end) if to_start else (end, start)
        for node in np.unique(common).tolist():
            ways = self._ways_to(node) if to_start else self._steps.ways(node, self._costs)
            rings = np.flatnonzero(common == node)
            rings = rings[ways.reaches(other[rings])]
            found[:, rings] = own[:, rings] + ways.distance[:, other[rings]]
        return found

    def _told(self, cost: Ints, *, at_most_nothing: bool = False) -> Changed:
        """Return costs as what they do to the value of each goal."""
        possible = np.all(cost < FAR, axis=0)
        if at_most_nothing:
            lost = ~possible | ~_is_below_nothing(cost)
            cost = np.where(lost, 0, cost)
            possible = np.ones_like(possible)
        order = np.lexsort(cost[::-1])
        new = np.any(np.diff(cost[:, order], axis=1) != 0, axis=0)
        rank = np.zeros(cost.shape[1], dtype=np.int64)
        rank[order[1:]] = np.cumsum(new)
        cost = np.where(possible, cost, 0)
        return Changed(possible, self._values(cost), self._first(cost), rank)

    def _first(self, cost: Ints) -> Ints:
        """Return the place of the first goal whose columns are not all zero, or -1."""
        goal = np.array([self.levels.index(name) for name in self._sums], dtype=np.int64)
        return np.where(np.any(cost != 0, axis=0), goal[np.argmax(cost != 0, axis=0)], -1)

    def _values(self, cost: Ints) -> Ints:
        """Return goals × changes from costs by column."""
        rows, column = [], iter(cost)
        for name in self.levels:
            if name == FIRST_COME:
                given, taken = next(column), next(column)
                rows.append((taken < 0).astype(np.int64) - (given > 0))
            else:
                sign = -1 if sense_of(name) == "most" else 1
                rows.append(sign * next(column))
        return np.array(rows, dtype=np.int64).reshape(len(self.levels), cost.shape[1])

    def _turned(self, arc: int) -> Mask:
        """Return the list after turning the cheapest ring through an arc; ties are broken as they are for any list."""
        network = self._network
        start, end = int(network.tail[arc]), int(network.head[arc])
        for salt in range(MOST_SALTS):
            ways = self._ways_to(start, salt + 1)
            if not ways.reaches(np.array([end]))[0]:
                raise ValueError("No list has this pair.")
            flow = self._flow.copy()
            flow[arc] += 1
            steps = self._steps.path(self._onward(start, salt + 1), end, start)
            flow[self._steps.arc[steps]] += self._steps.sign[steps]
            if is_unique(self._face(ways.tight, arc, flow), flow):
                return np.asarray(flow[network.pair_arcs] > 0)
        raise SolverFailure(f"{MOST_SALTS} rounds of tie-breaks left several lists")

    def _onward(self, node: int, ties: int) -> Ints:
        """Return the steps of cheapest ways to a node that come nearer to it, by their start; those to the last are kept."""
        if (node, ties) not in self._nearer:
            self._nearer = {(node, ties): self._steps.nearer(node, self._ways_to(node, ties).tight)}
        return self._nearer[node, ties]

    def _face(self, tight: Ints, arc: int, flow: Ints) -> Network:
        """Return the face of all lists that are as good as `flow`, which has the arc: what is not tight is fixed."""
        network = self._network
        free = np.zeros(len(flow), dtype=bool)
        free[self._steps.arc[tight]] = True
        free[arc] = False
        return network.bounded(np.where(free, network.lower, flow), np.where(free, network.upper, flow))

    def _ways_to(self, node: int, ties: int = 0) -> Ways:
        """Return the cheapest ways to a node, ties broken so many times; those to the last node are kept."""
        if node not in self._kept:
            self._kept = {node: [self._steps.ways(node, self._costs, backward=True)]}
        kept = self._kept[node]
        while len(kept) <= ties:
            more = [self._tie_break(len(kept) - 1)]
            kept.append(self._steps.ways(node, more, backward=True, tight=kept[-1].tight))
        return kept[ties]


def _is_below_nothing(cost: Ints) -> Mask:
    """Return which columns of numbers, compared like words, come before that of zeros."""
    first = np.argmax(cost != 0, axis=0)
    found: Mask = np.take_along_axis(cost, first[None, :], axis=0)[0] < 0
    return found

"""How near the best list is to another one: what each step away from it costs in fit.

A list is a circulation, and another one differs from it by rings: something is had more, something less. No ring improves
the best list. On the lists that are as good at the goals before the fit, each step of a ring costs, by the prices that
prove the fit to be best, 0 or more. So where the fits of one person's pairs change, only rings through that person can
become better, and only those whose other steps cost no more than the change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.scenarios.answers.facts import MENTEES, MENTORS
from matcher.solving import Best, Groups, Instance, build
from matcher.solving.by_node import distinct, spans
from matcher.solving.levels import WORST_OFF, cost_level
from matcher.solving.network import Network
from matcher.solving.prices import reduced_costs
from matcher.solving.proof import face_after

FIT = "compatibility"
BY_PAIR = ("mentee", "mentor", "locked", "home", "proposed", "tier_cost", "score")
FAR = np.iinfo(np.int64).max // 8
"""What cannot be done."""


def knows_nearness(levels: Sequence[str]) -> bool:
    """Whether lists can be compared by the fits that change; a lowest fit is no sum."""
    return FIT in levels and WORST_OFF not in levels


@dataclass(frozen=True)
class Near:
    """The pairs that can come into play where the fits of one person's pairs change; all others stay as they are.

    Parameters
    ----------
    pairs
        int64: places among the possible pairs.
    """

    pairs: Ints

    @classmethod
    def everything(cls, best: Best) -> "Near":
        """Return all pairs."""
        return cls(np.arange(len(best.chosen)))

    def of(self, best: Best) -> Best:
        """Return the best list among these pairs, which is the same."""
        return replace(best, instance=self.within(best.instance), chosen=best.chosen[self.pairs])

    def within(self, instance: Instance) -> Instance:
        """Return the problem with these pairs only."""
        kept = {name: getattr(instance, name)[self.pairs] for name in BY_PAIR}
        groups = instance.groups
        own = np.isin(groups.pair, self.pairs)
        place = np.searchsorted(self.pairs, groups.pair[own])
        return replace(instance, **kept, groups=Groups(place, groups.group[own], groups.lower, groups.upper))


class Nearness:
    """What the steps away from a best list cost, in millionths of fit.

    Parameters
    ----------
    best
        Its goals must be such that `knows_nearness`.
    """

    def __init__(self, best: Best):
        instance, levels = best.instance, best.levels
        place = levels.index(FIT)
        whole = build(instance, levels)
        network = face_after(instance, whole, best.proof, best.chosen, place)
        cost = cost_level(FIT, instance, whole).cost
        reduced = reduced_costs(network, cost, best.proof.prices[place])
        flow = network.flow_of(best.chosen, instance)
        rise, fall = np.flatnonzero(flow < network.upper), np.flatnonzero(flow > network.lower)
        self._best, self._chosen, self._mentees = best, np.flatnonzero(best.chosen), network.mentees
        self._apart = _people_apart(instance, network)
        arcs, pairs = np.concatenate([rise, fall]), network.pair_arcs
        self._start = np.concatenate([network.tail[rise], network.head[fall]])
        self._end = np.concatenate([network.head[rise], network.tail[fall]])
        self._cost = np.concatenate([reduced[rise], -reduced[fall]])
        self._pair = np.where((arcs >= pairs.start) & (arcs < pairs.stop), arcs - pairs.start, -1)
        is_pair = self._pair >= 0
        self.of_pair = np.full(len(instance.mentee), FAR, dtype=np.int64)
        """int64 per possible pair: what the step costs that has it, or of a listed one that gives it up."""
        self.of_pair[self._pair[is_pair]] = self._cost[is_pair]
        self._seat_out, self._seat_in = (np.full(network.nodes, FAR, dtype=np.int64) for _ in range(2))
        np.minimum.at(self._seat_out, self._start[~is_pair], self._cost[~is_pair])
        np.minimum.at(self._seat_in, self._end[~is_pair], self._cost[~is_pair])
        self._by_start = _Steps.of(self._start, self._end, self._cost, network.nodes)
        self._by_end = _Steps.of(self._end, self._start, self._cost, network.nodes)

    def can_turn(self, table: str, person: int, pairs: Ints, fits: Ints) -> bool:
        """Whether two steps at a person could pay under other fits of all their pairs, looking no further."""
        if self._apart[table][person]:
            return True
        cost, listed = self._costs(pairs, fits), self._best.chosen[pairs]
        had, more = cost[listed].min(initial=FAR), cost[~listed].min(initial=FAR)
        seats = self._seat_in, self._seat_out
        seat_more, seat_less = (
            one[self._node(table, person)] for one in (seats if table == MENTEES else seats[::-1])
        )
        return bool(had + more <= 0 or had + seat_less <= 0 or more + seat_more <= 0)

    def near_any(self, table: str, person: int, pairs: Ints, cases: Sequence[Ints]) -> Near | None:
        """Return what can come into play in any of some cases; None where another list pays in none.

        Parameters
        ----------
        pairs
            All possible pairs of the person.
        cases
            Their fits in each case.
        """
        if self._apart[table][person]:
            return Near.everything(self._best)
        found = [
            self._near(table, person, pairs, fits)
            for fits in cases
            if self.can_turn(table, person, pairs, fits)
        ]
        if not any(map(len, found)):
            return None
        return Near(np.unique(np.concatenate([*found, pairs, self._chosen])))

    def _near(self, table: str, person: int, pairs: Ints, fits: Ints) -> Ints:
        """Return the pairs on rings through a person that pay, or cost nothing; empty where there are none."""
        node = self._node(table, person)
        into, out_of = self._own_steps(node, pairs, self._costs(pairs, fits))
        there = self._by_start.reach(node, *out_of, limit=-int(into[1].min(initial=FAR)))
        back = self._by_end.reach(node, *into, limit=-int(out_of[1].min(initial=FAR)))
        if not np.any(there + back <= 0):
            return self._chosen[:0]
        used = there[self._start] + self._cost + back[self._end] <= 0
        return np.concatenate([pairs, self._pair[used & (self._pair >= 0)]])

    def _node(self, table: str, person: int) -> int:
        return person if table == MENTEES else person + self._mentees

    def _costs(self, pairs: Ints, fits: Ints) -> Ints:
        """Return what the steps of pairs cost where their fits are others."""
        more, own = fits - self._best.instance.score[pairs], self.of_pair[pairs]
        return np.where(own >= FAR, FAR, own + np.where(self._best.chosen[pairs], more, -more))

    def _own_steps(self, node: int, pairs: Ints, costs: Ints) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        """Return the steps into a person and out of one: the nodes at the other ends, and what they cost."""
        changed = self.of_pair.copy()
        changed[pairs] = costs
        found = []
        for end, other in ((self._end, self._start), (self._start, self._end)):
            own = np.flatnonzero(end == node)
            cost = np.where(self._pair[own] >= 0, changed[self._pair[own]], self._cost[own])
            found.append((other[own], cost))
        return found[0], found[1]


def _people_apart(instance: Instance, network: Network) -> dict[str, Mask]:
    """Return for whom some pair is no step at the person, since a limit on a part of their pairs stands between.

    One ring can pass such a person several times, so that nothing is known of what comes into play.
    """
    ends = (network.tail[network.pair_arcs], network.head[network.pair_arcs])
    apart = {MENTEES: np.zeros(len(instance.demand), bool), MENTORS: np.zeros(len(instance.capacity), bool)}
    apart[MENTEES][instance.mentee[ends[0] != instance.mentee]] = True
    apart[MENTORS][instance.mentor[ends[1] != instance.mentor + network.mentees]] = True
    return apart


@dataclass(frozen=True)
class _Steps:
    """Steps sorted by the end that is nearer to where one starts from."""

    starts: Ints
    far: Ints
    cost: Ints

    @classmethod
    def of(cls, near: Ints, far: Ints, cost: Ints, nodes: int) -> "_Steps":
        order = np.argsort(near, kind="stable")
        return cls(np.searchsorted(near[order], np.arange(nodes + 1)), far[order], cost[order])

    def reach(self, node: int, first: Ints, cost: Ints, *, limit: int) -> Ints:
        """Return what it costs to come to every node, by one of the first steps and never back to `node`.

        What costs more than `limit` is far.
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

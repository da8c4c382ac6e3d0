"""What proves an order of requests: how late a request each node could still do without.

A mentee's seat can rise if the way from the mentee on leads back to where the seat comes from (the root, or a limit on
the mentees' side), over arcs that can change. A seat that is held can be given up only for an earlier request, so the
arc on which it would be given up, or taken up later, carries the place of its request: at a place it can be used only
by requests before that place. The mark of a node is the latest place that some way on from it can be used at: the
largest, over all ways, of the smallest label on the way. A request whose mentee has a mark not above its own place
cannot be served, whatever is done with all later ones.
"""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints
from matcher.solving.by_node import distinct, spans
from matcher.solving.network import Network
from matcher.solving.queue import Queue

ALWAYS = np.iinfo(np.int64).max
"""The label of an arc that can always be used."""
NEVER = -1
"""The mark of a node from which nothing leads back."""
_GROWTH = 8


@dataclass(frozen=True)
class Marks:
    """The marks towards each node that seats come from, where there are any.

    Parameters
    ----------
    target, node, mark
        int64 per entry; a node without an entry has the mark `NEVER`.
    """

    target: Ints
    node: Ints
    mark: Ints

    @classmethod
    def none(cls) -> "Marks":
        """Return no marks."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(nothing, nothing, nothing)

    def towards(self, target: int, nodes: int) -> Ints:
        """Return the mark of every node towards `target`, int64 per node; the last entry of a node counts."""
        found = np.full(nodes, NEVER, dtype=np.int64)
        own = self.target == target
        found[self.node[own]] = self.mark[own]
        found[target] = ALWAYS
        return found


@dataclass(frozen=True)
class Ways:
    """Every way in which a list could change by one, from node to node, with the places at which it can be used.

    Parameters
    ----------
    start, end
        int64 per way: nodes.
    label
        int64 per way: the place of the request that it needs, or `ALWAYS`.
    """

    start: Ints
    end: Ints
    label: Ints

    @classmethod
    def of(cls, network: Network, flow: Ints, queue: Queue) -> "Ways":
        """Return the ways that `flow` leaves on the face of `network`."""
        seats = network.seat_arcs.stop
        others = slice(seats, None)
        rise = seats + np.flatnonzero(flow[others] < network.upper[others])
        fall = seats + np.flatnonzero(flow[others] > network.lower[others])
        served, kept, most = (
            network.seats_by_mentee(amount) for amount in (flow, network.lower, network.upper)
        )
        source = network.asked_from
        gives, takes = np.flatnonzero(served > kept), np.flatnonzero(served < most)
        last, following = queue.place(gives, served[gives] - 1), queue.place(takes, served[takes])
        always = np.full(len(rise) + len(fall), ALWAYS, dtype=np.int64)
        return cls(
            np.concatenate([network.tail[rise], network.head[fall], gives, source[takes]]),
            np.concatenate([network.head[rise], network.tail[fall], source[gives], takes]),
            np.concatenate([always, last, following]),
        )

    def after(self, place: int) -> "Ways":
        """Return the ways that can be used at `place`."""
        usable = self.label > place
        return Ways(self.start[usable], self.end[usable], self.label[usable])

    def all_covered_by(self, mark: Ints) -> bool:
        """Whether no way leads from a node to one with a higher mark, but over a label below."""
        return bool(np.all(mark[self.start] >= np.minimum(self.label, mark[self.end])))


def waiting(network: Network, flow: Ints, queue: Queue) -> tuple[Ints, Ints, Ints]:
    """Return who has a seat less than the face allows: mentee, place of the seat, and node that it comes from."""
    served, most = (network.seats_by_mentee(amount) for amount in (flow, network.upper))
    mentees = np.flatnonzero(served < most)
    return mentees, queue.place(mentees, served[mentees]), network.asked_from[mentees]


def seat_targets(network: Network, flow: Ints) -> Ints:
    """Return for each node that seats come from a node that is as good to lead back to, int64 per node.

    A limit with room that somebody uses is reached from the node around it and leads to it, always; one that nobody
    uses is reached from there only. So for both, marks towards the node around it serve as well.
    """
    arcs = np.arange(network.group_arcs.start, network.group_arcs.stop)
    arcs = arcs[network.head[arcs] == network.root + 1 + network.binding]
    used = flow[arcs]
    loose = arcs[(used < network.upper[arcs]) & ((used > network.lower[arcs]) | (used == 0))]
    target = np.arange(network.nodes)
    target[network.head[loose]] = network.tail[loose]
    while np.any(target != target[target]):
        target = target[target]
    return target


def find_marks(network: Network, flow: Ints, queue: Queue) -> Marks:
    """Return the marks of a list that serves the queue in order; they are the same for every such list."""
    ways = Ways.of(network, flow, queue)
    order = np.argsort(ways.end, kind="stable")
    ways = Ways(ways.start[order], ways.end[order], ways.label[order])
    starts = np.searchsorted(ways.end, np.arange(network.nodes + 1))
    found = []
    target_of = seat_targets(network, flow)
    _, places, sources = waiting(network, flow, queue)
    for target in np.unique(target_of[sources]).tolist():
        # What only requests before the first of those who wait could use does not matter to any of them.
        first = int(places[target_of[sources] == target].min())
        mark = _towards(target, first, ways, starts)
        # A limit that nobody uses is reached from its target only, so that its mark can be as high.
        mark[target_of == target] = ALWAYS
        nodes = np.flatnonzero(mark > NEVER)
        nodes = nodes[nodes != target]
        found.append(Marks(np.full(len(nodes), target, dtype=np.int64), nodes, mark[nodes]))
    if not found:
        return Marks.none()
    return Marks(
        *(np.concatenate([getattr(one, name) for one in found]) for name in ("target", "node", "mark"))
    )


def _towards(target: int, first: int, ways: Ways, starts: Ints) -> Ints:
    """Return the mark of every node towards `target`, where it is above the place `first`.

    The latest labels first, and more and more at once: what they reach is settled, so that no node is looked at often.
    """
    mark = np.full(len(starts) - 1, NEVER, dtype=np.int64)
    mark[target] = ALWAYS
    _spread(mark, np.array([target]), ways, starts, ALWAYS)
    limited = np.flatnonzero((ways.label < ALWAYS) & (ways.label > first))
    limited = limited[np.argsort(-ways.label[limited])]
    done, step = 0, 1
    while done < len(limited):
        band = limited[done : done + step]
        _spread(mark, _raise(mark, band, ways), ways, starts, int(ways.label[band[-1]]))
        done, step = done + step, step * _GROWTH
    return mark


def _spread(mark: Ints, changed: Ints, ways: Ways, starts: Ints, least: int) -> None:
    """Carry the marks of the nodes in `changed` back over all ways with a label of at least `least`."""
    while len(changed):
        places = spans(starts[changed], starts[changed + 1])
        changed = _raise(mark, places[ways.label[places] >= least], ways)


def _raise(mark: Ints, places: Ints, ways: Ways) -> Ints:
    """Raise the marks at the starts of these ways to what their ends allow; return the nodes that rose."""
    offered = np.minimum(ways.label[places], mark[ways.end[places]])
    reached = ways.start[places]
    better = offered > mark[reached]
    reached = reached[better]
    np.maximum.at(mark, reached, offered[better])
    return distinct(reached, len(mark))

"""First come, first served: requests in order, by augmenting paths; failed searches mark their nodes dead."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance
from matcher.solving.network import Network

ALIVE = np.iinfo(np.int64).max
"""The mark of a node that no failed search has reached."""


@dataclass(frozen=True)
class Queue:
    """The order in which seats are asked for.

    Parameters
    ----------
    starts
        int64, one more than there are mentees: where each one's seats begin in `places`.
    places
        int64 per seat asked for, by mentee: its place in the queue, from 0. All first seats come before all second
        ones; within them the order of requests decides.
    """

    starts: Ints
    places: Ints

    @classmethod
    def of(cls, instance: Instance) -> "Queue":
        """Return the queue of all seats that the mentees ask for."""
        starts = np.concatenate([[0], np.cumsum(instance.demand)]).astype(np.int64)
        mentee = np.repeat(np.arange(len(instance.demand)), instance.demand)
        ordinal = np.arange(len(mentee)) - starts[mentee] + instance.seats_before[mentee]
        places = np.empty(len(mentee), dtype=np.int64)
        places[np.lexsort([instance.order[mentee], ordinal])] = np.arange(len(mentee))
        return cls(starts, places)

    def place(self, mentee: Ints, seat: Ints) -> Ints:
        """Return the place of each mentee's seat number `seat` (from 0)."""
        found: Ints = self.places[self.starts[mentee] + seat]
        return found


def serve_in_order(network: Network, flow: Ints, queue: Queue) -> tuple[Ints, Ints]:
    """Serve the seats of `queue` in order, as far as each can be without taking back an earlier one.

    Parameters
    ----------
    network
        The face to stay on.
    flow
        A circulation on it; later seats that it serves may be taken back for earlier ones.

    Returns
    -------
    tuple
        The new circulation, and for each node the place of the failed search that marked it dead, or `ALIVE`. From a
        dead node no free seat, and no seat held by somebody later, can be reached.
    """
    search = _Search(network, flow, queue)
    mentees = np.repeat(np.arange(len(queue.starts) - 1), np.diff(queue.starts))
    order = np.argsort(queue.places)
    settled = [0] * (len(queue.starts) - 1)
    for place, mentee in enumerate(mentees[order].tolist()):
        if search.served[mentee] > settled[mentee] or search.serve(mentee, place):
            settled[mentee] += 1
    return network.flow_of(search.chosen()), np.array(search.dead, dtype=np.int64)


class _Search:
    """The state of the augmenting paths, as plain lists: one step is a few look-ups."""

    def __init__(self, network: Network, flow: Ints, queue: Queue):
        pairs = network.pair_arcs
        self._mentees = len(queue.starts) - 1
        free = np.flatnonzero(network.free[pairs])
        tail, head = network.tail[pairs], network.head[pairs]
        self._pairs = (tail, head)
        self._taken: list[bool] = flow[pairs].astype(bool).tolist()
        starts = np.searchsorted(tail[free], np.arange(self._mentees + 1)).tolist()
        mentors, arcs = head[free].tolist(), free.tolist()
        self._ways = [list(zip(mentors[a:b], arcs[a:b], strict=True)) for a, b in pairwise(starts)]
        self._full = [0] * self._mentees
        self._held: dict[int, dict[int, int]] = {}
        for arc in free[flow[pairs][free] > 0].tolist():
            self._held.setdefault(int(head[arc]), {})[int(tail[arc])] = arc
        seats = network.mentor_arcs
        left = network.upper[seats] - flow[seats]
        self._left = dict(zip(network.tail[seats].tolist(), left.tolist(), strict=True))
        seats_of = network.seats_by_mentee
        self.served: list[int] = seats_of(flow).tolist()
        self._kept: list[int] = seats_of(network.lower).tolist()
        self._most: list[int] = seats_of(network.upper).tolist()
        self._starts, self._places = queue.starts.tolist(), queue.places.tolist()
        self.dead = [int(ALIVE)] * network.nodes

    def chosen(self) -> Mask:
        """Return which pairs are in the list, bool per pair."""
        return np.array(self._taken, dtype=bool)

    def serve(self, mentee: int, place: int) -> bool:
        """Give `mentee` one seat more; if that cannot be, mark what was searched as dead at `place`.

        A seat that the face rules out (an earlier goal would suffer) is not searched for.
        """
        if self.served[mentee] == self._most[mentee] or self.dead[mentee] != ALIVE:
            return False
        came_by: dict[int, tuple[int, int]] = {mentee: (-1, -1)}
        stack = [mentee]
        while stack:
            here = stack.pop()
            if self._takes_free_seat(here, came_by, mentee):
                return True
            for mentor, arc in self._ways[here]:
                if mentor in came_by or self.dead[mentor] != ALIVE or self._taken[arc]:
                    continue
                came_by[mentor] = (here, arc)
                for other, held in self._held.get(mentor, {}).items():
                    if other in came_by or self.dead[other] != ALIVE:
                        continue
                    came_by[other] = (mentor, held)
                    if self._can_be_taken_back(other, place):
                        self.served[other] -= 1
                        self._turn(other, came_by, mentee)
                        return True
                    stack.append(other)
        for node in came_by:
            self.dead[node] = place
        return False

    def _takes_free_seat(self, here: int, came_by: dict[int, tuple[int, int]], start: int) -> bool:
        """Look first whether one of the mentors of `here` has a seat; a full one never has one again."""
        ways, skip = self._ways[here], self._full[here]
        while skip < len(ways) and self._left[ways[skip][0]] == 0:
            skip += 1
        self._full[here] = skip
        for mentor, arc in ways[skip:]:
            if self._left[mentor] > 0 and not self._taken[arc]:
                self._left[mentor] -= 1
                came_by[mentor] = (here, arc)
                self._turn(mentor, came_by, start)
                return True
        return False

    def _can_be_taken_back(self, mentee: int, place: int) -> bool:
        served = self.served[mentee]
        return served > self._kept[mentee] and self._places[self._starts[mentee] + served - 1] > place

    def _turn(self, end: int, came_by: dict[int, tuple[int, int]], start: int) -> None:
        """Turn the pairs on the way that led to `end`: new ones in, old ones out."""
        self.served[start] += 1
        node = end
        while node != start:
            before, arc = came_by[node]
            if node >= self._mentees:
                self._taken[arc] = True
                self._held.setdefault(node, {})[before] = arc
            else:
                self._taken[arc] = False
                del self._held[before][node]
            node = before

"""First come, first served: requests in order, by augmenting paths; what a failed search reached is closed for good."""

from collections.abc import Iterator
from heapq import heappop, heappush

import numpy as np

from matcher.arrays import Ints
from matcher.solving.by_node import ByNode
from matcher.solving.network import Network
from matcher.solving.queue import Queue

LEAST_PATIENCE = 16
FAR = 1 << 40
"""The distance of nodes from which the root cannot be reached."""


def serve_in_order(network: Network, flow: Ints, queue: Queue) -> Ints:
    """Serve the seats of `queue` in order, as far as each can be without taking back an earlier one.

    Parameters
    ----------
    network
        The face to stay on.
    flow
        A circulation on it; later seats that it serves may be taken back for earlier ones.

    Returns
    -------
    Ints
        int64 per arc: a circulation in which every mentee has the seats that the order gives them. Which mentors they
        have is left to later goals.
    """
    search = _Search(network, flow, queue)
    settled = [0] * network.mentees
    for place, mentee in enumerate(queue.mentees.tolist()):
        if search.served[mentee] > settled[mentee] or search.serve(mentee, place):
            settled[mentee] += 1
    return search.flow()


class _Search:
    """The state of the augmenting paths.

    Arcs are looked up where they are needed and never held as objects; only those with a flow that could fall are.
    Which node is looked at next is decided by guesses how far each is from the root: they are put right now and then,
    and cost time where they are wrong, but no correctness.
    """

    def __init__(self, network: Network, flow: Ints, queue: Queue):
        self._network, self._seats = network, len(network.tail)
        others = np.arange(network.seat_arcs.stop, len(network.tail))
        free = others[network.free[others]]
        self._out_of = ByNode(free, network.tail[free], network.nodes)
        self._into = ByNode(free, network.head[free], network.nodes)
        self._arcs, self._heads = self._out_of.arcs, network.head[self._out_of.arcs]
        self._starts: list[int] = self._out_of.starts.tolist()
        self._room_left = network.upper - flow
        self._room = self._room_left.data
        self._can_fall: dict[int, dict[int, int]] = {}
        for arc in free[flow[free] > network.lower[free]].tolist():
            self._can_fall.setdefault(int(network.head[arc]), {})[arc] = int(network.tail[arc])
        by_mentee = network.seats_by_mentee
        self.served: list[int] = by_mentee(flow).tolist()
        self._kept: list[int] = by_mentee(network.lower).tolist()
        self._most: list[int] = by_mentee(network.upper).tolist()
        self._queue = queue
        self._queue_starts, self._places = queue.starts.tolist(), queue.places.tolist()
        self._source: list[int] = network.asked_from.tolist()
        self._asking: dict[int, list[int]] = {}
        for mentee in np.flatnonzero(np.diff(queue.starts)).tolist():
            self._asking.setdefault(self._source[mentee], []).append(mentee)
        limits = np.arange(network.group_arcs.start, network.group_arcs.stop)
        limits = limits[network.head[limits] == network.root + 1 + network.binding]
        self._into_limit = dict(zip(network.head[limits].tolist(), limits.tolist(), strict=True))
        self._closed = bytearray(network.nodes)
        self._far = [0] * network.nodes
        self._looked, self._patience = 0, max(LEAST_PATIENCE, network.nodes // 8)

    def flow(self) -> Ints:
        """Return the circulation that the search has come to, seats filled in order."""
        network = self._network
        found = network.upper - self._room_left
        found[network.seat_arcs] = network.asked.filled(np.array(self.served, dtype=np.int64))
        return found

    def serve(self, mentee: int, place: int) -> bool:
        """Give `mentee` one seat more, if that can be on the face; no request before `place` loses its seat."""
        if self.served[mentee] == self._most[mentee]:
            return False
        target, between = self._target(self._source[mentee])
        if target != self._network.root:
            came_by = self._find_back(mentee, target, place)
        else:
            came_by = None if self._closed[mentee] else self._find(mentee, target, place)
        if came_by is None:
            return False
        self._turn(target, came_by, mentee)
        for arc in between:
            self._rise(arc, int(self._network.tail[arc]), int(self._network.head[arc]))
        return True

    def _target(self, source: int) -> tuple[int, list[int]]:
        """Return a node that is as good to lead back to as `source`, and the arcs from there (`seat_targets`)."""
        between = []
        while source in self._into_limit:
            arc = self._into_limit[source]
            upper, lower = int(self._network.upper[arc]), int(self._network.lower[arc])
            used = upper - self._room[arc]
            if used == upper or (used == lower and used > 0):
                break
            between.append(arc)
            source = int(self._network.tail[arc])
        return source, between

    def _find(self, start: int, target: int, place: int) -> dict[int, tuple[int, int]] | None:
        """Return how each node on a way from `start` to `target` was reached: the node before, and the arc.

        Without a way, everything reached is closed: nothing leads out of it, and later paths cannot change that, as
        they cannot come in and go out again.
        """
        closed, far = self._closed, self._far
        came_by: dict[int, tuple[int, int]] = {start: (-1, -1)}
        heap = [(far[start], start, False)]
        while heap:
            near, here, in_full = heappop(heap)
            nearest = FAR
            for there, arc in self._ways(here, place):
                if there == target:
                    came_by[there] = (here, arc)
                    return came_by
                if closed[there]:
                    continue
                distance = far[there]
                if distance < nearest:
                    nearest = distance
                if there not in came_by:
                    came_by[there] = (here, arc)
                    heappush(heap, (distance, there, False))
                    if distance < near and not in_full:
                        # As near as hoped for: the other ways are looked at only if this one leads nowhere.
                        heappush(heap, (near, here, True))
                        break
            else:
                far[here] = max(far[here], nearest + 1)
                self._looked += 1
            if self._looked >= self._patience:
                self._survey(target, place)
                if closed[start]:
                    return None
                came_by, heap = {start: (-1, -1)}, [(far[start], start, False)]
        for node in came_by:
            closed[node] = True
        return None

    def _find_back(self, start: int, target: int, place: int) -> dict[int, tuple[int, int]] | None:
        """Return a way from `start` to a limit without room, searched from there: little leads to it."""
        goes_on: dict[int, tuple[int, int]] = {target: (-1, -1)}
        stack = [target]
        while stack:
            here = stack.pop()
            for before, arc in self._ways_into(here, place):
                if before in goes_on:
                    continue
                goes_on[before] = (here, arc)
                if before == start:
                    return _turned(goes_on, start, target)
                stack.append(before)
        return None

    def _ways_into(self, here: int, place: int) -> Iterator[tuple[int, int]]:
        """Yield the nodes from which the flow into `here` could change by one, each with the arc (as `_ways` does)."""
        network, seats = self._network, self._seats
        rising, falling = self._into.at(here), self._out_of.at(here)
        for arc in rising[self._room_left[rising] > 0].tolist():
            yield int(network.tail[arc]), arc
        used = network.upper[falling] - self._room_left[falling]
        for arc in falling[used > network.lower[falling]].tolist():
            yield int(network.head[arc]), -1 - arc
        for mentee in self._asking.get(here, ()):
            served = self.served[mentee]
            if served > self._kept[mentee] and self._place(mentee, served - 1) > place:
                yield mentee, seats + mentee
        if here < network.mentees:
            served = self.served[here]
            if served < self._most[here] and self._place(here, served) > place:
                yield self._source[here], seats + here

    def _ways(self, here: int, place: int) -> Iterator[tuple[int, int]]:
        """Yield the nodes to which the flow out of `here` could change by one, each with the arc.

        Arcs that fall are given as -1 - arc, and a mentee's seats as if they were an arc behind all others.
        """
        room, seats = self._room, self._seats
        first, last = self._starts[here], self._starts[here + 1]
        for arc, head in zip(self._arcs[first:last].tolist(), self._heads[first:last].tolist(), strict=True):
            if room[arc]:
                yield head, arc
        for arc, tail in self._can_fall.get(here, {}).items():
            yield tail, -1 - arc
        if here < self._network.mentees:
            served = self.served[here]
            if served > self._kept[here] and self._place(here, served - 1) > place:
                yield self._source[here], seats + here
        for mentee in self._asking.get(here, ()):
            served = self.served[mentee]
            if served < self._most[mentee] and self._place(mentee, served) > place:
                yield mentee, seats + mentee

    def _place(self, mentee: int, seat: int) -> int:
        place: int = self._places[self._queue_starts[mentee] + seat]
        return place

    def _turn(self, end: int, came_by: dict[int, tuple[int, int]], start: int) -> None:
        """Change the flow by one on the way from `start` to `end`, and give `start` its seat."""
        self.served[start] += 1
        node = end
        while node != start:
            before, arc = came_by[node]
            if arc < 0:
                self._room[-1 - arc] += 1
                if self._room_left[-1 - arc] == self._network.upper[-1 - arc] - self._network.lower[-1 - arc]:
                    del self._can_fall[before][-1 - arc]
            elif arc >= self._seats:
                mentee = arc - self._seats
                self.served[mentee] += 1 if mentee == node else -1
            else:
                self._rise(arc, before, node)
            node = before

    def _rise(self, arc: int, tail: int, head: int) -> None:
        self._room[arc] -= 1
        self._can_fall.setdefault(head, {})[arc] = tail

    def _survey(self, target: int, place: int) -> None:
        """Put the guesses right after many looks, and close every node from which `target` cannot be reached."""
        network, source, self._looked = self._network, np.array(self._source), 0
        served, kept, most = (np.array(seats) for seats in (self.served, self._kept, self._most))
        gives, takes = np.flatnonzero(served > kept), np.flatnonzero(served < most)
        gives = gives[self._queue.place(gives, served[gives] - 1) > place]
        takes = takes[self._queue.place(takes, served[takes]) > place]
        far = np.full(network.nodes, FAR, dtype=np.int64)
        far[target] = step = 0
        reached = np.array([target])
        while len(reached):
            step += 1
            rising, falling = self._into.at_any(reached), self._out_of.at_any(reached)
            falling = falling[self._room_left[falling] < (network.upper - network.lower)[falling]]
            before = [
                network.tail[rising[self._room_left[rising] > 0]],
                network.head[falling],
                gives[far[source[gives]] == step - 1],
                source[takes[far[takes] == step - 1]],
            ]
            new = np.concatenate(before)
            far[new[far[new] == FAR]] = step
            reached = np.flatnonzero(far == step)
        self._far[:] = far.tolist()
        closed = self._closed
        for node in np.flatnonzero(far == FAR).tolist():
            closed[node] = True


def _turned(goes_on: dict[int, tuple[int, int]], start: int, end: int) -> dict[int, tuple[int, int]]:
    """Return how each node on a way was reached, from how it goes on at each."""
    came_by: dict[int, tuple[int, int]] = {start: (-1, -1)}
    here = start
    while here != end:
        there, arc = goes_on[here]
        came_by[there] = (here, arc)
        here = there
    return came_by
